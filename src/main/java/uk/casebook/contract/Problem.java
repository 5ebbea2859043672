package uk.casebook.contract;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A problem detail as it is answered (RFC 9457).
 *
 * @param type where this service explains the type
 * @param instance the path that was asked for, as it came
 * @param traceId what finds the request in the log, 32 hexadecimal digits
 * @param extensions further members, by name
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "traceId", "errors"})
record Problem(
    String type,
    String title,
    int status,
    @Nullable String detail,
    String instance,
    String traceId,
    List<Violation> errors,
    @JsonAnyGetter Map<String, Object> extensions) {

  static final String MEDIA_TYPE = "application/problem+json";
}
