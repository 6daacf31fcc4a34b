package dev.customerhealth.history;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Waits for a running service by what its consumer group has committed. */
public final class GroupGate implements Gate {
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);

  private final Admin admin;
  private final String group;
  private final KafkaEventSender sender;
  private final BooleanSupplier stop;

  /**
   * A gate that is open while the group has no members.
   *
   * @param admin closed by its owner
   * @param group application id of the service
   * @param sender whose records are waited for
   * @param stop true ends the waiting
   */
  public GroupGate(Admin admin, String group, KafkaEventSender sender, BooleanSupplier stop) {
    this.admin = admin;
    this.group = group;
    this.sender = sender;
    this.stop = stop;
  }

  /**
   * Whether a service is at work.
   *
   * @throws KafkaException when the broker does not answer
   */
  public boolean serviceIsRunning() {
    return answer(
        () ->
            admin.listGroups().all().get().stream()
                .filter(listed -> listed.groupId().equals(group))
                .flatMap(listed -> listed.groupState().stream())
                .anyMatch(state -> state != GroupState.EMPTY && state != GroupState.DEAD));
  }

  @Override
  public void awaitWorkedOff() {
    sender.flush();
    Map<TopicPartition, Long> sent = sender.positions();
    while (serviceIsRunning() && !workedOff(sent)) {
      if (stop.getAsBoolean()) {
        throw new CancellationException("told to stop while waiting for " + group);
      }
      sender.stillHere();
      try {
        Thread.sleep(LOOK_EVERY.toMillis());
      } catch (InterruptedException stopped) {
        throw new CancellationException("stopped while waiting for " + group);
      }
    }
  }

  private boolean workedOff(Map<TopicPartition, Long> sent) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        answer(() -> admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get());
    return sent.entrySet().stream()
        .allMatch(
            position -> {
              OffsetAndMetadata offset = committed.get(position.getKey());
              return offset != null && offset.offset() >= position.getValue();
            });
  }

  private <T> T answer(Question<T> question) {
    try {
      return question.ask();
    } catch (ExecutionException failed) {
      throw new KafkaException(
          "how far " + group + " is could not be asked: " + failed.getCause().getMessage(),
          failed.getCause());
    } catch (InterruptedException stopped) {
      throw new CancellationException("stopped while waiting for " + group);
    }
  }

  private interface Question<T> {
    T ask() throws ExecutionException, InterruptedException;
  }
}
