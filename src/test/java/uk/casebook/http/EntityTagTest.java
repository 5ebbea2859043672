package uk.casebook.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EntityTagTest {

  private static final byte[] BODY = "a body".getBytes(UTF_8);

  @Test
  void isTheSameForTheSameBytes() {
    assertThat(EntityTag.of("text/csv", BODY)).isEqualTo(EntityTag.of("text/csv", BODY.clone()));
  }

  @Test
  void differsByBytesByMediaTypeAndByContentCoding() {
    EntityTag tag = EntityTag.of("text/csv", BODY);

    assertThat(EntityTag.of("text/csv", "another".getBytes(UTF_8))).isNotEqualTo(tag);
    assertThat(EntityTag.of("text/plain", BODY)).isNotEqualTo(tag);
    assertThat(tag.in(ContentCoding.GZIP)).isNotEqualTo(tag);
  }

  @Test
  void has128BitsAndStandsInQuotes() {
    assertThat(EntityTag.of("text/csv", BODY)).asString().matches("\"[A-Za-z0-9_-]{22}\"");
  }

  @Test
  void isFoundInAListWhateverItsWeaknessAndNeighbours() {
    EntityTag tag = new EntityTag("a");

    assertThat(tag.isIn(EntityTag.listed("\"a\""))).isTrue();
    assertThat(tag.isIn(EntityTag.listed("\"b\",W/\"a\" , \"c\""))).isTrue();
    assertThat(tag.isIn(EntityTag.listed("\"x,a,y\", \"b\""))).isFalse();
    assertThat(tag.isIn(EntityTag.listed("a"))).isFalse();
    assertThat(tag.isIn(EntityTag.listed("\"a"))).isFalse();
    assertThat(tag.isIn(EntityTag.listed(""))).isFalse();
  }
}
