package uk.casebook.metric;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import uk.casebook.casestudy.Reading;
import uk.casebook.contract.ProblemException;
import uk.casebook.database.Conditions;
import uk.casebook.database.Keyset;
import uk.casebook.http.Csv;
import uk.casebook.http.Position;

/**
 * Writes all observations that a filter selects, however many there are. They are read some at a
 * time, each time in a transaction of its own, so that no transaction waits for who reads them; all
 * as of the instant at which they were selected.
 */
@Singleton
class AllObservations {

  private static final int READ_AT_ONCE = 500;

  private final MetricService metrics;
  private final Csv csv;
  private final ObjectMapper mapper;
  private final ObjectWriter json;
  private final InstantSource clock;

  AllObservations(MetricService metrics, Csv csv, ObjectMapper mapper, InstantSource clock) {
    this.metrics = metrics;
    this.csv = csv;
    this.mapper = mapper;
    this.json = mapper.writer().without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);
    this.clock = clock;
  }

  /**
   * Those that a filter selects, as they are now.
   *
   * @throws ProblemException with every name that the register does not know
   */
  Conditions select(MetricFilter filter) {
    boolean now = filter.filter().reading().isPublished();
    return metrics.onObservations(now ? filter.in(Reading.asOf(clock.instant())) : filter);
  }

  /** As a table (RFC 4180) in UTF-8. */
  void writeCsv(Conditions selected, OutputStream out) throws IOException {
    csv.write(
        ObservationRow.COLUMNS,
        new Rows(selected),
        new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  /** As a list with one page. */
  void writeJson(Conditions selected, OutputStream out) throws IOException {
    Iterator<ObservationRow> rows = new Rows(selected);
    try (JsonGenerator list = mapper.createGenerator(out)) {
      long total = 0;
      list.writeStartObject();
      list.writeArrayFieldStart("items");
      for (; rows.hasNext(); total++) {
        json.writeValue(list, rows.next());
      }
      list.writeEndArray();
      list.writeNullField("next");
      list.writeNumberField("total", total);
      list.writeEndObject();
    }
  }

  private final class Rows implements Iterator<ObservationRow> {

    private final Conditions selected;
    private Iterator<Keyset.Entry<FoundObservation>> read =
        List.<Keyset.Entry<FoundObservation>>of().iterator();
    private @Nullable Position last;
    private boolean more = true;

    Rows(Conditions selected) {
      this.selected = selected;
    }

    @Override
    public boolean hasNext() {
      if (!read.hasNext() && more) {
        List<Keyset.Entry<FoundObservation>> next =
            metrics.observationsAfter(selected, last, READ_AT_ONCE);
        more = next.size() == READ_AT_ONCE;
        read = next.iterator();
      }
      return read.hasNext();
    }

    @Override
    public ObservationRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Keyset.Entry<FoundObservation> entry = read.next();
      last = entry.position();
      return ObservationRow.from(entry.row());
    }
  }
}
