package dev.customerhealth.domain.portfolio;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.Counter;
import dev.customerhealth.domain.account.DayLog;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.DistinctDays;
import dev.customerhealth.domain.account.FeatureSet;
import dev.customerhealth.domain.account.Lifecycle;
import dev.customerhealth.domain.account.Matters;
import dev.customerhealth.domain.account.Register;
import dev.customerhealth.domain.account.Reported;
import dev.customerhealth.domain.account.Stakeholders;
import dev.customerhealth.domain.account.ToldScore;
import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.domain.measure.WindowedMeasure;
import dev.customerhealth.domain.signal.SuccessSignal;
import java.util.List;

/**
 * How an account stands, as far as the book looks at it; equal standings count the same.
 *
 * @param customer whether it has not left
 * @param attribution to which parts of the book it belongs
 * @param profileAtMillis when that became true, in milliseconds since 1970 UTC; {@link
 *     AccountState#NEVER} without a profile
 * @param scored whether it has a score
 * @param score the score last told, in thousandths of a point, from {@link ScoreRange#RISK_BAR} on
 *     down to a step of {@link #STEP}; 0 without one
 * @param profileArrMinor annual revenue by the profile, in minor units; -1 when not told
 * @param profileCurrency of that revenue; null when not told
 * @param renewalDay day the term ends, in days since 1970; {@link Days#NONE} when nobody told
 * @param firstValueDays days from the start of the contract to the first value milestone (R26); -1
 *     when not reached or not known
 * @param sponsored whether a sponsor is there and took part in something for 90 days (R34)
 * @param contacts people of the customer engaged within 90 days (R35)
 * @param features features used within 30 days (R31); -1 when not reported
 * @param core whether all features that matter most were used within 30 days: 1 or 0; -1 when it is
 *     not known which they are, or whether they were
 */
public record Standing(
    boolean customer,
    Attribution attribution,
    long profileAtMillis,
    boolean scored,
    int score,
    long profileArrMinor,
    String profileCurrency,
    int renewalDay,
    int firstValueDays,
    boolean sponsored,
    int contacts,
    int features,
    int core) {

  /** Nothing is known, but that there is such an account. */
  public static final Standing UNKNOWN =
      new Standing(
          true,
          Attribution.UNKNOWN,
          AccountState.NEVER,
          false,
          0,
          -1,
          null,
          Days.NONE,
          -1,
          false,
          0,
          -1,
          -1);

  /**
   * Of who is not at risk the book looks at no more of a score than steps of so many thousandths of
   * a point: those of R44, and the bounds of all ranges are some of them.
   */
  public static final int STEP = 5_000;

  private static final int ENGAGED_DAYS = 90;
  private static final int ADOPTED_DAYS = 30;

  /**
   * What moves with time in it. An account is judged again when one of these may have moved,
   * whatever its model asks for; or who fell silent would stay engaged for ever.
   */
  public static final List<WindowedMeasure> TIMED =
      List.of(
          WindowedMeasure.of(Measure.CONTACT_COVERAGE, ENGAGED_DAYS),
          WindowedMeasure.of(Measure.FEATURE_BREADTH, ADOPTED_DAYS));

  /** The standing of an account. */
  public static Standing of(AccountState account) {
    AccountFacts facts = account.facts();
    AccountProfile profile = account.profile();
    boolean scored = account.judgement().told().scored();
    return new Standing(
        !facts.subscription().churned(),
        attribution(profile),
        profile == null ? AccountState.NEVER : profile.updatedAt().toEpochMilli(),
        scored,
        scored ? counted(account.judgement().told().score()) : 0,
        profile == null || profile.arrMinor() == null ? -1 : profile.arrMinor(),
        profile == null ? null : profile.currency(),
        Lifecycle.renewalDay(facts, profile),
        firstValueDays(facts.matters(), profile),
        sponsored(facts),
        contacts(facts),
        features(facts),
        core(facts, profile));
  }

  /**
   * The standing after something happened, when it is another one than before; null when the book
   * sees no difference. Nearly every event ends with the first comparisons.
   */
  @SuppressWarnings("ReferenceEquality") // what an event does not touch stays the same object
  public static Standing news(AccountState before, AccountState after) {
    AccountFacts then = before.facts();
    AccountFacts now = after.facts();
    if (before.asOfMillis() == AccountState.NEVER) {
      return of(after);
    }
    if (before.profile() == after.profile() && then.subscription() == now.subscription()) {
      return countsAlike(before, after) && seenAlike(then, now, after.profile()) ? null : of(after);
    }
    Standing standing = of(after);
    return standing.equals(of(before)) ? null : standing;
  }

  /** Whether all counts the same that profile and subscription alone do not decide, nor a score. */
  @SuppressWarnings("ReferenceEquality") // as above
  private static boolean seenAlike(AccountFacts then, AccountFacts now, AccountProfile profile) {
    boolean sameDay = then.day() == now.day();
    boolean samePeople = sameDay && then.matters() == now.matters();
    boolean sameUse = sameDay && then.features() == now.features();
    return (samePeople
            || (firstValueDays(then.matters(), profile) == firstValueDays(now.matters(), profile)
                && contacts(then) == contacts(now)
                && sponsored(then) == sponsored(now)))
        && (sameUse
            || (features(then) == features(now)
                && ((sameDay && onlyAdded(then.features(), now.features()))
                    || core(then, profile) == core(now, profile))));
  }

  /** Within a day features are only added: as many as before are then the same ones. */
  private static boolean onlyAdded(DistinctDays then, DistinctDays now) {
    return then.kept() == now.kept()
        && then.level() == now.level()
        && then.admitLevel() == now.admitLevel();
  }

  @SuppressWarnings("ReferenceEquality") // as above
  private static boolean countsAlike(AccountState before, AccountState after) {
    ToldScore then = before.judgement().told();
    ToldScore now = after.judgement().told();
    return then == now
        || (then.scored() == now.scored()
            && (!then.scored() || counted(then.score()) == counted(now.score())));
  }

  /** Accounts at risk are told one by one, with their scores. */
  private static int counted(int score) {
    return score < ScoreRange.RISK_BAR ? score : score / STEP * STEP;
  }

  private static Attribution attribution(AccountProfile profile) {
    return profile == null
        ? Attribution.UNKNOWN
        : new Attribution(
            profile.segment(),
            profile.csmId(),
            profile.contractStart() == null
                ? Months.NONE
                : Months.ofDay(Math.toIntExact(profile.contractStart().toEpochDay())),
            profile.region());
  }

  private static int firstValueDays(Matters matters, AccountProfile profile) {
    return matters.firstValueDay() == Days.NONE
            || profile == null
            || profile.contractStart() == null
        ? -1
        : (int) Math.max(0, matters.firstValueDay() - profile.contractStart().toEpochDay());
  }

  /**
   * Of very many contacts only some are followed one by one: a sponsor who is not is active where
   * key meetings tell of a sponsor or a delegate.
   */
  private static boolean sponsored(AccountFacts facts) {
    Register people = facts.matters().stakeholders();
    DistinctDays contacts = facts.matters().contacts();
    for (int i = 0; i < people.size(); i++) {
      Register.Item person = people.item(i);
      if (Stakeholders.is(person, SuccessSignal.Role.SPONSOR)
          && (contacts.isCounted(person.hash())
              ? contacts.active(person.hash(), 0, ENGAGED_DAYS - 1)
              : tookPart(facts))) {
        return true;
      }
    }
    return false;
  }

  private static boolean tookPart(AccountFacts facts) {
    DayLog days = facts.days();
    int from = days.indexFrom(Days.windowStart(facts.day(), ENGAGED_DAYS));
    return days.sum(Counter.SPONSOR_POINTS, from, days.size()) > 0;
  }

  private static int contacts(AccountFacts facts) {
    return (int) facts.matters().contacts().active(0, ENGAGED_DAYS - 1);
  }

  private static int features(AccountFacts facts) {
    return facts.reported(Reported.FEATURES)
        ? (int) facts.features().active(0, ADOPTED_DAYS - 1)
        : -1;
  }

  private static int core(AccountFacts facts, AccountProfile profile) {
    FeatureSet core = profile == null ? FeatureSet.NONE : profile.valuableFeatures();
    if (core.size() == 0 || !facts.reported(Reported.FEATURES)) {
      return -1;
    }
    boolean allFollowed = true;
    boolean allUsed = true;
    for (int i = 0; i < core.size(); i++) {
      int hash = core.hash(i);
      allFollowed &= facts.features().isCounted(hash);
      allUsed &= facts.features().active(hash, 0, ADOPTED_DAYS - 1);
    }
    // Of very many features only some are followed one by one: of the others nobody knows.
    if (!allFollowed) {
      return -1;
    }
    return allUsed ? 1 : 0;
  }
}
