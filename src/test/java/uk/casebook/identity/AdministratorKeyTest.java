package uk.casebook.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AdministratorKeyTest {

  @Inject ApiKeyService keys;
  @TempDir Path directory;

  private void provide(String chosen) throws IOException {
    new AdministratorKey(keys, Optional.ofNullable(chosen), Optional.of(directory.toString()))
        .provide(new StartupEvent());
  }

  @Test
  void makesTheChosenKeyOnceAndFindsItAgain() throws IOException {
    String chosen = Secret.random().text();
    provide(chosen);
    provide(chosen);
    assertThat(keys.authenticate(Secret.parse(chosen).orElseThrow()))
        .get()
        .matches(caller -> caller.has(Role.ADMIN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret-of-mine", "cbk_short_secret-of-mine"})
  void refusesToStartWithWhatIsNoKeyAndDoesNotRepeatIt(String chosen) {
    assertThatIllegalStateException()
        .isThrownBy(() -> provide(chosen))
        .withMessageContaining("CASEBOOK_ADMIN_KEY")
        .withMessageNotContaining("secret-of-mine");
  }

  @Test
  void refusesToStartWithAnotherSecretForAKnownKey() {
    String other = KeyFixture.ADMINISTRATOR.replace("0123", "3210");
    assertThatIllegalStateException()
        .isThrownBy(() -> provide(other))
        .withMessageContaining("CASEBOOK_ADMIN_KEY")
        .withMessageNotContaining(other);
  }

  @Test
  void makesNoFileWhereThereAreKeys() throws IOException {
    provide(null);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void writesAFileThatOnlyItsOwnerReads() throws IOException {
    Path file = Files.writeString(directory.resolve("admin-key"), "older and longer ".repeat(9));
    Secret key = Secret.random();
    AdministratorKey.write(file, key);
    assertThat(file).hasContent(key.text() + System.lineSeparator());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}
