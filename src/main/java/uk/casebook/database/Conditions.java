package uk.casebook.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of an SQL query with the values they are bound to. SQL comes from the code alone;
 * whatever a caller sent is a bound value.
 */
public final class Conditions {

  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> values = new HashMap<>();

  /** Asks that this holds. */
  public Conditions and(String condition) {
    conditions.add(condition);
    return this;
  }

  /** Asks that this holds, with the value for the parameter that it names; no condition if null. */
  public Conditions and(String condition, String parameter, @Nullable Object value) {
    return value == null ? this : and(condition).with(parameter, value);
  }

  /** As {@link #and(String, String, Object)}; an empty list is no condition either. */
  public Conditions andAny(String condition, String parameter, Collection<?> options) {
    return options.isEmpty() ? this : and(condition, parameter, options);
  }

  /**
   * Asks that a row exists for which the others hold; no condition if they ask nothing.
   *
   * @param rows what stands after {@code select 1 from}, up to its own conditions
   */
  public Conditions andExists(String rows, Conditions others) {
    if (!others.conditions.isEmpty()) {
      and("exists (select 1 from %s and %s)".formatted(rows, others.sql()));
      values.putAll(others.values);
    }
    return this;
  }

  /** Asks for the others as well. */
  public Conditions and(Conditions others) {
    conditions.addAll(others.conditions);
    values.putAll(others.values);
    return this;
  }

  /** The value for a parameter that stands elsewhere in the query. */
  public Conditions with(String parameter, Object value) {
    values.put(parameter, value);
    return this;
  }

  /** Whether nothing is asked. */
  public boolean isEmpty() {
    return conditions.isEmpty();
  }

  /** All conditions, to stand after {@code where}. */
  public String sql() {
    return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
  }

  /** The values for what the conditions name. */
  public Map<String, Object> values() {
    return Collections.unmodifiableMap(values);
  }

  /** The same conditions, to be extended without changing these. */
  public Conditions copy() {
    Conditions copy = new Conditions();
    copy.conditions.addAll(conditions);
    copy.values.putAll(values);
    return copy;
  }
}
