package uk.casebook.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentCodingTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "GZIP",
        "x-gzip",
        "*",
        "br, gzip",
        "br;q=1.0, gzip;q=0.5",
        "gzip ; q=0.001",
        "identity;q=0.5, gzip;q=0.5",
        "identity;q=0, *"
      })
  void gzipIsTakenWhereItIsAcceptable(String acceptEncoding) {
    assertThat(ContentCoding.prefersGzip(acceptEncoding)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "br",
        "identity",
        "gzip;q=0",
        "gzip;q=0.000, *",
        "*;q=0",
        "identity, gzip;q=0.5",
        "gzip;q=much",
        ";;,"
      })
  void gzipIsLeftWhereItIsNot(String acceptEncoding) {
    assertThat(ContentCoding.prefersGzip(acceptEncoding)).isFalse();
  }

  @Test
  void gzipIsNotForWhoDoesNotSayThatTheyAcceptIt() {
    assertThat(ContentCoding.prefersGzip(null)).isFalse();
  }

  @Property(tries = 100)
  void whatIsCodedReadsBackTheSame(@ForAll byte[] body) throws IOException {
    byte[] coded = ContentCoding.GZIP.encode(body);

    assertThat(new GZIPInputStream(new ByteArrayInputStream(coded)).readAllBytes()).isEqualTo(body);
    assertThat(ContentCoding.IDENTITY.encode(body)).isEqualTo(body);
  }
}
