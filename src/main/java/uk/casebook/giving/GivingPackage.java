package uk.casebook.giving;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import uk.casebook.contract.ProblemException;
import uk.casebook.http.Csv;
import uk.casebook.http.LondonTime;

/**
 * Writes all grants as a package of 360Giving 1.4, however many there are. They are read some at a
 * time, each time in a transaction of its own, so that no transaction waits for who reads them.
 */
@Singleton
class GivingPackage {

  private static final String VERSION = "1.4";
  private static final int READ_AT_ONCE = 500;
  private static final UUID FIRST = new UUID(0, 0);

  private final GivingService giving;
  private final Csv csv;
  private final ObjectMapper mapper;
  private final ObjectWriter json;
  private final String prefix;
  private final Publisher publisher;
  private final String licence;

  /** Who publishes the package. */
  private record Publisher(@Nullable String identifier, String name, @Nullable String website) {}

  GivingPackage(
      GivingService giving,
      Csv csv,
      ObjectMapper mapper,
      @ConfigProperty(name = "casebook.giving.prefix") String prefix,
      @ConfigProperty(name = "casebook.giving.publisher.name") String publisher,
      @ConfigProperty(name = "casebook.giving.publisher.identifier") Optional<String> identifier,
      @ConfigProperty(name = "casebook.giving.publisher.website") Optional<String> website,
      @ConfigProperty(name = "casebook.licence-url") String licence) {
    this.giving = giving;
    this.csv = csv;
    this.mapper = mapper;
    // The standard knows no empty lists of what is not told.
    this.json =
        mapper
            .copy()
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_EMPTY)
            .writer()
            .without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);
    this.prefix = prefix;
    this.publisher = new Publisher(identifier.orElse(null), publisher, website.orElse(null));
    this.licence = licence;
  }

  /**
   * When one of the grants changed last.
   *
   * @throws ProblemException if there is no grant: a package without grants is none
   */
  Instant modified() {
    return giving
        .modified()
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "No grant has been awarded of which everything is known that 360Giving"
                        + " requires, and a package without grants is not valid. It is here as"
                        + " soon as one is."));
  }

  /**
   * As JSON.
   *
   * @param modified when one of the grants changed last
   * @param base where this service is, ending with a slash
   */
  void writeJson(Instant modified, String base, OutputStream out) throws IOException {
    try (JsonGenerator file = mapper.createGenerator(out)) {
      file.writeStartObject();
      file.writeStringField("version", VERSION);
      file.writeStringField("identifier", "360G-%s-package".formatted(prefix));
      file.writeStringField("title", "Grants of " + publisher.name());
      file.writeStringField(
          "description", "All grants of which everything is known that the standard requires.");
      file.writeStringField("issued", LondonTime.dayOf(modified).toString());
      file.writeStringField("modified", modified.toString());
      file.writeFieldName("publisher");
      json.writeValue(file, publisher);
      file.writeStringField("license", licence);
      file.writeStringField("downloadURL", base + "v1/exports/360giving.json");
      file.writeArrayFieldStart("grants");
      Iterator<GivingGrant> grants = new Grants(base);
      while (grants.hasNext()) {
        json.writeValue(file, grants.next());
      }
      file.writeEndArray();
      file.writeEndObject();
    }
  }

  /** As a table with the standard's column titles, a line for each grant. */
  void writeCsv(String base, OutputStream out) throws IOException {
    Iterator<GivingGrant> grants = new Grants(base);
    csv.write(
        GivingRow.COLUMNS,
        new Iterator<GivingRow>() {
          @Override
          public boolean hasNext() {
            return grants.hasNext();
          }

          @Override
          public GivingRow next() {
            return GivingRow.from(grants.next());
          }
        },
        new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  private final class Grants implements Iterator<GivingGrant> {

    private final String base;
    private Iterator<GivingService.Found> read = List.<GivingService.Found>of().iterator();
    private UUID last = FIRST;
    private boolean more = true;

    Grants(String base) {
      this.base = base;
    }

    @Override
    public boolean hasNext() {
      if (!read.hasNext() && more) {
        List<GivingService.Found> next = giving.after(last, READ_AT_ONCE, base);
        more = next.size() == READ_AT_ONCE;
        read = next.iterator();
      }
      return read.hasNext();
    }

    @Override
    public GivingGrant next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      GivingService.Found found = read.next();
      last = found.id();
      return found.grant();
    }
  }
}
