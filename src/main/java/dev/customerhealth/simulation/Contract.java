package dev.customerhealth.simulation;

import dev.customerhealth.avro.SubscriptionChangeType;
import java.time.LocalDate;
import java.util.List;

/**
 * What an account pays and for how long, from the beginning of the records to their end.
 *
 * @param steps its changes in order of their days, at least the first; one a day
 * @param chances to sell it more
 * @param forecasts what its manager expected of renewals
 */
record Contract(List<Step> steps, List<Chance> chances, List<Forecast> forecasts) {

  Contract {
    steps = List.copyOf(steps);
    chances = List.copyOf(chances);
    forecasts = List.copyOf(forecasts);
  }

  /**
   * A change of what is paid or for how long.
   *
   * @param beforeMinor monthly revenue before, in cents
   * @param afterMinor monthly revenue after, in cents; 0 for an account that leaves
   * @param lines product lines held afterwards
   * @param termEnd when the term ends afterwards
   * @param reason why it left; null for other changes
   */
  record Step(
      LocalDate day,
      SubscriptionChangeType type,
      long beforeMinor,
      long afterMinor,
      List<String> lines,
      LocalDate termEnd,
      String reason) {

    boolean isEnd() {
      return type == SubscriptionChangeType.CHURNED;
    }
  }

  /**
   * A chance to sell more.
   *
   * @param closed the day it is won or lost; after the end of the records for one still open
   * @param amountMinor what it is worth a year, in cents
   */
  record Chance(LocalDate opened, LocalDate closed, boolean won, long amountMinor) {}

  /**
   * What a manager expects of a renewal.
   *
   * @param due day of the renewal
   * @param amountMinor yearly revenue expected, in cents
   */
  record Forecast(LocalDate day, LocalDate due, long amountMinor) {}

  /** The change of a day; null when nothing changes on it. */
  Step on(LocalDate day) {
    Step last = lastTo(day);
    return last.day().equals(day) ? last : null;
  }

  /** What holds at the end of a day; the first step before it. */
  Step lastTo(LocalDate day) {
    Step last = steps.get(0);
    for (Step step : steps) {
      if (step.day().isAfter(day)) {
        break;
      }
      last = step;
    }
    return last;
  }

  /** Whether it ended on a day or before. */
  boolean isOver(LocalDate day) {
    Step last = lastTo(day);
    return last.isEnd() && !last.day().isAfter(day);
  }
}
