package dev.customerhealth.command;

import dev.customerhealth.avro.ClockTick;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.history.KafkaEventSender;
import dev.customerhealth.history.PartitionClocks;
import dev.customerhealth.runtime.StartRefusedException;
import dev.customerhealth.runtime.TopicFinding;
import dev.customerhealth.runtime.TopicInspection;
import dev.customerhealth.wire.ContractSerdes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** The installation that a history is loaded into. */
final class ImportTarget implements AutoCloseable {
  private final Map<String, Object> client;
  private final Topics topics;
  private final ContractSerdes serdes;
  private final KafkaEventSender sender;

  private ImportTarget(
      Map<String, Object> client, Topics topics, ContractSerdes serdes, KafkaEventSender sender) {
    this.client = client;
    this.topics = topics;
    this.serdes = serdes;
    this.sender = sender;
  }

  /**
   * Connects.
   *
   * @throws StartRefusedException when topics are missing or not as they should be
   */
  static ImportTarget connect(ServiceConfig settings, Topics topics) throws StartRefusedException {
    Map<String, Object> client = settings.kafka().forPlainClient();
    requireTopics(client, topics);
    ContractSerdes serdes = ContractSerdes.from(settings.registry().forSerdes());
    return new ImportTarget(
        client, topics, serdes, KafkaEventSender.connect(client, topics, serdes, "import"));
  }

  KafkaEventSender sender() {
    return sender;
  }

  /**
   * History can only be told forwards: where it is already later, its events would be late.
   *
   * @throws StartRefusedException when it is
   */
  void requireClockBefore(Instant first, Duration step) throws StartRefusedException {
    Optional<Instant> told =
        new PartitionClocks(topics.clockTicks(), serdes.of(ClockTick.class).deserializer())
            .latest(client);
    if (told.isPresent() && told.get().isAfter(first.plus(step))) {
      throw new StartRefusedException(
          "the clock of this installation already stands at "
              + told.get()
              + ", the history begins at "
              + first
              + ". Load history before the service first runs, or into a fresh installation;"
              + " --behind-the-clock sends it all the same.");
    }
  }

  @Override
  public void close() {
    sender.close();
    serdes.close();
  }

  private static void requireTopics(Map<String, Object> client, Topics topics)
      throws StartRefusedException {
    try (Admin admin = Admin.create(client)) {
      // How long a topic keeps its records is the operator's business here.
      List<TopicFinding> findings =
          new TopicInspection(admin)
              .inspect(topics).stream()
                  .filter(finding -> finding.kind() != TopicFinding.Kind.SETTING)
                  .toList();
      if (!findings.isEmpty()) {
        throw new StartRefusedException(
            findings.stream().map(TopicFinding::toString).collect(Collectors.joining("; "))
                + ". Nothing was sent; `customer-health topics` creates what is missing.");
      }
    } catch (ExecutionException failed) {
      throw new KafkaException("the topics could not be looked at", failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while looking at the topics", stopped);
    }
  }
}
