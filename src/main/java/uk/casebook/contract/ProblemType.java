package uk.casebook.contract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every type of problem that this service answers with. A type's address is {@code
 * /problems/{code}}, where the service explains it.
 */
public enum ProblemType {
  INVALID_REQUEST(
      400,
      "The request breaks the contract",
      """
      A parameter or the body is missing, unknown or malformed, or names something that the register \
      does not have. `errors` lists every violation, each with what would be right. Nothing was \
      changed. Correct the request by the contract at /openapi.yaml; sending it again unchanged gives \
      the same answer."""),
  INVALID_CURSOR(
      400,
      "The cursor cannot be used",
      """
      A cursor is opaque and belongs to one list with one set of filters. This one was changed, cut \
      off, or comes from another list. Follow `next` as it was given, or leave `cursor` out to start \
      again at the first page."""),
  NOT_FOUND(
      404,
      "There is nothing here",
      """
      Either the contract has no such path, or it has and nothing is kept under this id or slug. \
      `detail` says which, and names the nearest path if one is close. Things that were never \
      published are not here for the public."""),
  METHOD_NOT_ALLOWED(
      405,
      "The path does not have this method",
      "The path exists, but not for this method. `Allow` and `allowed` list the methods that it has."),
  NOT_ACCEPTABLE(
      406,
      "None of the accepted formats can be had",
      """
      The `Accept` field excludes every format that this operation can answer in. `available` lists \
      them. Accept one of these, or leave `Accept` out."""),
  CONTENT_TOO_LARGE(
      413,
      "The body is too large",
      "A request's body may have 1 MiB (1,048,576 bytes) at most. Send less, or send it in parts."),
  URI_TOO_LONG(
      414,
      "The address is too long",
      """
      A path with its query may have 8,000 characters at most. Use fewer filters in one request, and \
      join the answers."""),
  UNSUPPORTED_MEDIA_TYPE(
      415,
      "The body is in a format that is not read here",
      """
      The `Content-Type` of the body is missing, or none that this operation reads. `available` lists \
      those that it reads."""),
  HEADER_FIELDS_TOO_LARGE(
      431,
      "The header fields are too large",
      """
      All header fields of a request together may have 16 KiB (16,384 bytes) at most. Large cookies \
      are the usual cause; this service uses none."""),
  INTERNAL_ERROR(
      500,
      "Something went wrong here",
      """
      The fault is on this side, and its cause is in the log of the service under the `traceId`. \
      Reading again is safe. If it stays, report it with the `traceId`."""),
  SERVICE_UNAVAILABLE(
      503,
      "The service cannot answer at the moment",
      """
      Something that the service needs, most likely its database, is away or too busy. Ask again \
      after the seconds that `Retry-After` names.""");

  private final int status;
  private final String title;
  private final String explanation;

  ProblemType(int status, String title, String explanation) {
    this.status = status;
    this.title = title;
    this.explanation = explanation;
  }

  /** The last part of the type's address, in kebab-case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The address at which this service explains the type, relative to it. */
  public String uri() {
    return "/problems/" + code();
  }

  /** The HTTP status that it is answered with. */
  public int status() {
    return status;
  }

  /** The type in a few words; the same for every occurrence (RFC 9457, section 3.1.3). */
  public String title() {
    return title;
  }

  /** What it means and what to do about it. */
  public String explanation() {
    return explanation;
  }

  static Optional<ProblemType> find(String code) {
    return Arrays.stream(values()).filter(type -> type.code().equals(code)).findFirst();
  }

  /** The first type with a status, which is the general one. */
  static Optional<ProblemType> find(int status) {
    return Arrays.stream(values()).filter(type -> type.status == status).findFirst();
  }
}
