/**
 * Finds case studies by the words of their texts, and those that are alike; knows the versions of
 * case studies only by their ids and tables, and depends on no feature.
 */
@NullMarked
package uk.casebook.search;

import org.jspecify.annotations.NullMarked;
