package uk.casebook.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Scale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSettingsTest {

  private static final ObjectMapper MAPPER = mapper();

  enum Kind {
    COUNCIL,
    NHS_BODY
  }

  record Thing(
      @Nullable String name,
      @Nullable Kind kind,
      @Nullable BigDecimal value,
      @Nullable Integer count,
      @Nullable Boolean individual,
      @Nullable Instant at,
      @Nullable LocalDate on) {}

  private static ObjectMapper mapper() {
    ObjectMapper mapper = new ObjectMapper().registerModule(new JavaTimeModule());
    new JsonSettings().customize(mapper);
    return mapper;
  }

  @Nested
  class Writing {

    @Test
    void followsTheContract() throws JsonProcessingException {
      Thing thing =
          new Thing(
              "Bedford",
              Kind.NHS_BODY,
              new BigDecimal("12.50"),
              3,
              false,
              Instant.parse("2026-11-25T09:42:14.123456Z"),
              LocalDate.of(2026, 1, 2));

      assertThat(MAPPER.writeValueAsString(thing))
          .isEqualTo(
              "{\"name\":\"Bedford\",\"kind\":\"nhs-body\",\"value\":12.50,\"count\":3,"
                  + "\"individual\":false,\"at\":\"2026-11-25T09:42:14.123456Z\","
                  + "\"on\":\"2026-01-02\"}");
    }

    @Test
    void leavesOutWhatIsUnknown() throws JsonProcessingException {
      Thing thing = new Thing(null, null, null, null, null, null, null);

      assertThat(MAPPER.writeValueAsString(thing)).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+5", "1E-9", "0.00", "12345678901234567890.1234567890"})
    void neverUsesAnExponent(String value) throws JsonProcessingException {
      assertThat(MAPPER.writeValueAsString(new BigDecimal(value)))
          .isEqualTo(new BigDecimal(value).toPlainString());
    }

    @Test
    void keepsTheNextPageOfTheLastPageAsNull() throws JsonProcessingException {
      assertThat(MAPPER.writeValueAsString(new Page<>(List.of(), null, 0)))
          .isEqualTo("{\"items\":[],\"next\":null,\"total\":0}");
    }
  }

  @Nested
  class Reading {

    @Test
    void takesWhatWasWritten() throws JsonProcessingException {
      String json =
          "{\"name\":\"\",\"kind\":\"nhs-body\",\"value\":0.10,\"count\":3,\"individual\":true,"
              + "\"at\":\"2026-11-25T09:42:14.123456Z\",\"on\":\"2026-01-02\"}";

      Thing thing = MAPPER.readValue(json, Thing.class);

      assertThat(MAPPER.writeValueAsString(thing)).isEqualTo(json);
      assertThat(MAPPER.writeValueAsString(MAPPER.readTree(json))).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"nmae\":\"Bedford\"}",
          "{\"name\":\"Bedford\",\"name\":\"Luton\"}",
          "{\"name\":1}",
          "{\"name\":true}",
          "{\"count\":\"3\"}",
          "{\"count\":3.5}",
          "{\"count\":\"\"}",
          "{\"value\":\"3.5\"}",
          "{\"individual\":\"true\"}",
          "{\"individual\":1}",
          "{\"kind\":\"NHS_BODY\"}",
          "{\"kind\":1}",
          "{\"on\":\"2026-02-30\"}",
          "{\"on\":\"2026-01-02T00:00:00Z\"}",
          "{} {}"
        })
    void refusesWhatWasNotMeant(String json) {
      assertThatThrownBy(() -> MAPPER.readValue(json, Thing.class))
          .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void refusesRepeatedFieldsOfATree() {
      assertThatThrownBy(() -> MAPPER.readTree("{\"a\":1,\"a\":2}"))
          .isInstanceOf(JsonProcessingException.class);
    }
  }

  @Property
  void decimalsComeBackAsTheyWent(@ForAll @Scale(30) BigDecimal value)
      throws JsonProcessingException {
    String json = MAPPER.writeValueAsString(value);

    assertThat(MAPPER.readValue(json, BigDecimal.class).toPlainString()).isEqualTo(json);
    assertThat(MAPPER.readTree(json).decimalValue()).isEqualTo(new BigDecimal(json));
  }
}
