package uk.casebook.http;

import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Reads enum values in paths and queries by their {@linkplain EnumCode codes}. */
@Provider
class EnumParameters implements ParamConverterProvider {

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"}) // the type is known to be an enum only at run time
  public <T> @Nullable ParamConverter<T> getConverter(
      Class<T> type, @Nullable Type genericType, Annotation @Nullable [] annotations) {
    return type.isEnum() ? new Codes(type) : null;
  }

  private record Codes<E extends Enum<E>>(Class<E> type) implements ParamConverter<E> {

    @Override
    public @Nullable E fromString(@Nullable String code) {
      return code == null ? null : EnumCode.parse(type, code);
    }

    @Override
    public String toString(E value) {
      return EnumCode.of(value);
    }
  }
}
