package uk.casebook.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/** Writes tables as CSV (RFC 4180) that a spreadsheet can open without running anything. */
@Singleton
public class Csv {

  /** What a spreadsheet would run, or what has been kept from that by an apostrophe. */
  private static final Pattern FORMULA = Pattern.compile("'*[=+@\\t\\r-].*", Pattern.DOTALL);

  private final ObjectMapper json;

  /** Takes the values of rows as this writes them. */
  public Csv(ObjectMapper json) {
    this.json = json;
  }

  /**
   * A line of column names and a line for each row, with the values as they stand in the row's JSON
   * under those names; what is not there is empty.
   */
  public String write(List<String> columns, List<? extends Record> rows) {
    StringWriter text = new StringWriter();
    try {
      write(columns, rows.iterator(), text);
    } catch (IOException e) {
      throw new UncheckedIOException("Text in memory cannot fail", e);
    }
    return text.toString();
  }

  /**
   * As {@link #write(List, List)}, row by row; closes what it writes to.
   *
   * @throws IOException if that cannot be written to
   */
  public void write(List<String> columns, Iterator<? extends Record> rows, Writer to)
      throws IOException {
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(to)) {
      csv.writeRecord(columns);
      while (rows.hasNext()) {
        JsonNode values = json.valueToTree(rows.next());
        csv.writeRecord(columns.stream().map(column -> cell(values.path(column))).toList());
      }
    }
  }

  /**
   * Spreadsheets run what begins like a formula: in front of such a text stands an apostrophe, and
   * another one in front of a text that looks like that already, so that it can be read back.
   */
  private static String cell(JsonNode value) {
    if (value.isNumber()) {
      return value.decimalValue().toPlainString();
    }
    String text = value.asText("");
    return value.isTextual() && FORMULA.matcher(text).matches() ? "'" + text : text;
  }
}
