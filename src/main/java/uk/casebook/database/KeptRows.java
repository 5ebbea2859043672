package uk.casebook.database;

import java.util.List;

/** The rows of a list that an entity holds. */
public final class KeptRows {

  private KeptRows() {}

  /** Makes a list say something else; a list that says it already keeps its rows. */
  public static <T> void replace(List<T> kept, List<T> wanted) {
    if (!kept.equals(wanted)) {
      kept.clear();
      kept.addAll(wanted);
    }
  }
}
