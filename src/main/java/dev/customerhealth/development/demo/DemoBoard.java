package dev.customerhealth.development.demo;

import dev.customerhealth.avro.AlertState;
import dev.customerhealth.avro.ClockTick;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.HealthScoreChange;
import dev.customerhealth.avro.ScoreStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the output topics have told so far. Written by one thread, read by another. */
final class DemoBoard {
  private static final Duration FALL_WINDOW = Duration.ofDays(7);

  /** Scores change at least this often somewhere in a partition. */
  private static final Duration BEHIND = Duration.ofDays(2);

  private static final int MOST_ALERTS = 200;
  private static final String NO_SCORE = "";

  private final Map<String, String> bandByAccount = new HashMap<>();
  private final Map<String, AccountMoves> moves = new HashMap<>();
  private final Set<String> overridden = new HashSet<>();
  private final Deque<HealthAlert> alerts = new ArrayDeque<>();
  private final Set<String> open = new HashSet<>();
  private final Map<Integer, Instant> lastChanges = new HashMap<>();
  private final Map<String, Long> unreadable = new TreeMap<>();
  private Instant lastTick;
  private long alertSteps;
  private long raised;
  private long resolved;
  private long changes;

  synchronized void tell(ClockTick tick) {
    if (lastTick == null || tick.getTime().isAfter(lastTick)) {
      lastTick = tick.getTime();
    }
  }

  synchronized void tell(HealthScore score) {
    bandByAccount.put(
        score.getAccountId(),
        score.getStatus() == ScoreStatus.SCORED ? score.getBandId() : NO_SCORE);
    if (score.getOverride() == null) {
      overridden.remove(score.getAccountId());
    } else {
      overridden.add(score.getAccountId());
    }
  }

  synchronized void tell(HealthScoreChange change, int partition) {
    changes++;
    lastChanges.merge(
        partition, change.getChangedAt(), (one, other) -> one.isAfter(other) ? one : other);
    moves.computeIfAbsent(change.getAccountId(), unseen -> new AccountMoves()).add(change);
  }

  synchronized void tell(HealthAlert alert) {
    if (alert.getState() == AlertState.RAISED) {
      // Also one that came back or changed hands.
      raised += open.add(alert.getAlertId()) ? 1 : 0;
    } else if (alert.getState() == AlertState.RESOLVED) {
      resolved++;
      open.remove(alert.getAlertId());
    }
    alertSteps++;
    alerts.addLast(alert);
    if (alerts.size() > MOST_ALERTS) {
      alerts.removeFirst();
    }
  }

  /** A record of this topic is no event of the contract. */
  synchronized void passOver(String topic) {
    unreadable.merge(topic, 1L, Long::sum);
  }

  /**
   * What there is to see now.
   *
   * @param falls how many of the accounts that fell most
   */
  synchronized DemoSnapshot snapshot(int falls) {
    Map<String, Integer> accountsByBand = new HashMap<>();
    bandByAccount.values().forEach(band -> accountsByBand.merge(band, 1, Integer::sum));
    Integer unscored = accountsByBand.remove(NO_SCORE);
    Instant businessTime = businessTime();
    List<Fall> fallen =
        businessTime == null
            ? List.of()
            : moves.values().stream()
                .flatMap(account -> account.fall(businessTime.minus(FALL_WINDOW)).stream())
                .sorted(Comparator.comparingDouble(Fall::points))
                .limit(falls)
                .toList();
    return new DemoSnapshot(
        businessTime,
        accountsByBand,
        unscored == null ? 0 : unscored,
        overridden.size(),
        fallen,
        List.copyOf(alerts),
        alertSteps,
        open.size(),
        raised,
        resolved,
        changes,
        Map.copyOf(unreadable));
  }

  /**
   * A tick that the service has not reached yet is not the time on its clock: while it is behind,
   * that is the time of the partition that is furthest behind.
   */
  private Instant businessTime() {
    Optional<Instant> slowest = lastChanges.values().stream().min(Comparator.naturalOrder());
    if (lastTick == null || slowest.isEmpty()) {
      return lastTick;
    }
    return slowest.get().isBefore(lastTick.minus(BEHIND)) ? slowest.get() : lastTick;
  }
}
