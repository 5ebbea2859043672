package uk.casebook.casestudy;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.casebook.organisation.OrganisationFixture.asEditor;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.casebook.database.OwnDatabase;

/** What a case study has several of keeps the order that it is given. */
@QuarkusTest
@TestProfile(OwnDatabase.class)
class CaseStudyOrderTest {

  @ParameterizedTest
  @CsvSource({
    "lead, essex, kent, slug",
    "partners, essex, kent, slug",
    "topics, dementia, care-homes,",
    "populations, autistic-people, unpaid-carers,",
    "qualityStatements, assessing-needs, safe-systems,"
  })
  void canBePutInAnotherOrder(String field, String first, String second, String member) {
    Response draft =
        asEditor(Map.of("title", "In order", field, List.of(first, second)))
            .post("/v1/case-studies");
    draft.then().statusCode(201);

    Response changed =
        asEditor()
            .contentType("application/merge-patch+json")
            .header("If-Match", draft.header("ETag"))
            .body(Map.of(field, List.of(second, first)))
            .patch("/v1/case-studies/" + draft.path("slug"));

    changed.then().statusCode(200);
    assertThat(changed.<List<String>>path(member == null ? field : field + "." + member))
        .containsExactly(second, first);
  }
}
