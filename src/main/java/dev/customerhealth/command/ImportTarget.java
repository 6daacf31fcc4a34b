package dev.customerhealth.command;

import dev.customerhealth.avro.ClockTick;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.history.Gate;
import dev.customerhealth.history.GroupGate;
import dev.customerhealth.history.KafkaEventSender;
import dev.customerhealth.history.PartitionClocks;
import dev.customerhealth.runtime.StartRefusedException;
import dev.customerhealth.runtime.TopicFinding;
import dev.customerhealth.runtime.TopicInspection;
import dev.customerhealth.wire.ContractSerdes;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** The installation that a history is loaded into. */
final class ImportTarget implements AutoCloseable {
  private final Map<String, Object> client;
  private final Topics topics;
  private final ContractSerdes serdes;
  private final KafkaEventSender sender;
  private final Admin admin;
  private final GroupGate gate;

  private ImportTarget(
      Map<String, Object> client,
      String applicationId,
      Topics topics,
      ContractSerdes serdes,
      Admin admin,
      BooleanSupplier stop) {
    this.client = client;
    this.topics = topics;
    this.serdes = serdes;
    this.sender = KafkaEventSender.connect(client, topics, serdes, "import");
    this.admin = admin;
    this.gate = new GroupGate(admin, applicationId, sender, stop);
  }

  /**
   * Opens it.
   *
   * @param admin of a Kafka that answers; closed with the target, also when this fails
   * @param stop true ends the waiting for a running service
   * @throws StartRefusedException when topics are missing or not as they should be
   */
  static ImportTarget open(ServiceConfig settings, Topics topics, Admin admin, BooleanSupplier stop)
      throws StartRefusedException {
    ContractSerdes serdes = null;
    try {
      requireTopics(admin, topics);
      serdes = ContractSerdes.from(settings.registry().forSerdes());
      return new ImportTarget(
          settings.kafka().forPlainClient(), settings.applicationId(), topics, serdes, admin, stop);
    } catch (StartRefusedException | RuntimeException failed) {
      if (serdes != null) {
        serdes.close();
      }
      admin.close();
      throw failed;
    }
  }

  /** Waits for the service wherever a tick stands, as long as one is running. */
  Gate gate() {
    return gate;
  }

  /**
   * Says why it takes longer, when it will: a tick waits twice for a commit of the service, once
   * for what comes before it and once for itself.
   *
   * @param ticks about how many there will be
   */
  void tellOfRunningService(long ticks, PrintWriter err) {
    if (gate.serviceIsRunning()) {
      err.printf(
          "the service is running: each of about %,d ticks waits until it has caught up, some 0.4 s;"
              + " loading is faster while it is stopped%n",
          ticks);
      err.flush();
    }
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
    admin.close();
    serdes.close();
  }

  private static void requireTopics(Admin admin, Topics topics) throws StartRefusedException {
    try {
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
