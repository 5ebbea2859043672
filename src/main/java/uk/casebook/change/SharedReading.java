package uk.casebook.change;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import uk.casebook.change.ChangeService.Asked;
import uk.casebook.change.ChangeService.Told;

/**
 * Reads for all who wait for the same at once: a change that wakes a thousand is read a few times.
 * Whoever joins others is told what was there when they began, and asks again if that is nothing.
 */
@Singleton
class SharedReading {

  private final ChangeService changes;
  private final Map<Wanted, Uni<Told>> running = new ConcurrentHashMap<>();

  private record Wanted(Asked asked, long from) {}

  SharedReading(ChangeService changes) {
    this.changes = changes;
  }

  /** The page behind another one, read on a worker thread. */
  Uni<Told> behind(Told told) {
    Wanted wanted = new Wanted(told.asked(), told.to());
    return running.computeIfAbsent(
        wanted,
        any ->
            Uni.createFrom()
                .item(() -> changes.next(told))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onTermination()
                .invoke(() -> running.remove(wanted))
                .memoize()
                .indefinitely());
  }
}
