package dev.customerhealth.testing;

import dev.customerhealth.contract.Topic;
import dev.customerhealth.runtime.TopicCreation;
import dev.customerhealth.runtime.TopicFinding;
import dev.customerhealth.runtime.TopicInspection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Topics of the contract as they are on a new cluster, for tests that share a broker.
 *
 * <p>A topic is deleted some time after its deletion was answered, so creation is tried until all
 * are there. A call that gets no answer is given up long before the whole is: it would use up the
 * time of all the others.
 */
public final class FreshTopics {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int CALL_MILLIS = 10_000;

  private final KafkaTestClient client;
  private final List<Topic<?>> topics;

  public FreshTopics(KafkaTestClient client, List<Topic<?>> topics) {
    this.client = client;
    this.topics = List.copyOf(topics);
  }

  /** Creates those that are missing and returns when all can be written and read. */
  public void await() {
    AtomicReference<Object> last = new AtomicReference<>("nothing");
    try (Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                client.bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                CALL_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                CALL_MILLIS / 2))) {
      Awaitility.await("topics to be there")
          .atMost(LIMIT)
          .until(
              () -> {
                try {
                  return areThere(admin, last);
                } catch (Exception e) {
                  last.set(e);
                  return false;
                }
              });
    } catch (ConditionTimeoutException late) {
      throw new AssertionError("topics are not there; seen last: " + last.get(), late);
    }
  }

  private boolean areThere(Admin admin, AtomicReference<Object> last) throws Exception {
    new TopicCreation(admin, (short) 1).createMissing(topics);
    List<TopicFinding> findings = new TopicInspection(admin).inspect(topics);
    last.set(findings);
    if (!findings.isEmpty()) {
      return false;
    }
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (Topic<?> topic : topics) {
      for (int partition = 0; partition < topic.partitions(); partition++) {
        ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
      }
    }
    return admin.listOffsets(ends).all().get().size() == ends.size();
  }
}
