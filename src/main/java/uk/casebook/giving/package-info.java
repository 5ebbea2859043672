/**
 * The grants as 360Giving's standard has them (version 1.4, standard.threesixtygiving.org), for
 * everybody who reads grants of many funders together. Holds nothing of its own.
 */
@NullMarked
package uk.casebook.giving;

import org.jspecify.annotations.NullMarked;
