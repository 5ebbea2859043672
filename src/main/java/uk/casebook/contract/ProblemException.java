package uk.casebook.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem detail. Thrown by services; answered by this package. */
public class ProblemException extends RuntimeException {

  /** What {@code WWW-Authenticate} asks for (RFC 6750, section 3). */
  public static final String CHALLENGE = "Bearer realm=\"casebook\"";

  private static final long serialVersionUID = 1L;

  private final ProblemType type;
  private final transient List<Violation> errors;
  private final transient Map<String, Object> extensions = new LinkedHashMap<>();
  private final transient Map<String, String> headers = new LinkedHashMap<>();

  private ProblemException(ProblemType type, @Nullable String detail, List<Violation> errors) {
    // The caller's mistakes are no faults here: where they were found does not matter.
    super(detail, null, false, type.status() >= 500);
    this.type = type;
    this.errors = List.copyOf(errors);
  }

  /**
   * A problem of any type.
   *
   * @param detail what is wrong with this request, for people
   */
  public static ProblemException of(ProblemType type, String detail) {
    return new ProblemException(type, detail, List.of());
  }

  /** A problem of which there is no more to say than its type says. */
  static ProblemException of(ProblemType type) {
    return new ProblemException(type, null, List.of());
  }

  /**
   * Nobody has signed in, and this needs it.
   *
   * @param detail what signing in is needed for
   */
  public static ProblemException unauthenticated(String detail) {
    return of(ProblemType.UNAUTHENTICATED, detail).withHeader("WWW-Authenticate", CHALLENGE);
  }

  /** What somebody signed in with is not valid, for whatever reason. */
  public static ProblemException notAccepted() {
    return of(ProblemType.UNAUTHENTICATED, "The key or token is not accepted.")
        .withHeader("WWW-Authenticate", CHALLENGE + ", error=\"invalid_token\"");
  }

  /** There is no such thing, or not for this caller. */
  public static ProblemException notFound(String detail) {
    return of(ProblemType.NOT_FOUND, detail);
  }

  /** The request breaks the contract or names what does not exist, in all these ways. */
  public static ProblemException invalid(List<Violation> errors) {
    return new ProblemException(ProblemType.INVALID_REQUEST, summary(errors), errors);
  }

  private static String summary(List<Violation> errors) {
    return errors.size() == 1
        ? errors.get(0).detail()
        : "%d things are wrong with this request; errors lists them.".formatted(errors.size());
  }

  /**
   * Ends the request if anything was found wrong with it.
   *
   * @throws ProblemException if there is a violation
   */
  public static void refuse(List<Violation> errors) {
    if (!errors.isEmpty()) {
      throw invalid(errors);
    }
  }

  /** A problem of any type that lies in one parameter or place. */
  public static ProblemException of(ProblemType type, Violation error) {
    return new ProblemException(type, error.detail(), List.of(error));
  }

  /** The request breaks a rule of the register, in this one way. */
  public static ProblemException broken(Violation error) {
    return of(ProblemType.RULE_BROKEN, error);
  }

  /**
   * Ends the request if it breaks rules of the register.
   *
   * @throws ProblemException of type {@link ProblemType#RULE_BROKEN} if there is a violation
   */
  public static void refuseBroken(List<Violation> errors) {
    if (!errors.isEmpty()) {
      throw new ProblemException(ProblemType.RULE_BROKEN, summary(errors), errors);
    }
  }

  /** The request breaks the contract or names what does not exist, in this one way. */
  public static ProblemException invalid(Violation error) {
    return invalid(List.of(error));
  }

  /** The same problem with its places in the body moved under another place. */
  public ProblemException under(String pointer) {
    ProblemException moved =
        new ProblemException(
            type, getMessage(), errors.stream().map(error -> error.under(pointer)).toList());
    moved.extensions.putAll(extensions);
    moved.headers.putAll(headers);
    return moved;
  }

  /** The same problem with a further member (RFC 9457, section 3.2). */
  public ProblemException with(String member, Object value) {
    extensions.put(member, value);
    return this;
  }

  /** The same problem with a further header field on the answer. */
  public ProblemException withHeader(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** What type of problem it is. */
  public ProblemType type() {
    return type;
  }

  /** What is wrong with this request. */
  public Optional<String> detail() {
    return Optional.ofNullable(getMessage());
  }

  /** Every violation, for a request that breaks the contract. */
  public List<Violation> errors() {
    return errors;
  }

  Map<String, Object> extensions() {
    return extensions;
  }

  Map<String, String> headers() {
    return headers;
  }
}
