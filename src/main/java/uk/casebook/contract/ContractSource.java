package uk.casebook.contract;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Reads {@code openapi.yaml}, once. */
class ContractSource {

  @Produces
  @Singleton
  @DefaultBean
  Contract contract() {
    try (InputStream yaml =
        Objects.requireNonNull(ContractSource.class.getResourceAsStream("/openapi.yaml"))) {
      return Contract.of(yaml.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
