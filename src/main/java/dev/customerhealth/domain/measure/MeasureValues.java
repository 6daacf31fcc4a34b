package dev.customerhealth.domain.measure;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.MeasurePoints;

/**
 * The raw values of the measures asked for on one day. They are held, and scored, in millionths of
 * their units, and published and compared with the bars of alert rules in thousandths: a third is
 * 33.333% to people, but three of them are to make a score of 100 and not of 99.999. Places are
 * those of {@link AskedMeasures}.
 */
public final class MeasureValues {
  /** One of a unit. */
  static final long ONE = 1_000_000;

  private static final double THOUSANDTHS = 1000.0;
  private static final double MILLIONTHS = ONE;
  private static final long PER_THOUSANDTH = ONE / 1000;

  private final AskedMeasures asked;
  private final long[] values;
  private final long[] earlier;
  private final Origin origin;

  /** Values that nobody reads on from. */
  MeasureValues(AskedMeasures asked, long[] values, long[] earlier) {
    this(asked, values, earlier, null);
  }

  MeasureValues(AskedMeasures asked, long[] values, long[] earlier, Origin origin) {
    this.asked = asked;
    this.values = values;
    this.earlier = earlier;
    this.origin = origin;
  }

  /** What values were read from. */
  static final class Origin {
    private final AccountFacts facts;
    private final AccountProfile profile;
    private final int assumedPlanFeatures;
    private final long[] lookedAt;

    /**
     * @param profile null when not known
     * @param lookedAt per place, the facts its value was made of, as bits of {@link FactChanges}
     */
    Origin(AccountFacts facts, AccountProfile profile, int assumedPlanFeatures, long[] lookedAt) {
      this.facts = facts;
      this.profile = profile;
      this.assumedPlanFeatures = assumedPlanFeatures;
      this.lookedAt = lookedAt;
    }
  }

  /** Which facts differ from those these values were read from; all when there is no saying. */
  @SuppressWarnings("ReferenceEquality") // equal but not the same is read again, which is right too
  long changesUntil(
      AccountFacts facts, AccountProfile profile, AskedMeasures wanted, int assumedPlanFeatures) {
    return origin == null
            || asked != wanted
            || origin.profile != profile
            || origin.assumedPlanFeatures != assumedPlanFeatures
        ? FactChanges.ALL
        : FactChanges.between(origin.facts, facts);
  }

  /** Whether they were read from just these facts and this profile, the very objects. */
  @SuppressWarnings("ReferenceEquality") // equal but not the same is read again, which is right too
  boolean isOf(AccountFacts facts, AccountProfile profile, int assumedPlanFeatures) {
    return origin != null
        && origin.facts == facts
        && origin.profile == profile
        && origin.assumedPlanFeatures == assumedPlanFeatures;
  }

  /** The facts that the value at a place was made of, as bits of {@link FactChanges}. */
  long lookedAt(int index) {
    return origin.lookedAt[index];
  }

  /** The measures whose values these are, in the order of the places. */
  public AskedMeasures asked() {
    return asked;
  }

  /** Whether the measure at a place has data. */
  public boolean has(int index) {
    return values[index] != MeasurePoints.NO_VALUE;
  }

  /**
   * The value at a place in thousandths of the measure's unit, rounded half up; {@link
   * MeasurePoints#NO_VALUE} without data.
   */
  public long thousandths(int index) {
    return rounded(values[index]);
  }

  /**
   * The value, in thousandths, that the measure at a place had over the window of the same length
   * right before the present one, by what is known today; {@link MeasurePoints#NO_VALUE} without
   * data, while that window does not lie wholly within the life of the account, and when it was not
   * asked for.
   */
  public long earlierThousandths(int index) {
    return earlier == null ? MeasurePoints.NO_VALUE : rounded(earlier[index]);
  }

  private static long rounded(long millionths) {
    return millionths == MeasurePoints.NO_VALUE
        ? millionths
        : Math.floorDiv(millionths + PER_THOUSANDTH / 2, PER_THOUSANDTH);
  }

  /** The value at a place as it was read. */
  long millionths(int index) {
    return values[index];
  }

  /** The earlier value at a place as it was read; not to be asked where none was asked for. */
  long earlierMillionths(int index) {
    return earlier[index];
  }

  /** The value at a place in the measure's unit, as published; NaN without data. */
  public double value(int index) {
    return asDouble(thousandths(index));
  }

  /** The value at a place in the measure's unit, as scored; NaN without data. */
  public double scored(int index) {
    return values[index] == MeasurePoints.NO_VALUE ? Double.NaN : values[index] / MILLIONTHS;
  }

  /** The same of a measure; NaN without data, also when it was not asked for. */
  public double scored(WindowedMeasure measure) {
    int index = asked.indexOf(measure);
    return index < 0 ? Double.NaN : scored(index);
  }

  /** The earlier value at a place in its unit, as scored; NaN as {@link #earlierThousandths}. */
  public double earlierScored(int index) {
    return earlier == null || earlier[index] == MeasurePoints.NO_VALUE
        ? Double.NaN
        : earlier[index] / MILLIONTHS;
  }

  /** A scored value as it is published, to a thousandth. */
  public static double published(double scored) {
    return asDouble(rounded(Math.round(scored * MILLIONTHS)));
  }

  /**
   * The value of a measure in its unit; NaN without data.
   *
   * @throws IllegalArgumentException when the measure was not asked for
   */
  public double value(WindowedMeasure measure) {
    int index = asked.indexOf(measure);
    if (index < 0) {
      throw new IllegalArgumentException(measure.id() + " was not asked for");
    }
    return value(index);
  }

  /** Thousandths as a number; NaN for {@link MeasurePoints#NO_VALUE}. */
  public static double asDouble(long thousandths) {
    return thousandths == MeasurePoints.NO_VALUE ? Double.NaN : thousandths / THOUSANDTHS;
  }
}
