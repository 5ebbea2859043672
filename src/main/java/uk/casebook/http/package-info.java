/**
 * What every HTTP answer has in common: how it is represented and cached, its headers, its pages,
 * its log line and the health of the service. Knows no feature.
 */
@NullMarked
package uk.casebook.http;

import org.jspecify.annotations.NullMarked;
