package dev.customerhealth.runtime;

import dev.customerhealth.contract.Topics;
import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.model.PublishedTexts;
import dev.customerhealth.publication.ModelFormat;
import dev.customerhealth.publication.ModelNotice;
import dev.customerhealth.wire.ContractSerdes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says, in a thread of its own, which alert rules are published, those of later included: whoever
 * counts alerts by rule has to begin at zero before the first of them. Whoever may not read the
 * topic goes without.
 */
public final class PublishedRuleIds implements AutoCloseable {

  /** A published rule holds a minute later at the earliest. */
  public static final Duration EVERY = Duration.ofSeconds(20);

  private static final Logger log = LoggerFactory.getLogger(PublishedRuleIds.class);

  private final PublishedModels published;
  private final Consumer<Collection<String>> known;
  private final ScheduledExecutorService thread;
  private boolean said;

  /**
   * Begins to look.
   *
   * @param client settings of Kafka clients
   * @param every how long after a look the next one is taken
   * @param known who is told the ids of the rules that are on, at every look
   */
  public PublishedRuleIds(
      Map<String, Object> client,
      Topics topics,
      ContractSerdes serdes,
      Duration every,
      Consumer<Collection<String>> known) {
    this.published =
        new PublishedModels(
            client,
            new ModelFormat(
                topics.scoringModels(),
                serdes.of(topics.scoringModels().valueType()),
                topics.auditLog(),
                serdes.of(topics.auditLog().valueType())));
    this.known = known;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, "published-rules");
              made.setDaemon(true);
              return made;
            });
    var unused =
        thread.scheduleWithFixedDelay(this::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      known.accept(latest(published.all()));
      said = false;
    } catch (RuntimeException failure) {
      // Figures are no reason to tell nobody of alerts; said once, for it fails every time.
      if (!said && !thread.isShutdown()) {
        log.warn(
            "published rules cannot be read, their figures begin with their first alert: failure={}",
            failure.toString());
      }
      said = true;
    }
  }

  /** Of the rules published last those that are on; text that cannot be read changes nothing. */
  static List<String> latest(Collection<ModelNotice> notices) {
    List<String> ids = new ArrayList<>();
    for (ModelNotice notice : notices) {
      if (notice.kind() == ModelNotice.Kind.ALERT_RULES) {
        var rules = new PublishedTexts().alertRules(notice.text()).value();
        if (rules != null) {
          ids.clear();
          rules.rules().stream().filter(AlertRule::enabled).map(AlertRule::id).forEach(ids::add);
        }
      }
    }
    return ids;
  }

  /** Looks no more. */
  @Override
  public void close() {
    var unused = thread.shutdownNow();
  }
}
