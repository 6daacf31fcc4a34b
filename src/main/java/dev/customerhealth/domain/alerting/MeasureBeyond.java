package dev.customerhealth.domain.alerting;

import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.MeasurePoints;
import dev.customerhealth.domain.measure.CountedDays;
import dev.customerhealth.domain.measure.MeasureValues;
import dev.customerhealth.domain.measure.WindowedMeasure;
import java.util.List;

/**
 * A measure lies beyond a bar, or has changed beyond one against the window of the same length
 * before. The model need not weigh it. Without data nothing is raised, and what is open is
 * resolved: answers that left their window accuse nobody any more. Likewise while the account is
 * too young for the measure: a model knows when that ends, and has the account looked at then.
 *
 * @param measure what is looked at, and over which window
 * @param compared whether its value counts, or its change
 * @param side on which side of the bar, and whether the bar itself is included
 * @param raiseAt in thousandths of the measure's unit, or of a percent for {@link Compared#PERCENT}
 * @param resolveAt likewise; at this, or beyond it on the other side, the alert is resolved. It
 *     lies on the other side of the bar, or at it where the bar itself is not included
 */
public record MeasureBeyond(
    WindowedMeasure measure, Compared compared, Side side, long raiseAt, long resolveAt)
    implements AlertCondition {

  private static final double THOUSANDTHS_OF_PERCENT = 100_000;

  /** What of a measure counts. */
  public enum Compared {
    /** The value as it is. */
    VALUE,
    /** Its difference from the window before, in its unit. */
    DIFFERENCE,
    /** Its change against the window before, in percent of that. */
    PERCENT
  }

  /** On which side of the bar. */
  public enum Side {
    AT_LEAST(true, 0),
    AT_MOST(false, 0),
    ABOVE(true, 1),
    BELOW(false, -1);

    private final boolean up;
    private final int beyond;

    /**
     * @param beyond thousandths from the bar to the first value that counts: measures have no more
     *     decimals
     */
    Side(boolean up, int beyond) {
      this.up = up;
      this.beyond = beyond;
    }
  }

  public MeasureBeyond {
    long first = raiseAt + side.beyond;
    boolean apart = side.up ? resolveAt < first : resolveAt > first;
    if (!apart || (compared != Compared.VALUE && !measure.hasEarlier())) {
      throw new IllegalArgumentException(
          measure.id()
              + ": expected a bar to resolve on the other side of the bar to raise, and an earlier"
              + " window where it is compared with one, found "
              + raiseAt
              + " and "
              + resolveAt);
    }
  }

  @Override
  public List<MeasureBeyond> measures() {
    return List.of(this);
  }

  @Override
  public boolean isTimed() {
    return compared == Compared.VALUE && CountedDays.is(measure.measure());
  }

  @Override
  public boolean stands(Situation situation) {
    long now = thousandths(situation);
    return now != MeasurePoints.NO_VALUE
        && (side.up ? now >= firstBeyond() : now <= firstBeyond())
        && !situation.inGrace(measure);
  }

  @Override
  public boolean resolves(Situation situation) {
    long now = thousandths(situation);
    return now == MeasurePoints.NO_VALUE
        || (side.up ? now <= resolveAt : now >= resolveAt)
        || situation.inGrace(measure);
  }

  @Override
  public String subject(Situation situation) {
    return measure.id();
  }

  @Override
  public String unit() {
    return compared == Compared.PERCENT ? "% change" : measure.measure().unit();
  }

  @Override
  public double value(Situation situation) {
    return situation.inGrace(measure) ? Double.NaN : MeasureValues.asDouble(thousandths(situation));
  }

  @Override
  public double threshold(Situation situation, AlertState step) {
    return MeasureValues.asDouble(step == AlertState.RESOLVED ? resolveAt : raiseAt);
  }

  /**
   * Only of a measure that counts days: on which day others may move is said by the measures
   * themselves, of which the account's next due day knows.
   */
  @Override
  public int dueDay(Situation situation, boolean open) {
    if (!open && situation.settling() && stands(situation)) {
      return situation.day() + 1;
    }
    if (!isTimed()) {
      return Days.NONE;
    }
    boolean towardsBar = CountedDays.isDown(measure.measure()) != side.up;
    if (towardsBar == open) {
      return Days.NONE;
    }
    int day =
        CountedDays.dayReaching(
            measure.measure(),
            situation.facts(),
            situation.profile(),
            open ? resolveAt : firstBeyond());
    return day > situation.day() ? day : Days.NONE;
  }

  /** The value nearest to the bar that raises. */
  private long firstBeyond() {
    return raiseAt + side.beyond;
  }

  private long thousandths(Situation situation) {
    MeasureValues values = situation.sheet().values();
    int place = values.asked().indexOf(measure);
    if (place < 0 || !values.has(place) || compared == Compared.VALUE) {
      return place < 0 ? MeasurePoints.NO_VALUE : values.thousandths(place);
    }
    long now = values.thousandths(place);
    long before = values.earlierThousandths(place);
    if (before == MeasurePoints.NO_VALUE || (compared == Compared.PERCENT && before == 0)) {
      return MeasurePoints.NO_VALUE;
    }
    return compared == Compared.DIFFERENCE
        ? now - before
        : Math.round((double) (now - before) * THOUSANDTHS_OF_PERCENT / Math.abs(before));
  }
}
