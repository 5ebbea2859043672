package uk.casebook.identity;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What identity asks of organisations, to which keys and people belong. */
public interface Owners {

  /** The organisation that an id, a slug or a GSS code names. */
  Optional<UUID> findOrganisation(String key);

  /** The slugs of organisations by id; what is no organisation is left out. */
  Map<UUID, String> slugs(Collection<UUID> ids);
}
