/**
 * Webhooks: tells systems that something in the register has changed, in the order of the change
 * log, signed, at least once. What is told says where to read and never what stands there. Depends
 * on the change log, on organisations and on vocabularies.
 */
@NullMarked
package uk.casebook.webhook;

import org.jspecify.annotations.NullMarked;
