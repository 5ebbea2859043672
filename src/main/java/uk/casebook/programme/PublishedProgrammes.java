package uk.casebook.programme;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import uk.casebook.casestudy.FundingProgrammeRef;
import uk.casebook.http.Published;

/** Funding programmes for the change feed. None is ever withdrawn. */
@ApplicationScoped
public class PublishedProgrammes implements Published {

  private final FundingProgrammeService programmes;
  private final FundingProgrammeRepository kept;

  PublishedProgrammes(FundingProgrammeService programmes, FundingProgrammeRepository kept) {
    this.programmes = programmes;
    this.kept = kept;
  }

  @Override
  public String resource() {
    return FundingProgrammeEditingService.RESOURCE;
  }

  @Override
  public boolean isTimeless() {
    return false;
  }

  @Override
  public String href(String slug) {
    return FundingProgrammeRef.href(slug);
  }

  @Override
  public Map<UUID, FundingProgrammeResponse> answers(Collection<UUID> ids) {
    return programmes.responses(kept.byIds(ids).values());
  }

  @Override
  public Map<UUID, Gone> gone(Collection<UUID> ids) {
    return Map.of();
  }
}
