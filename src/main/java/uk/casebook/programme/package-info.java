/**
 * Funds and their rounds: what they are for, who may apply, by when, and what is known of their
 * money. Depends on case studies, figures, organisations and vocabularies.
 */
@NullMarked
package uk.casebook.programme;

import org.jspecify.annotations.NullMarked;
