package uk.casebook.http;

import jakarta.ws.rs.core.StreamingOutput;

/**
 * An answer too large to be held in memory.
 *
 * @param state another one as soon as the body would be another one, since its tag is known before
 *     its bytes are
 */
public record Streamed(String state, StreamingOutput body) {}
