package uk.casebook.webhook;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import uk.casebook.database.OwnDatabase;

/** A database of its own, receivers on this machine, and little patience. */
public final class WebhookProfile implements QuarkusTestProfile {

  /** How often a message is tried again. */
  static final int RETRIES = 4;

  /** How many webhooks one organisation may have. */
  static final int MOST = 20;

  @Override
  public List<TestResourceEntry> testResources() {
    return new OwnDatabase().testResources();
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "casebook.webhook.most", Integer.toString(MOST),
        "casebook.webhook.allow", "127.0.0.0/8,receiver.test",
        "casebook.webhook.retries", "10ms,20ms,50ms,1s",
        "casebook.webhook.timeout", "5s");
  }
}
