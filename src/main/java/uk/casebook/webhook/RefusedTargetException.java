package uk.casebook.webhook;

/** An address may not be sent to. */
final class RefusedTargetException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String code;

  RefusedTargetException(String code, String detail) {
    super(detail);
    this.code = code;
  }

  /** What is wrong with it, for programs. */
  String code() {
    return code;
  }

  /** What is wrong with it, for people. */
  String detail() {
    return String.valueOf(getMessage());
  }
}
