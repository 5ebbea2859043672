package uk.casebook.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.quarkus.runtime.util.ClassPathUtils;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.casebook.organisation.CouncilRow;
import uk.casebook.organisation.OrganisationRequest;
import uk.casebook.revision.CaseStudyFile;
import uk.casebook.vocabulary.VocabularyEntry;

/** The files that the register ships with. */
@Singleton
class Dataset {

  private static final String FOLDER = "dataset/";

  private final ObjectMapper json;

  Dataset(ObjectMapper json) {
    this.json = json;
  }

  List<CouncilRow> councils() throws IOException {
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(open("councils.csv"), UTF_8))) {
      return rows.stream().map(Dataset::council).toList();
    }
  }

  private static CouncilRow council(NamedCsvRecord row) {
    return new CouncilRow(
        row.getField("gss_code"),
        row.getField("slug"),
        row.getField("name"),
        row.getField("short_name"),
        row.getField("type"),
        row.getField("tier"),
        row.getField("nation"),
        row.getField("region"),
        Boolean.parseBoolean(row.getField("adult_social_care")),
        known(row, "official_website"),
        row.getField("local_authority_code"),
        day(row, "start_date"),
        day(row, "end_date"),
        Stream.of(row.getField("replaced_by").split(";", -1))
            .filter(code -> !code.isEmpty())
            .toList());
  }

  private static @Nullable String known(NamedCsvRecord row, String column) {
    String value = row.getField(column);
    return value.isEmpty() ? null : value;
  }

  private static @Nullable LocalDate day(NamedCsvRecord row, String column) {
    String value = known(row, column);
    return value == null ? null : LocalDate.parse(value);
  }

  List<OrganisationRequest> organisations() throws IOException {
    return read("organisations.json", new TypeReference<>() {});
  }

  Map<String, List<VocabularyEntry>> vocabularies() throws IOException {
    return read("vocabularies.json", new TypeReference<>() {});
  }

  /** In the order of their slugs. */
  List<CaseStudyFile> caseStudies() throws IOException {
    List<CaseStudyFile> files = new ArrayList<>();
    ClassPathUtils.consumeAsPaths(
        FOLDER + "case-studies",
        folder -> {
          try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.toList()) {
              files.add(json.readValue(Files.readAllBytes(path), CaseStudyFile.class));
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    files.sort(Comparator.comparing(file -> file.caseStudy().slug()));
    return files;
  }

  FundingFile funding() throws IOException {
    return FundingFile.from(read("funding.json", new TypeReference<JsonNode>() {}), json);
  }

  private <T> T read(String file, TypeReference<T> type) throws IOException {
    try (InputStream in = open(file)) {
      return json.readValue(in, type);
    }
  }

  private static InputStream open(String file) {
    return Objects.requireNonNull(
        Thread.currentThread().getContextClassLoader().getResourceAsStream(FOLDER + file),
        () -> "The register ships without " + file);
  }
}
