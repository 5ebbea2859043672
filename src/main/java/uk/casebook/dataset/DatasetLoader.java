package uk.casebook.dataset;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import uk.casebook.http.RegisterState;

/** Loads the shipped register at start, unless {@code CASEBOOK_DATASET} is {@code none}. */
@ApplicationScoped
public class DatasetLoader implements RegisterState {

  private final DatasetService dataset;
  private final String wanted;
  private volatile boolean loaded;

  DatasetLoader(DatasetService dataset, @ConfigProperty(name = "casebook.dataset") String wanted) {
    this.dataset = dataset;
    this.wanted = wanted;
  }

  void load(@Observes StartupEvent start) throws IOException {
    if (!wanted.equals("none")) {
      dataset.load();
    }
    loaded = true;
  }

  @Override
  public boolean loaded() {
    return loaded;
  }
}
