package uk.casebook.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How an enum value is written outside Java: {@code NHS_BODY} is {@code nhs-body}, in JSON and in
 * the database alike.
 */
public final class EnumCode {

  private EnumCode() {}

  /** The code of a value. */
  public static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The value with this code.
   *
   * @throws IllegalArgumentException if there is none; the message lists the codes
   */
  public static <E extends Enum<E>> E parse(Class<E> type, String code) {
    for (E value : type.getEnumConstants()) {
      if (of(value).equals(code)) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        Arrays.stream(type.getEnumConstants())
            .map(EnumCode::of)
            .collect(Collectors.joining(", ", "must be one of ", "")));
  }
}
