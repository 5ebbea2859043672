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
  UNAUTHENTICATED(
      401,
      "Who is asking is not known",
      """
      This needs a key or a sign-in, and none came, or what came is not valid: unknown, expired, \
      revoked or damaged. Send `Authorization: Bearer` with an API key or with an access token of the \
      OpenID provider."""),
  FORBIDDEN(
      403,
      "This caller may not do this",
      """
      The caller is known and lacks the role for this, or it belongs to another organisation. `detail` \
      says who may. Ask an administrator of the register."""),
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
  CONFLICT(
      409,
      "It is not in the state for this",
      """
      What is asked for does not go together with the state that the thing is in, such as publishing \
      what is published already. `detail` says which state it is in and what can be done from there, \
      or that somebody else changed the same at the same moment. Nothing was changed."""),
  WITHDRAWN(
      410,
      "It was withdrawn",
      """
      It was published once and was withdrawn since. `reason` says why, and `supersededBy`, if there \
      is one, where its successor is. Remove your copy."""),
  EXPIRED_CURSOR(
      410,
      "The cursor is not one of this feed any more",
      """
      The database was restored or copied since the cursor was given out, so that changes behind it may \
      be missing or may be others now. Take the whole register at `snapshot`, in the place of what you \
      have, and go on from the cursor in its first line."""),
  PRECONDITION_FAILED(
      412,
      "It has changed since you read it",
      """
      The tag in `If-Match` is not that of the thing as it is now: somebody else changed it. Nothing \
      was changed. Read it again (drafts with `view=working`), look at what is new, and send your \
      change with the new `ETag`."""),
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
  RULE_BROKEN(
      422,
      "A rule of the register is broken",
      """
      The request has the right shape, and what it says breaks rules of the register: a code that no \
      vocabulary has, a period that ends before it begins, a name that is taken. `errors` lists every \
      one with its place in the body. Nothing was changed."""),
  IDEMPOTENCY_KEY_REUSED(
      422,
      "The idempotency key was used for something else",
      """
      The same `Idempotency-Key` came with another request within 24 hours. A key names one request: \
      repeat that one unchanged, or take a new key. Nothing was changed."""),
  PRECONDITION_REQUIRED(
      428,
      "If-Match is missing",
      """
      Whoever changes something that exists has to say which state was looked at, so that nobody's \
      change is lost. Read it (drafts with `view=working`) and send its `ETag` in `If-Match`."""),
  TOO_MANY_REQUESTS(
      429,
      "Too many requests",
      """
      This caller, or this address, has sent more requests in the last minute than it may, or too \
      many keys came from this address that are not valid. `RateLimit-Policy` says how many a minute \
      there may be. Nothing was changed. Ask again after the seconds that `Retry-After` names."""),
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
