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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import uk.casebook.http.RegisterWatch;
import uk.casebook.http.RegisterWatch.State;

/**
 * Wakes whoever waits for changes that are made, and nobody else, and tells {@link RegisterWatch}
 * what has changed. One connection to the database listens for all. While it is broken, those who
 * wait sleep until their time is up.
 */
@Singleton
class ChangeSignal {

  /**
   * How long to wait for a notification before looking whether this process has written. Its own
   * notifications need not come: whoever wrote may have changed nothing, or another process may
   * have ordered the change.
   */
  private static final int LISTEN_MILLIS = 50;

  private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final int ANSWER_MILLIS = 2_000;
  private static final int PAUSE_MILLIS = 500;

  /**
   * Of more changes at once nobody looks whom they concern: all are woken, and read for themselves.
   */
  private static final int MOST_LOOKED_AT = 1_000;

  private static final String CHANGED =
      """
      select resource_id, resource, tags, previous_tags from change
      where position > ? and position <= ?
      """;

  /** No timer runs for less; whoever were to wait for less would never be woken. */
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private final AgroalDataSource database;
  private final RegisterWatch register;
  private final Map<UniEmitter<? super Boolean>, Waiting> waiting = new ConcurrentHashMap<>();
  private final Thread listener = new Thread(this::listen, "change listener");
  private volatile boolean running = true;
  private volatile long head;

  private record Waiting(ChangeFilter filter, long position) {}

  ChangeSignal(AgroalDataSource database, RegisterWatch register) {
    this.database = database;
    this.register = register;
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
        if (e instanceof SQLException failure && isAway(failure)) {
          register.lost();
        }
        pause();
      }
    }
  }

  private void listen(Connection connection) throws SQLException {
    // What hangs must be given up before anybody takes the last that was known for too long.
    connection.setNetworkTimeout(Runnable::run, ANSWER_MILLIS);
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen change");
    }
    try (PreparedStatement state = connection.prepareStatement(ChangeRepository.STATE);
        PreparedStatement changed = connection.prepareStatement(CHANGED)) {
      PGConnection notified = connection.unwrap(PGConnection.class);
      long last = check(state, changed);
      while (running) {
        PGNotification[] notifications = notified.getNotifications(LISTEN_MILLIS);
        if (notifications.length > 0
            || register.isBehind()
            || System.nanoTime() - last > CHECK_NANOS) {
          last = check(state, changed);
        }
      }
    } finally {
      connection.setNetworkTimeout(Runnable::run, 0);
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("unlisten *");
    }
  }

  /** Asks for the state and passes it on. */
  private long check(PreparedStatement state, PreparedStatement changed) throws SQLException {
    long asked = System.nanoTime();
    State now = ChangeRepository.state(state);
    String mark = now.mark();
    long position = now.position();
    long known = register.position();
    // It may be less than before: the database may have been restored meanwhile.
    if (known < 0 || position < known || position - known > MOST_LOOKED_AT) {
      register.confirm(mark, position, null, asked);
      wake(position, filter -> true);
    } else {
      Set<UUID> things = new HashSet<>();
      List<Tagged> news = new ArrayList<>();
      if (position > known) {
        read(changed, known, position, things, news);
      }
      register.confirm(mark, position, things, asked);
      wake(position, filter -> filter.concerns(news));
    }
    return asked;
  }

  private static void read(
      PreparedStatement changed, long after, long to, Set<UUID> things, List<Tagged> news)
      throws SQLException {
    changed.setLong(1, after);
    changed.setLong(2, to);
    try (ResultSet row = changed.executeQuery()) {
      while (row.next()) {
        things.add(row.getObject(1, UUID.class));
        news.add(new Tagged(row.getString(2), tags(row.getArray(3)), tags(row.getArray(4))));
      }
    }
  }

  private static Set<String> tags(Array tags) throws SQLException {
    return Set.copyOf(Arrays.asList((String[]) tags.getArray()));
  }

  /** Classes 08 and 57P of SQLSTATE: no connection, or a server that stops or starts. */
  private static boolean isAway(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && (state.startsWith("08") || state.startsWith("57P"));
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      running = false;
      Thread.currentThread().interrupt();
    }
  }
}
