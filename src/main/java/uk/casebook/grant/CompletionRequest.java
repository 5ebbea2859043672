package uk.casebook.grant;

import org.jspecify.annotations.Nullable;

/** That everything was delivered, and when if that is told. */
public record CompletionRequest(@Nullable Dates actualDates) {

  /** Dates that say nothing are none. */
  public CompletionRequest {
    actualDates = Dates.known(actualDates);
  }
}
