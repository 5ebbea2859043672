package uk.casebook.vocabulary;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class VocabularyRepository implements PanacheRepositoryBase<Vocabulary, String> {

  List<Vocabulary> byName() {
    return list("order by name");
  }
}
