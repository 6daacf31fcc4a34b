package dev.customerhealth.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Decides from what is seen now and then whether work stands still. Not thread safe; knows no
 * clock.
 */
final class StallDetector {

  /** Records of one task may wait long for their turn on a busy machine with a backlog. */
  private static final int PATIENCE_BESIDE_OTHERS = 5;

  private final long limitNanos;
  private final Map<Integer, Task> tasks = new HashMap<>();

  /**
   * What was last seen of a task.
   *
   * @param movedNanos when it last moved or had nothing to do
   * @param workedNanos when it last moved; {@link Long#MIN_VALUE} when it never has
   */
  private record Task(Progress last, long movedNanos, long workedNanos) {}

  /**
   * A detector that has seen nothing.
   *
   * @param limit for how long all tasks may stand still; one beside others that get on may for five
   *     times as long
   */
  StallDetector(Duration limit) {
    this.limitNanos = limit.toNanos();
  }

  /**
   * Takes what is seen now.
   *
   * @return the longest time for which a task has not moved though records wait for it, of those
   *     that have used up half of their patience; zero when there is none
   */
  Duration observe(Progress seen, long nanos) {
    seen.byTask().forEach((number, now) -> tasks.merge(number, first(now, nanos), this::next));
    return Duration.ofNanos(
        tasks.values().stream()
            .filter(task -> nanos - task.movedNanos() >= patience(task, nanos) / 2)
            .mapToLong(task -> nanos - task.movedNanos())
            .max()
            .orElse(0));
  }

  private static Task first(Progress now, long nanos) {
    return new Task(now, nanos, Long.MIN_VALUE);
  }

  private Task next(Task before, Task now) {
    long nanos = now.movedNanos();
    boolean worked = !now.last().sameAs(before.last());
    boolean stands = !worked && now.last().recordsWait();
    return new Task(
        now.last(), stands ? before.movedNanos() : nanos, worked ? nanos : before.workedNanos());
  }

  private long patience(Task task, long nanos) {
    boolean othersWork =
        tasks.values().stream()
            .anyMatch(
                other ->
                    other.workedNanos() > task.workedNanos()
                        && nanos - other.workedNanos() < limitNanos);
    return othersWork ? PATIENCE_BESIDE_OTHERS * limitNanos : limitNanos;
  }

  /** The offsets behind which records wait for tasks that have not moved for too long. */
  Map<TopicPartition, Long> stalled(long nanos) {
    Map<TopicPartition, Long> stalled = new HashMap<>();
    tasks.values().stream()
        .filter(task -> nanos - task.movedNanos() >= patience(task, nanos))
        .forEach(task -> stalled.putAll(task.last().waiting()));
    return stalled;
  }

  /** What was seen says nothing, for instance because the broker is away: begin anew. */
  void forget() {
    tasks.clear();
  }
}
