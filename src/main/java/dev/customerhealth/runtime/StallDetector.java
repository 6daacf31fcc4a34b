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

  private final long limitNanos;
  private final Map<Integer, Task> tasks = new HashMap<>();

  /** What was last seen of a task, and when it last moved or had nothing to do. */
  private record Task(Progress last, long movedNanos) {}

  StallDetector(Duration limit) {
    this.limitNanos = limit.toNanos();
  }

  /**
   * Takes what is seen now.
   *
   * @return the longest time for which a task has not moved though records wait for it; zero when
   *     all move
   */
  Duration observe(Progress seen, long nanos) {
    long longest = 0;
    for (Map.Entry<Integer, Progress> now : seen.byTask().entrySet()) {
      Task before = tasks.get(now.getKey());
      boolean moved =
          before == null || !now.getValue().recordsWait() || !now.getValue().sameAs(before.last());
      long since = moved ? nanos : before.movedNanos();
      tasks.put(now.getKey(), new Task(now.getValue(), since));
      longest = Math.max(longest, nanos - since);
    }
    return Duration.ofNanos(longest);
  }

  /** Whether so long a standstill is too long. */
  boolean tooLong(Duration standstill) {
    return standstill.toNanos() >= limitNanos;
  }

  /** The offsets behind which records wait for tasks that have not moved for too long. */
  Map<TopicPartition, Long> stalled(long nanos) {
    Map<TopicPartition, Long> stalled = new HashMap<>();
    tasks.values().stream()
        .filter(task -> nanos - task.movedNanos() >= limitNanos)
        .forEach(task -> stalled.putAll(task.last().waiting()));
    return stalled;
  }

  /** What was seen says nothing, for instance because the broker is away: begin anew. */
  void forget() {
    tasks.clear();
  }
}
