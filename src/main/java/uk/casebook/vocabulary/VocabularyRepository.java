package uk.casebook.vocabulary;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.casebook.database.Sql;

@ApplicationScoped
class VocabularyRepository implements PanacheRepositoryBase<Vocabulary, String> {

  /** A vocabulary that nobody else writes until the end of the transaction. */
  Optional<Vocabulary> lock(String name) {
    return Optional.ofNullable(
        getEntityManager().find(Vocabulary.class, name, LockModeType.PESSIMISTIC_WRITE));
  }

  /**
   * Writes these entries in this order and reads the vocabulary anew. Each row keeps its code,
   * which others name; the persistence provider would write the codes of one row into another.
   */
  void write(Vocabulary vocabulary, List<VocabularyEntry> entries) {
    getEntityManager()
        .createNativeQuery(
            """
            insert into vocabulary_entry (vocabulary, code, position, name, additive, theme, unit, polarity, source)
            select :vocabulary, e.code, e.position - 1, e.name, cast(e.additive as boolean), e.theme, e.unit,
              e.polarity, e.source
            from unnest(cast(:codes as text[]), cast(:names as text[]), cast(:additive as text[]),
                        cast(:themes as text[]), cast(:units as text[]), cast(:polarities as text[]),
                        cast(:sources as text[]))
              with ordinality e (code, name, additive, theme, unit, polarity, source, position)
            on conflict (vocabulary, code) do update
            set position = excluded.position, name = excluded.name,
                additive = excluded.additive, theme = excluded.theme, unit = excluded.unit,
                polarity = excluded.polarity, source = excluded.source
            """)
        .setParameter("vocabulary", vocabulary.name())
        .setParameter("codes", texts(entries, VocabularyEntry::code))
        .setParameter("names", texts(entries, VocabularyEntry::name))
        .setParameter("additive", texts(entries, VocabularyEntry::additive))
        .setParameter("themes", texts(entries, VocabularyEntry::theme))
        .setParameter("units", texts(entries, VocabularyEntry::unit))
        .setParameter("polarities", texts(entries, VocabularyEntry::polarity))
        .setParameter("sources", texts(entries, VocabularyEntry::source))
        .executeUpdate();
    getEntityManager().refresh(vocabulary);
  }

  private static @Nullable String[] texts(
      List<VocabularyEntry> entries, Function<VocabularyEntry, @Nullable Object> field) {
    return entries.stream()
        .map(field)
        .map(value -> value == null ? null : value.toString())
        .toArray(String[]::new);
  }

  /** Those of some codes that a vocabulary has. */
  Set<String> known(String vocabulary, Collection<String> codes) {
    return Set.copyOf(
        Sql.list(
            getEntityManager(),
            """
            select code from vocabulary_entry
            where vocabulary = :vocabulary and code = any(cast(:codes as text[]))
            """,
            String.class,
            Map.of("vocabulary", vocabulary, "codes", codes.toArray(String[]::new))));
  }

  List<Vocabulary> byName() {
    return list("order by name");
  }
}
