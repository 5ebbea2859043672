package uk.casebook.database;

import org.jspecify.annotations.Nullable;

/**
 * The embedded database cannot be started or stopped. The message is a sentence for the person who
 * started the service: it names what is wrong and, where there is one, the way out.
 */
public final class EmbeddedDatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EmbeddedDatabaseException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  EmbeddedDatabaseException(String message) {
    this(message, null);
  }
}
