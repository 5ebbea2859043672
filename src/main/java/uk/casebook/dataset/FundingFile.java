package uk.casebook.dataset;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import uk.casebook.grant.ShippedGrant;
import uk.casebook.programme.AwardSummaryContent;
import uk.casebook.programme.FundingProgrammeRequest;

/**
 * The funds and grants that the register ships with.
 *
 * @param programmes in the order of the file, each with what is reported of its awards
 * @param ofNoFund what is reported of awards whose fund is not known
 * @param grants those that sources describe one by one
 */
record FundingFile(
    List<FundingProgrammeRequest> programmes,
    List<AwardSummaryContent> ofNoFund,
    List<ShippedGrant> grants) {

  /** Reads the file, in which a sum names its fund, and a fund the one that succeeded it. */
  static FundingFile from(JsonNode file, ObjectMapper json) {
    List<FundingProgrammeRequest> programmes = new ArrayList<>();
    for (JsonNode programme : file.path("programmes")) {
      ObjectNode request = programme.deepCopy();
      request.remove("succeededBy");
      request.set("awardSummaries", summaries(file, programme.path("slug"), json));
      programmes.add(json.convertValue(request, FundingProgrammeRequest.class));
    }
    List<AwardSummaryContent> ofNoFund = new ArrayList<>();
    summaries(file, json.getNodeFactory().nullNode(), json)
        .forEach(summary -> ofNoFund.add(json.convertValue(summary, AwardSummaryContent.class)));
    List<ShippedGrant> grants =
        json.convertValue(file.path("grants"), new TypeReference<List<ShippedGrant>>() {});
    return new FundingFile(programmes, ofNoFund, grants);
  }

  private static ArrayNode summaries(JsonNode file, JsonNode programme, ObjectMapper json) {
    ArrayNode found = json.createArrayNode();
    for (JsonNode summary : file.path("awardsSummaries")) {
      if (summary.path("programme").equals(programme)) {
        ObjectNode content = summary.deepCopy();
        content.remove("programme");
        found.add(content);
      }
    }
    return found;
  }
}
