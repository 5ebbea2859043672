package uk.casebook.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MigrationNameTest {
  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

  @Test
  void migrationsAreNumberedWithoutGapsAndNamedInSnakeCase() throws IOException {
    try (var files = Files.list(MIGRATIONS)) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();

      assertThat(names).isNotEmpty().allMatch(name -> name.matches("V\\d{3}__[a-z0-9_]+\\.sql"));
      assertThat(names.stream().map(name -> Integer.valueOf(name.substring(1, 4))))
          .containsExactlyElementsOf(IntStream.rangeClosed(1, names.size()).boxed().toList());
    }
  }
}
