package uk.casebook.database;

import jakarta.persistence.AttributeConverter;
import org.jspecify.annotations.Nullable;
import uk.casebook.http.EnumCode;

/** Keeps an enum value in the database by its {@linkplain EnumCode code}. */
public abstract class EnumColumn<E extends Enum<E>>
    implements AttributeConverter<@Nullable E, @Nullable String> {

  private final Class<E> type;

  /** A column of values of this type. */
  protected EnumColumn(Class<E> type) {
    this.type = type;
  }

  @Override
  public @Nullable String convertToDatabaseColumn(@Nullable E value) {
    return value == null ? null : EnumCode.of(value);
  }

  @Override
  public @Nullable E convertToEntityAttribute(@Nullable String code) {
    return code == null ? null : EnumCode.parse(type, code);
  }
}
