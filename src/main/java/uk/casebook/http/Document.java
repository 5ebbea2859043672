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

  /** Goes into the output byte by byte, where that takes bytes, instead of through characters. */
  @Override
  public void serialize(JsonGenerator generator, SerializerProvider provider) throws IOException {
    if (generator.getOutputTarget() instanceof OutputStream out) {
      generator.writeRawValue("");
      generator.flush();
      out.write(json);
    } else {
      generator.writeRawValue(new String(json, UTF_8));
    }
  }

  @Override
  public void serializeWithType(
      JsonGenerator generator, SerializerProvider provider, TypeSerializer type)
      throws IOException {
    serialize(generator, provider);
  }
}
