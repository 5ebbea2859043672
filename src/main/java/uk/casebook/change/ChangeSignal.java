package uk.casebook.change;

import io.agroal.api.AgroalDataSource;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Wakes whoever waits for changes that are made, and nobody else. One connection to the database
 * listens for all; while it is broken, they sleep until their time is up.
 */
@Singleton
class ChangeSignal {

  /** How long to wait for a notification before looking whether the service still runs. */
  private static final int LISTEN_MILLIS = 1_000;

  /**
   * Of more changes at once nobody looks whom they concern: all are woken, and read for themselves.
   */
  private static final int MOST_LOOKED_AT = 1_000;

  /** No timer runs for less; whoever were to wait for less would never be woken. */
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private final AgroalDataSource database;
  private final Map<UniEmitter<? super Boolean>, Waiting> waiting = new ConcurrentHashMap<>();
  private final Thread listener = new Thread(this::listen, "change listener");
  private volatile boolean running = true;
  private volatile long head;

  private record Waiting(ChangeFilter filter, long position) {}

  ChangeSignal(AgroalDataSource database) {
    this.database = database;
    listener.setDaemon(true);
  }

  void start(@Observes StartupEvent event) {
    listener.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    running = false;
    listener.join(TimeUnit.SECONDS.toMillis(5));
  }

  /** True once there may be changes in a filter behind a position, false if it took too long. */
  Uni<Boolean> after(ChangeFilter filter, long position, Duration atMost) {
    return Uni.createFrom()
        .<Boolean>emitter(
            emitter -> {
              waiting.put(emitter, new Waiting(filter, position));
              emitter.onTermination(() -> waiting.remove(emitter));
              if (position < head) {
                wake(emitter);
              }
            })
        .ifNoItem()
        .after(atMost.compareTo(SHORTEST) < 0 ? SHORTEST : atMost)
        .recoverWithItem(false);
  }

  /** Wakes all who wait for something before a position and in whose filter something is. */
  private void wake(long position, Predicate<ChangeFilter> news) {
    head = position;
    waiting.forEach(
        (emitter, wanted) -> {
          if (wanted.position() < position && news.test(wanted.filter())) {
            wake(emitter);
          }
        });
  }

  private void wake(UniEmitter<? super Boolean> emitter) {
    if (waiting.remove(emitter) != null) {
      emitter.complete(true);
    }
  }

  private void listen() {
    while (running) {
      try (Connection connection = database.getConnection()) {
        listen(connection);
      } catch (SQLException | RuntimeException e) {
        Log.debug("Nobody is woken by changes while the database is away", e);
        pause();
      }
    }
  }

  private void listen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen change");
      try (var last = statement.executeQuery("select coalesce(max(position), 0) from change")) {
        last.next();
        // It may be less than before: the database may have been restored meanwhile.
        wake(last.getLong(1), filter -> true);
      }
      PGConnection notified = connection.unwrap(PGConnection.class);
      while (running) {
        PGNotification[] notifications = notified.getNotifications(LISTEN_MILLIS);
        if (notifications.length > 0) {
          PGNotification last = notifications[notifications.length - 1];
          tell(connection, Long.parseLong(last.getParameter()));
        }
      }
      statement.execute("unlisten *");
    }
  }

  private void tell(Connection connection, long position) throws SQLException {
    if (position - head > MOST_LOOKED_AT) {
      wake(position, filter -> true);
    } else if (position > head) {
      List<Tagged> news = read(connection, position);
      wake(position, filter -> filter.concerns(news));
    }
  }

  private List<Tagged> read(Connection connection, long position) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select resource, tags, previous_tags from change where position > ? and position <= ?")) {
      statement.setLong(1, head);
      statement.setLong(2, position);
      List<Tagged> changes = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          changes.add(new Tagged(row.getString(1), tags(row.getArray(2)), tags(row.getArray(3))));
        }
      }
      return changes;
    }
  }

  private static Set<String> tags(Array tags) throws SQLException {
    return Set.copyOf(Arrays.asList((String[]) tags.getArray()));
  }

  private void pause() {
    try {
      Thread.sleep(LISTEN_MILLIS);
    } catch (InterruptedException e) {
      running = false;
      Thread.currentThread().interrupt();
    }
  }
}
