package dev.customerhealth.development.demo;

import dev.customerhealth.avro.Driver;
import dev.customerhealth.avro.HealthScoreChange;
import dev.customerhealth.avro.ScoreStatus;
import dev.customerhealth.publication.MeasureName;
import dev.customerhealth.publication.ShownPoints;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
                reasons(pointsByMeasure, ShownPoints.change(from, last.getToScore()))));
  }

  private static List<String> reasons(Map<String, Double> pointsByMeasure, long fall) {
    List<Map.Entry<String, Double>> losses =
        pointsByMeasure.entrySet().stream()
            .filter(entry -> entry.getValue() <= -LEAST_REASON)
            .sorted(Comparator.comparingDouble(Map.Entry::getValue))
            .limit(MOST_REASONS)
            .toList();
    List<Double> parts = new ArrayList<>(losses.stream().map(Map.Entry::getValue).toList());
    double named = parts.stream().mapToDouble(Double::doubleValue).sum();
    parts.add(pointsByMeasure.values().stream().mapToDouble(Double::doubleValue).sum() - named);
    long[] shown = ShownPoints.parts(parts, fall);
    List<String> reasons = new ArrayList<>();
    for (int i = 0; i < losses.size(); i++) {
      reasons.add(
          MeasureName.inSentence(losses.get(i).getKey()) + " " + ShownPoints.signed(shown[i]));
    }
    if (shown[losses.size()] != 0) {
      reasons.add("others " + ShownPoints.signed(shown[losses.size()]));
    }
    return List.copyOf(reasons);
  }
}
