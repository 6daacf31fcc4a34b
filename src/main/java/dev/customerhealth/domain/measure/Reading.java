package dev.customerhealth.domain.measure;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.Counter;
import dev.customerhealth.domain.account.CsmSentiment;
import dev.customerhealth.domain.account.DayLog;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.DistinctDays;
import dev.customerhealth.domain.account.Lifecycle;
import dev.customerhealth.domain.account.Matters;
import dev.customerhealth.domain.account.MeasurePoints;
import dev.customerhealth.domain.account.Reported;
import dev.customerhealth.domain.account.Subscription;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One reading of an account: its facts on their current day, and the arithmetic all reads share. It
 * notes which facts each measure looks at, so that a measure need not be read again while those
 * stay what they are: whoever looks at facts has to ask here for them.
 */
final class Reading {
  /** Stands for a value without data. */
  static final long MISSING = MeasurePoints.NO_VALUE;

  static final long PERCENT = 100;

  /** Facts that are no whole numbers are kept in thousandths. */
  static final long THOUSAND = 1000;

  /** One of a measure's unit: values are in millionths, see {@link MeasureValues}. */
  static final long ONE = MeasureValues.ONE;

  /** More windows than any list of measures looks at: four lengths, twice before, and baselines. */
  private static final int MOST_WINDOWS = 20;

  private static final BigDecimal HALF = new BigDecimal("0.5");

  /** Twice as many millionths as this no long can hold. */
  private static final long MOST_UNITS = Long.MAX_VALUE / (4 * ONE);

  /** A quotient of amounts above this says no more than this. */
  private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000_000_000_000L);

  private final AccountFacts facts;
  private final AccountProfile profile;
  private final int planFeatures;
  private final DayLog log;
  private long lookedAt;
  private final Window[] windows = new Window[MOST_WINDOWS];
  private int known;

  Reading(AccountFacts facts, AccountProfile profile, int assumedPlanFeatures) {
    this.facts = facts;
    this.profile = profile;
    this.planFeatures =
        profile != null && profile.planFeatureCount() > 0
            ? profile.planFeatureCount()
            : assumedPlanFeatures;
    this.log = facts.days();
  }

  /** Begins to note what the next measure looks at. */
  void begin() {
    lookedAt = 0;
  }

  /** What the measure looked at, as bits of {@link FactChanges}. */
  long lookedAt() {
    return lookedAt;
  }

  /** All that is known, for a measure that looks at more than counts, users and features. */
  AccountFacts facts() {
    lookedAt = FactChanges.ALL;
    return facts;
  }

  /** What is followed one by one. */
  Matters matters() {
    lookedAt |= FactChanges.OTHERS;
    return facts.matters();
  }

  /** The CSM's latest judgement; null when there was none. */
  CsmSentiment sentiment() {
    lookedAt |= FactChanges.OTHERS;
    return facts.sentiment();
  }

  /** What is bought. */
  Subscription subscription() {
    lookedAt |= FactChanges.OTHERS;
    return facts.subscription();
  }

  /** Seats assigned minus seats removed. */
  long assignedSeats() {
    lookedAt |= FactChanges.OTHERS;
    return facts.assignedSeats();
  }

  /** Who was active when. */
  DistinctDays users() {
    lookedAt |= FactChanges.USERS;
    return facts.users();
  }

  /** Which features were used when. */
  DistinctDays features() {
    lookedAt |= FactChanges.FEATURES;
    return facts.features();
  }

  /** Whether a kind of fact was ever reported. */
  boolean reported(Reported kind) {
    return facts.reported(kind);
  }

  /** Who the account is; null when not known. */
  AccountProfile profile() {
    return profile;
  }

  /** Features of the plan, told or assumed; 0 when neither. */
  int planFeatures() {
    return planFeatures;
  }

  /** The window of so many days that ended so many days ago. */
  Window window(int days, int endAge) {
    for (int i = 0; i < known; i++) {
      if (windows[i].is(days, endAge)) {
        return windows[i];
      }
    }
    int today = facts.day();
    int from = log.indexFrom(Days.windowStart(today, endAge + days));
    int to = endAge == 0 ? log.size() : log.indexFrom(Days.windowStart(today, endAge));
    Window window = new Window(days, endAge, from, to);
    if (known < MOST_WINDOWS) {
      windows[known++] = window;
    }
    return window;
  }

  /** So many days right before a window. */
  Window before(Window window, int days) {
    return window(days, window.endAge() + window.days());
  }

  /** The day the term ends; {@link Days#NONE} when nobody told. */
  int renewalDay() {
    lookedAt |= FactChanges.OTHERS;
    return Lifecycle.renewalDay(facts, profile);
  }

  /** The last logged day on which any of some counters counted; {@link Days#NONE} without. */
  int lastDayWith(long counters) {
    lookedAt |= counters;
    int last = log.lastWith(counters);
    return last < 0 ? Days.NONE : log.day(last);
  }

  /** What was counted within a window. */
  long sum(Counter counter, Window window) {
    lookedAt |= FactChanges.of(counter);
    return log.sum(counter, window.fromIndex(), window.toIndex());
  }

  /**
   * Whether a window lies wholly within the life of the account, and within what is still kept of
   * it. Shorter windows reach no further where an account remembers longer: what is said of them
   * does not depend on what else somebody asks for.
   */
  boolean known(Window window) {
    return (window.startAge() < Days.KEPT || window.days() > Days.LONGEST_WINDOW)
        && covers(window)
        && facts.knownSince() != Days.NONE
        && facts.knownSince() <= Days.windowStart(facts.day(), window.startAge() + 1);
  }

  /** Whether nothing of a window was forgotten. */
  boolean covers(Window window) {
    return facts.retention().covers(facts.day(), window.startAge());
  }

  /** The current day. */
  int today() {
    return facts.day();
  }

  /** Whether a day lies within a window. */
  boolean within(int day, Window window) {
    return day != Days.NONE
        && day <= facts.day() - window.endAge()
        && day >= facts.day() - window.startAge();
  }

  /** A count that is zero once its kind of fact was ever reported, and missing before. */
  long counted(Counter counter, Window window, Reported kind) {
    return facts.reported(kind) ? Math.min(MOST_UNITS, sum(counter, window)) * ONE : MISSING;
  }

  /** A part in percent of a whole; missing when there is no whole. */
  static long share(long part, long whole) {
    return whole == 0 ? MISSING : ratio(part * PERCENT, whole);
  }

  /** A part in percent of a whole that is not zero, of amounts too large for a long. */
  static long share(BigDecimal part, BigDecimal whole) {
    return part.multiply(BigDecimal.valueOf(PERCENT * ONE))
        .divide(whole, 1, RoundingMode.FLOOR)
        .add(HALF)
        .setScale(0, RoundingMode.FLOOR)
        .min(LARGEST)
        .longValue();
  }

  /** The change from before to now in percent; missing when there was nothing before. */
  static long growth(long now, long before) {
    return before == 0 ? MISSING : ratio((now - before) * PERCENT, before);
  }

  /**
   * The quotient in millionths, rounded half up, without the detour through a double.
   *
   * @param denominator above 0
   */
  static long ratio(long numerator, long denominator) {
    if (numerator > MOST_UNITS || numerator < -MOST_UNITS || denominator > MOST_UNITS) {
      return BigDecimal.valueOf(numerator)
          .multiply(BigDecimal.valueOf(ONE))
          .divide(BigDecimal.valueOf(denominator), 1, RoundingMode.FLOOR)
          .add(HALF)
          .setScale(0, RoundingMode.FLOOR)
          .min(LARGEST)
          .longValue();
    }
    return Math.floorDiv(2 * numerator * ONE + denominator, 2 * denominator);
  }
}
