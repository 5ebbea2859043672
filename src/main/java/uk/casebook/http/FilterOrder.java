package uk.casebook.http;

/** The order of the filters that see every exchange: the highest goes first. */
final class FilterOrder {

  static final int ARRIVAL = 3_000;
  static final int REQUEST_LOG = 1_002;
  static final int REQUEST_METRICS = 1_001;
  static final int COMMON_HEADERS = 1_000;

  /** Before anybody is answered, and behind the check against the contract. */
  static final int REGISTER_POSITION = 891;

  /** Behind the check against the contract, before anybody looks who is asking. */
  static final int KEPT_ANSWERS = 890;

  private FilterOrder() {}
}
