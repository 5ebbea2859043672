package uk.casebook.dataset;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import uk.casebook.http.ChangeLog;
import uk.casebook.http.RegisterState;
import uk.casebook.metric.MetricService;

/**
 * Loads the shipped register at start, unless {@code CASEBOOK_DATASET} is {@code none}, and has
 * computed what an earlier release did not.
 */
@ApplicationScoped
public class DatasetLoader implements RegisterState {

  private final DatasetService dataset;
  private final MetricService metrics;
  private final ChangeLog changes;
  private final String wanted;
  private volatile boolean loaded;

  DatasetLoader(
      DatasetService dataset,
      MetricService metrics,
      ChangeLog changes,
      @ConfigProperty(name = "casebook.dataset") String wanted) {
    this.dataset = dataset;
    this.metrics = metrics;
    this.changes = changes;
    this.wanted = wanted;
  }

  void load(@Observes StartupEvent start) throws IOException {
    if (!wanted.equals("none")) {
      dataset.load();
    }
    boolean more;
    do {
      more = metrics.computeMissing();
    } while (more);
    changes.order();
    loaded = true;
  }

  @Override
  public boolean loaded() {
    return loaded;
  }
}
