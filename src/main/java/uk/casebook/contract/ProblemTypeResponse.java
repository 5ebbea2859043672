package uk.casebook.contract;

/**
 * A type of problem, explained.
 *
 * @param code the last part of its address
 * @param title the type in a few words
 * @param status the HTTP status that it is answered with
 * @param explanation what it means and what to do about it
 */
public record ProblemTypeResponse(String code, String title, int status, String explanation) {

  static ProblemTypeResponse from(ProblemType type) {
    return new ProblemTypeResponse(type.code(), type.title(), type.status(), type.explanation());
  }
}
