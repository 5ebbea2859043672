package uk.casebook.programme;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.casebook.database.Conditions;
import uk.casebook.database.Keyset;
import uk.casebook.database.ResourceId;
import uk.casebook.http.Position;

@ApplicationScoped
class AwardSummaryRepository implements PanacheRepositoryBase<AwardSummary, UUID> {

  private static final String SUMMARIES =
      "award_summary s left join funding_programme p on p.id = s.funding_programme_id";

  /** By the name of the fund, those of no known fund last. */
  private static final Keyset<String, UUID, UUID> BY_PROGRAMME =
      new Keyset<>(
          "coalesce('0' || lower(p.name), '1') collate \"C\"",
          String.class,
          "s.id",
          UUID.class,
          "s.id",
          UUID.class,
          false);

  List<Keyset.Entry<UUID>> byProgramme(Conditions conditions, @Nullable Position start, int limit) {
    return BY_PROGRAMME.fetch(getEntityManager(), SUMMARIES, conditions, start, limit);
  }

  long count(Conditions conditions) {
    return Keyset.count(getEntityManager(), SUMMARIES, conditions);
  }

  Map<UUID, AwardSummary> byIds(Collection<UUID> ids) {
    return list("id in ?1", ids).stream()
        .collect(Collectors.toMap(AwardSummary::id, Function.identity()));
  }

  /** What is reported of each of these programmes, in the order that it is told in. */
  Map<UUID, List<AwardSummaryContent>> ofProgrammes(Collection<UUID> programmes) {
    return programmes.isEmpty()
        ? Map.of()
        : list("programmeId in ?1", programmes).stream()
            .sorted(Comparator.comparing(AwardSummary::position))
            .collect(
                Collectors.groupingBy(
                    summary -> Objects.requireNonNull(summary.programmeId()),
                    Collectors.mapping(AwardSummary::content, Collectors.toList())));
  }

  /** This is reported of a programme from now on. */
  void replace(UUID programme, List<AwardSummaryContent> contents) {
    delete("programmeId", programme);
    enter(programme, contents, position -> ResourceId.ofNew());
  }

  /**
   * Enters what is reported of a programme, or of an unknown one.
   *
   * @param id of the summary at a position
   */
  void enter(@Nullable UUID programme, List<AwardSummaryContent> contents, IntFunction<UUID> id) {
    for (int i = 0; i < contents.size(); i++) {
      persist(new AwardSummary(id.apply(i), programme, i, contents.get(i)));
    }
  }
}
