package uk.casebook.change;

import io.agroal.api.AgroalDataSource;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Wakes whoever waits for changes. One connection to the database listens for all; while it is
 * broken, they sleep until their time is up.
 */
@Singleton
class ChangeSignal {

  /** How long to wait for a notification before looking whether the service still runs. */
  private static final int LISTEN_MILLIS = 1_000;

  /** No timer runs for less; whoever were to wait for less would never be woken. */
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private final AgroalDataSource database;
  private final Map<UniEmitter<? super Boolean>, Long> waiting = new ConcurrentHashMap<>();
  private final Thread listener = new Thread(this::listen, "change listener");
  private volatile boolean running = true;
  private volatile long head;

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

  /** True once there are changes behind a position, false if it took too long. */
  Uni<Boolean> after(long position, Duration atMost) {
    return Uni.createFrom()
        .<Boolean>emitter(
            emitter -> {
              waiting.put(emitter, position);
              emitter.onTermination(() -> waiting.remove(emitter));
              wake();
            })
        .ifNoItem()
        .after(atMost.compareTo(SHORTEST) < 0 ? SHORTEST : atMost)
        .recoverWithItem(false);
  }

  private void wake() {
    long now = head;
    waiting.forEach(
        (emitter, position) -> {
          if (position < now && waiting.remove(emitter) != null) {
            emitter.complete(true);
          }
        });
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
        wake(last.getLong(1));
      }
      PGConnection notified = connection.unwrap(PGConnection.class);
      while (running) {
        for (PGNotification notification : notified.getNotifications(LISTEN_MILLIS)) {
          wake(Long.parseLong(notification.getParameter()));
        }
      }
      statement.execute("unlisten *");
    }
  }

  private void wake(long position) {
    head = position;
    wake();
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
