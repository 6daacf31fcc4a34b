package dev.customerhealth.runtime;

import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses to start on a cluster that is not as the contract says. Kafka Streams checks none of
 * this: with unequal partition counts it would score one account in two places, and with a missing
 * dead-letter topic it would stand still while its state says RUNNING.
 */
public final class TopicPreflight {

  /** These change what the service does; another retention only changes how long it is kept. */
  private static final Set<String> DECISIVE =
      Set.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);

  private static final Logger log = LoggerFactory.getLogger(TopicPreflight.class);

  private final Admin admin;
  private final ServiceConfig config;
  private final Topics topics;

  public TopicPreflight(Admin admin, ServiceConfig config, Topics topics) {
    this.admin = admin;
    this.config = config;
    this.topics = topics;
  }

  /**
   * Looks at brokers and topics.
   *
   * @throws StartRefusedException with one line for every problem
   * @throws ExecutionException when the broker refuses or does not answer
   * @throws InterruptedException when interrupted while waiting
   */
  public void check() throws StartRefusedException, ExecutionException, InterruptedException {
    List<String> problems = new ArrayList<>();
    BrokerVersion.problem(admin, config.streams().guarantee()).ifPresent(problems::add);
    for (TopicFinding finding : new TopicInspection(admin).inspect(topics)) {
      if (decisive(finding)) {
        problems.add(finding + remedy(finding));
      } else {
        log.warn("topic differs from the contract: {}", finding);
      }
    }
    if (!problems.isEmpty()) {
      throw new StartRefusedException(problems);
    }
  }

  private boolean decisive(TopicFinding finding) {
    return switch (finding.kind()) {
      case MISSING -> true;
      case PARTITIONS -> topics.read().contains(finding.topic());
      case SETTING -> DECISIVE.contains(finding.setting());
    };
  }

  private static String remedy(TopicFinding finding) {
    return switch (finding.kind()) {
      case MISSING -> "; create it: customer-health topics --config FILE";
      case PARTITIONS ->
          "; every topic that is read must have as many as topics.partitions says, or one account"
              + " would be scored in two places";
      case SETTING -> "; change it: kafka-configs.sh --alter --topic " + finding.topic().name();
    };
  }
}
