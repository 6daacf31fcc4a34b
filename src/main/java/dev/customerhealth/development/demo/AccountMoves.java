package dev.customerhealth.development.demo;

import dev.customerhealth.avro.Driver;
import dev.customerhealth.avro.HealthScoreChange;
import dev.customerhealth.avro.ScoreStatus;
import dev.customerhealth.publication.MeasureName;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The recent changes of one account's score, and what they come to. */
final class AccountMoves {
  private static final int MOST_REASONS = 3;

  /** A measure that moved the score by less is no reason a person would name. */
  private static final double LEAST_REASON = 0.5;

  private final Deque<HealthScoreChange> moves = new ArrayDeque<>();

  void add(HealthScoreChange change) {
    moves.add(change);
  }

  /** What the changes since a time come to; empty unless the score fell. */
  Optional<Fall> fall(Instant since) {
    while (!moves.isEmpty() && moves.peek().getChangedAt().isBefore(since)) {
      moves.remove();
    }
    Map<String, Double> pointsByMeasure = new HashMap<>();
    Double from = null;
    for (HealthScoreChange move : moves) {
      if (move.getFromStatus() != ScoreStatus.SCORED || move.getToStatus() != ScoreStatus.SCORED) {
        from = null;
        pointsByMeasure.clear();
        continue;
      }
      from = from == null ? move.getFromScore() : from;
      for (Driver driver : move.getDrivers()) {
        pointsByMeasure.merge(driver.getMeasure(), driver.getPoints(), Double::sum);
      }
    }
    if (from == null) {
      return Optional.empty();
    }
    HealthScoreChange last = moves.getLast();
    double points = last.getToScore() - from;
    return points >= 0
        ? Optional.empty()
        : Optional.of(
            new Fall(
                last.getAccountId(),
                last.getAccountName() == null ? last.getAccountId() : last.getAccountName(),
                points,
                from,
                last.getToScore(),
                last.getToBand(),
                reasons(pointsByMeasure)));
  }

  private static List<String> reasons(Map<String, Double> pointsByMeasure) {
    return pointsByMeasure.entrySet().stream()
        .filter(entry -> entry.getValue() <= -LEAST_REASON)
        .sorted(Comparator.comparingDouble(Map.Entry::getValue))
        .limit(MOST_REASONS)
        .map(
            entry -> "%s %+.1f".formatted(MeasureName.inSentence(entry.getKey()), entry.getValue()))
        .toList();
  }
}
