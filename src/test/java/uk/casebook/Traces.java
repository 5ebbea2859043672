package uk.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Where something that was said is left: in the log, and in rows of the database. */
public final class Traces {

  private Traces() {}

  /** What the service logs while something is done. */
  public static String logged(Runnable action) {
    Queue<String> log = new ConcurrentLinkedQueue<>();
    Handler listener = listener(log);
    Logger.getLogger("").addHandler(listener);
    try {
      action.run();
    } finally {
      Logger.getLogger("").removeHandler(listener);
    }
    return String.join("\n", log);
  }

  private static Handler listener(Queue<String> log) {
    return new Handler() {
      @Override
      public void publish(LogRecord line) {
        log.add(line.getMessage() + Arrays.toString(line.getParameters()) + line.getThrown());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  /** Looks through every row of every table. */
  public static List<?> tablesThatHold(EntityManager entities, String text) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              List<?> tables =
                  entities
                      .createNativeQuery(
                          """
                          select table_name from information_schema.tables
                          where table_schema = 'public' and table_type = 'BASE TABLE'
                            and table_name <> 'flyway_schema_history'
                          """)
                      .getResultList();
              assertThat(tables).hasSizeGreaterThan(20);
              return tables.stream()
                  .filter(
                      table ->
                          !entities
                              .createNativeQuery(
                                  "select 1 from \"%s\" t where to_jsonb(t)::text ilike :text limit 1"
                                      .replace("::", "\\:\\:")
                                      .formatted(table))
                              .setParameter("text", "%" + text + "%")
                              .getResultList()
                              .isEmpty())
                  .toList();
            });
  }
}
