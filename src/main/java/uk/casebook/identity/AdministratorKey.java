package uk.casebook.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Gives the register its first administrator: the key in {@code CASEBOOK_ADMIN_KEY}, or, on the
 * first start of a database that the service brings along, a new one in the file {@code admin-key}
 * beside it, which only the file's owner may read.
 */
@ApplicationScoped
public class AdministratorKey {

  private final ApiKeyService keys;
  private final Optional<String> configured;
  private final Optional<String> directory;

  AdministratorKey(
      ApiKeyService keys,
      @ConfigProperty(name = "casebook.admin-key") Optional<String> configured,
      @ConfigProperty(name = "casebook.embedded-directory") Optional<String> directory) {
    this.keys = keys;
    this.configured = configured;
    this.directory = directory;
  }

  void provide(@Observes StartupEvent start) throws IOException {
    if (configured.isPresent()) {
      keys.enterAdministrator(
          Secret.parse(configured.get())
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "CASEBOOK_ADMIN_KEY is not a key: it has to be " + Secret.FORMAT)));
    } else if (directory.isPresent() && !keys.hasKeys()) {
      Path file = Path.of(directory.get()).resolve("admin-key");
      Secret secret = Secret.random();
      write(file, secret);
      keys.enterAdministrator(secret);
      Log.infof("The administrator's key is in %s", file.toAbsolutePath());
    }
  }

  /** Readable by nobody else from its first byte on. */
  static void write(Path file, Secret secret) throws IOException {
    Files.deleteIfExists(file);
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] attributes =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Files.createFile(file, attributes);
    Files.write(file, (secret.text() + System.lineSeparator()).getBytes(US_ASCII));
  }
}
