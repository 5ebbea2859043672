package uk.casebook.contract;

import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;

/** The contract of an imaginary shop, which has every kind of parameter. */
@Alternative
class ShopContract {

  @Produces
  @Singleton
  Contract contract() {
    return read();
  }

  static Contract read() {
    try (InputStream yaml =
        Objects.requireNonNull(ShopContract.class.getResourceAsStream("/contract/shop.yaml"))) {
      return Contract.of(yaml.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs the service with this contract, so that {@link ShopResource} is reached. */
  public static class Profile implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
      return Set.of(ShopContract.class);
    }
  }
}
