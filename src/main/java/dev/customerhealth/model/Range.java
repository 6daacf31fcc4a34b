package dev.customerhealth.model;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.Register;
import dev.customerhealth.domain.measure.Measure;

/**
 * Which raw values a measure can have; what lies outside would never be met.
 *
 * @param least lowest one
 * @param most highest one
 */
record Range(double least, double most) {
  static final Range ANY = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  private static final Range FROM_ZERO = new Range(0, Double.POSITIVE_INFINITY);
  private static final double WHOLE = 100;
  private static final int MINUTES_PER_HOUR = 60;
  private static final int SECONDS_PER_MINUTE = 60;

  /** The range of a measure by what it means; a line of points may run over all of it. */
  static Range of(Measure measure) {
    return switch (measure) {
      case NPS -> new Range(-WHOLE, WHOLE);
      case CES -> new Range(1, 7);
      case CONTRACT_STATUS -> new Range(0, 4);
      case DAYS_TO_RENEWAL -> ANY;
      // More people than paid for can be active or trained, and value can exceed the price.
      case ACTIVE_USERS_SHARE, TRAINING_PARTICIPATION, ROI_REALISED -> FROM_ZERO;
      default -> byUnit(measure.unit());
    };
  }

  /** The part of it that accounts reach, bounded as they are. */
  static Range reachable(Measure measure) {
    return switch (measure) {
      case DAYS_SILENT -> new Range(0, Days.KEPT);
      case OPEN_TICKETS,
          OPEN_ESCALATIONS,
          OPEN_CRITICAL_ESCALATIONS,
          INTEGRATIONS,
          KEY_PEOPLE_QUIET,
          GOALS_OVERDUE ->
          new Range(0, Register.MOST);
      case KEY_PEOPLE_LOST -> new Range(0, Register.MOST_SETTLED);
      case FIRST_RESPONSE_TIME, RESOLUTION_TIME ->
          new Range(0, (double) AccountFacts.MAX_MINUTES_PER_TICKET / MINUTES_PER_HOUR);
      case SESSION_DURATION ->
          new Range(0, (double) AccountFacts.MAX_SECONDS_PER_EVENT / SECONDS_PER_MINUTE);
      default -> of(measure);
    };
  }

  private static Range byUnit(String unit) {
    if (unit.equals("-1 to 1")) {
      return new Range(-1, 1);
    }
    if (unit.equals("% change")) {
      return new Range(-WHOLE, Double.POSITIVE_INFINITY);
    }
    return unit.startsWith("%") ? new Range(0, WHOLE) : FROM_ZERO;
  }
}
