package uk.casebook.metric;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import uk.casebook.database.Conditions;
import uk.casebook.http.RegisterMark;
import uk.casebook.metric.Tally.Kind;

/** Adds figures up, and accounts for those that must not be. */
@ApplicationScoped
@Transactional
public class SummaryService {

  /** About a kilobyte each. */
  private static final int GROUPS_KEPT = 20_000;

  private final MetricService metrics;
  private final SummaryRepository summaries;
  private final RegisterMark register;
  private final boolean keeps;
  private final Cache<Asked, SummaryResponse> answered =
      Caffeine.newBuilder()
          .maximumWeight(GROUPS_KEPT)
          .weigher((Asked asked, SummaryResponse summary) -> 1 + summary.groups().size())
          .build();

  /** What was asked of which state of the register. */
  private record Asked(String mark, MetricFilter filter, List<GroupBy> groupBy) {}

  SummaryService(
      MetricService metrics,
      SummaryRepository summaries,
      RegisterMark register,
      @ConfigProperty(name = "casebook.cache.bytes") long bytes) {
    this.metrics = metrics;
    this.summaries = summaries;
    this.register = register;
    this.keeps = bytes > 0;
  }

  /** A summary of what is public is computed once for each state of the register. */
  public SummaryResponse summariseMetrics(MetricFilter filter, List<GroupBy> groupBy) {
    return keeps && !filter.filter().reading().isWorking()
        ? answered.get(
            new Asked(register.mark(), filter, groupBy), asked -> summarise(filter, groupBy))
        : summarise(filter, groupBy);
  }

  private SummaryResponse summarise(MetricFilter filter, List<GroupBy> groupBy) {
    Conditions observations = metrics.onObservations(filter);
    Conditions onChanges = metrics.onChanges(filter);
    summaries.readFromMemory();
    Set<String> additive = summaries.additiveUnits();
    Tally all = new Tally();
    Grouping groups =
        new Grouping(
            groupBy,
            summaries.names(groupBy.stream().flatMap(by -> by.vocabulary().stream()).toList()));
    Map<String, Kind> kinds = new HashMap<>();
    summaries.figures(
        groupBy,
        groupBy.contains(GroupBy.YEAR),
        observations,
        figures -> {
          Kind kind = kinds.computeIfAbsent(figures.ofClass(), of -> Kind.of(of, additive));
          all.count(figures, kind);
          groups.count(figures.codes(), group -> group.add(figures, kind));
        });
    summaries.changes(
        groupBy, onChanges, series -> groups.count(series.codes(), group -> group.add(series)));
    return new SummaryResponse(groupBy, all.selected(), all.used(), all.refused(), groups.groups());
  }
}
