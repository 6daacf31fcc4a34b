package dev.customerhealth.domain.fleet;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What is taken for a fault of the data.
 *
 * @param silences how long a source may say nothing, by its name; sources that are not named may
 *     for ever
 * @param move how much of the fleet may fall at once; empty for all of it
 * @param settle how long all must have been well before alerts go out again: what was missing comes
 *     late
 * @param longest how long alerts are held back at most: by then people know, and if it is still so
 *     it is the truth
 * @param leastAccounts accounts below which nothing is taken for a fault: of few customers, all may
 *     well be quiet
 */
public record FleetRules(
    Map<String, Duration> silences,
    Optional<Move> move,
    Duration settle,
    Duration longest,
    int leastAccounts) {

  /** Nothing is taken for a fault. */
  public static final FleetRules NONE =
      new FleetRules(Map.of(), Optional.empty(), Duration.ZERO, Duration.ofDays(1), 0);

  /**
   * A move of the fleet.
   *
   * @param share of the known accounts, above 0 and at most 1
   * @param points thousandths of a point that an account lies below its highest score since the day
   *     before, at least 1
   * @param within how long falls are counted together, at least; twice as long at most
   * @param patience how long an alert waits so that the fleet can be seen first
   */
  public record Move(double share, int points, Duration within, Duration patience) {}

  public FleetRules {
    silences = Map.copyOf(silences);
  }

  /** Whether anything is taken for a fault at all. */
  public boolean watch() {
    return !silences.isEmpty() || move.isPresent();
  }

  /** How long every alert waits at least, so that the fleet is seen before anybody is told. */
  public Duration patience() {
    return move.map(Move::patience).orElse(Duration.ZERO);
  }
}
