package uk.casebook.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;

/** What everybody reads of one thing, as JSON that is there already. */
public final class Document extends JsonSerializable.Base implements Identified {

  private final UUID id;
  private final byte[] json;

  /**
   * A document.
   *
   * @param json UTF-8
   */
  public Document(UUID id, byte[] json) {
    this.id = id;
    this.json = json;
  }

  @Override
  public UUID id() {
    return id;
  }

  byte[] json() {
    return json;
  }

  /** The same with a field more, which it does not have itself. */
  public JsonSerializable with(String field, Object value) {
    return new Extended(this, field, value);
  }

  /** Goes into the output byte by byte, where that takes bytes, instead of through characters. */
  @Override
  public void serialize(JsonGenerator generator, SerializerProvider provider) throws IOException {
    generator.writeRawValue("");
    write(generator, 0, json.length);
  }

  private void write(JsonGenerator generator, int start, int end) throws IOException {
    if (generator.getOutputTarget() instanceof OutputStream out) {
      generator.flush();
      out.write(json, start, end - start);
    } else {
      generator.writeRaw(new String(json, start, end - start, UTF_8));
    }
  }

  private static final class Extended extends JsonSerializable.Base {

    private final Document document;
    private final String field;
    private final Object value;

    Extended(Document document, String field, Object value) {
      this.document = document;
      this.field = field;
      this.value = value;
    }

    @Override
    public void serialize(JsonGenerator generator, SerializerProvider provider) throws IOException {
      generator.writeStartObject();
      document.write(generator, 1, document.json.length - 1);
      generator.writeRaw(',');
      provider.defaultSerializeField(field, value, generator);
      generator.writeEndObject();
    }

    @Override
    public void serializeWithType(
        JsonGenerator generator, SerializerProvider provider, TypeSerializer type)
        throws IOException {
      serialize(generator, provider);
    }
  }

  @Override
  public void serializeWithType(
      JsonGenerator generator, SerializerProvider provider, TypeSerializer type)
      throws IOException {
    serialize(generator, provider);
  }
}
