package uk.casebook.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DatasetServiceTest {

  @Inject DatasetService dataset;
  @Inject EntityManager entities;

  @Test
  void entersTheRegisterOnceHoweverOftenItIsAsked() throws IOException {
    dataset.load();
    dataset.load();

    assertThat(
            entities
                .createNativeQuery("select count(*) from case_study", Long.class)
                .getSingleResult())
        .isEqualTo(61L);
    assertThat(
            entities
                .createNativeQuery("select count(*) from funding_programme", Long.class)
                .getSingleResult())
        .isEqualTo(22L);
  }
}
