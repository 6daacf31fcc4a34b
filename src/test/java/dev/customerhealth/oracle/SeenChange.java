package dev.customerhealth.oracle;

import dev.customerhealth.domain.scoring.Driver;
import dev.customerhealth.domain.scoring.MeasureScore;
import dev.customerhealth.domain.scoring.ScoreChange;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A score change as far as the oracle foretells it; scores in thousandths of a point, raw values in
 * thousandths of their unit.
 *
 * @param fromBand null without a score
 * @param toBand null without a score
 * @param toCoverage in ten-thousandths
 * @param causeEventId null when no event moved it
 * @param values raw value of every measure with data
 * @param drivers points of every measure that moved
 * @param shown what a person set and people are shown instead, in words; null for nothing
 */
public record SeenChange(
    String accountId,
    long sequence,
    Instant changedAt,
    boolean fromScored,
    int fromScore,
    String fromBand,
    boolean toScored,
    int toScore,
    String toBand,
    int toCoverage,
    String cause,
    String causeEventId,
    Map<String, Long> values,
    Map<String, Integer> drivers,
    String shown) {

  private static final int THOUSANDTHS = 1000;
  private static final int TEN_THOUSANDTHS = 10_000;

  /** A change the domain told. */
  public static SeenChange of(String accountId, ScoreChange change) {
    Map<String, Long> values = new TreeMap<>();
    for (MeasureScore measure : change.to().measures()) {
      if (!measure.missing()) {
        values.put(measure.measureId(), Math.round(measure.value() * THOUSANDTHS));
      }
    }
    return new SeenChange(
        accountId,
        change.sequence(),
        change.changedAt(),
        change.fromBandId() != null,
        change.fromScore(),
        change.fromBandId(),
        change.to().scored(),
        change.to().score(),
        change.to().scored() ? change.to().band().id() : null,
        (int) Math.round(change.to().coverage() * TEN_THOUSANDTHS),
        change.cause().name(),
        change.causeEventId(),
        values,
        points(change.drivers()),
        change.to().override() == null ? null : change.to().override().given().inWords());
  }

  static Map<String, Integer> points(Iterable<Driver> drivers) {
    Map<String, Integer> points = new TreeMap<>();
    drivers.forEach(driver -> points.put(driver.measureId(), driver.points()));
    return points;
  }
}
