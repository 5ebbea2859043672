package uk.casebook.change;

import java.util.UUID;

/** Something that everybody may read, or could. */
interface Thing {

  /** What sort of thing, such as {@code case-study}. */
  String resource();

  UUID id();

  String slug();
}
