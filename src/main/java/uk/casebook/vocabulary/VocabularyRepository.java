package uk.casebook.vocabulary;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

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
    for (int position = 0; position < entries.size(); position++) {
      VocabularyEntry entry = entries.get(position);
      getEntityManager()
          .createNativeQuery(
              """
              insert into vocabulary_entry (vocabulary, code, position, name, additive, theme, unit, polarity, source)
              values (:vocabulary, :code, :position, :name, cast(:additive as boolean), cast(:theme as text),
                      cast(:unit as text), cast(:polarity as text), cast(:source as text))
              on conflict (vocabulary, code) do update
              set position = excluded.position, name = excluded.name,
                  additive = excluded.additive, theme = excluded.theme, unit = excluded.unit,
                  polarity = excluded.polarity, source = excluded.source
              """)
          .setParameter("vocabulary", vocabulary.name())
          .setParameter("code", entry.code())
          .setParameter("position", position)
          .setParameter("name", entry.name())
          .setParameter("additive", entry.additive())
          .setParameter("theme", entry.theme())
          .setParameter("unit", entry.unit())
          .setParameter("polarity", entry.polarity())
          .setParameter("source", entry.source())
          .executeUpdate();
    }
    getEntityManager().refresh(vocabulary);
  }

  List<Vocabulary> byName() {
    return list("order by name");
  }
}
