package dev.customerhealth.domain.measure;

import static dev.customerhealth.domain.measure.Reading.MISSING;
import static dev.customerhealth.domain.measure.Reading.ONE;
import static dev.customerhealth.domain.measure.Reading.PERCENT;
import static dev.customerhealth.domain.measure.Reading.THOUSAND;

import dev.customerhealth.domain.account.Counter;
import dev.customerhealth.domain.account.CsmSentiment;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.DistinctDays;
import dev.customerhealth.domain.account.Register;
import dev.customerhealth.domain.account.Reported;
import dev.customerhealth.domain.account.Stakeholders;
import dev.customerhealth.domain.signal.SuccessSignal;

/** How answers, judgements and meetings are read. */
final class RelationshipMeasures {
  private static final int BEST_ATTENDANCE = 2;

  private RelationshipMeasures() {}

  static long nps(Reading reading, Window window) {
    long answers = reading.sum(Counter.NPS_ANSWERS, window);
    long net =
        reading.sum(Counter.NPS_PROMOTERS, window) - reading.sum(Counter.NPS_DETRACTORS, window);
    return answers == 0 ? MISSING : Reading.ratio(net * PERCENT, answers);
  }

  static long resolutionSatisfaction(Reading reading, Window window) {
    return Reading.share(
        reading.sum(Counter.CSAT_SATISFIED, window), reading.sum(Counter.CSAT_ANSWERS, window));
  }

  static long csat(Reading reading, Window window) {
    return Reading.share(
        reading.sum(Counter.CSAT_SATISFIED, window)
            + reading.sum(Counter.OTHER_CSAT_SATISFIED, window),
        reading.sum(Counter.CSAT_ANSWERS, window)
            + reading.sum(Counter.OTHER_CSAT_ANSWERS, window));
  }

  static long ces(Reading reading, Window window) {
    long answers = reading.sum(Counter.CES_ANSWERS, window);
    return answers == 0
        ? MISSING
        : Reading.ratio(reading.sum(Counter.CES_EFFORT, window), answers * THOUSAND);
  }

  static long contactCoverage(Reading reading, Window window) {
    return reading.reported(Reported.INTERACTIONS)
        ? ONE * reading.matters().contacts().active(window.endAge(), window.startAge())
        : MISSING;
  }

  static long communication(Reading reading, Window window) {
    return reading.counted(Counter.TWO_WAY_CONTACTS, window, Reported.INTERACTIONS);
  }

  static long responsiveness(Reading reading, Window window) {
    return Reading.share(
        reading.sum(Counter.OUTREACHES_ANSWERED, window), reading.sum(Counter.OUTREACHES, window));
  }

  /**
   * Without a champion it is zero: that nobody speaks for us is the weakness. Unless somebody tells
   * of contacts there is no saying who is quiet, and no zero either: an account whose champion was
   * not told of would have more data than one of which it was. A champion who is not followed one
   * by one counts in full, for there is no saying that they are quiet.
   */
  static long championStrength(Reading reading, Window window) {
    if (!reading.reported(Reported.STAKEHOLDERS) || !reading.reported(Reported.INTERACTIONS)) {
      return MISSING;
    }
    Register people = reading.matters().stakeholders();
    DistinctDays contacts = reading.matters().contacts();
    long champions = 0;
    long halves = 0;
    for (int i = 0; i < people.size(); i++) {
      if (Stakeholders.is(people.item(i), SuccessSignal.Role.CHAMPION)) {
        champions++;
        halves += isQuiet(people.item(i), contacts, window) ? 1 : 2;
      }
    }
    return champions == 0 ? 0 : Reading.share(halves, 2 * champions);
  }

  /**
   * Of very many contacts only some are followed one by one: of the others there is no saying that
   * they are quiet.
   */
  private static boolean isQuiet(Register.Item person, DistinctDays contacts, Window window) {
    return contacts.isCounted(person.hash())
        && !contacts.active(person.hash(), window.endAge(), window.startAge());
  }

  static long keyPeopleLost(Reading reading, Window window) {
    if (!reading.reported(Reported.STAKEHOLDERS)) {
      return MISSING;
    }
    Register people = reading.matters().stakeholders();
    long lost = 0;
    for (int i = 0; i < people.size(); i++) {
      Register.Item person = people.item(i);
      lost += Stakeholders.wasKey(person) && reading.within(person.atDay(), window) ? 1 : 0;
    }
    return lost * ONE;
  }

  /** Who came lately had no time to be quiet. */
  static long keyPeopleQuiet(Reading reading, Window window) {
    if (!reading.reported(Reported.STAKEHOLDERS) || !reading.reported(Reported.INTERACTIONS)) {
      return MISSING;
    }
    Register people = reading.matters().stakeholders();
    DistinctDays contacts = reading.matters().contacts();
    long quiet = 0;
    for (int i = 0; i < people.size(); i++) {
      Register.Item person = people.item(i);
      quiet +=
          Stakeholders.isKey(person)
                  && !reading.within(person.atDay(), window)
                  && isQuiet(person, contacts, window)
              ? 1
              : 0;
    }
    return quiet * ONE;
  }

  static long qbrCompletion(Reading reading, Window window) {
    long held = reading.sum(Counter.QBRS_HELD, window);
    return Reading.share(held, Math.max(held, reading.sum(Counter.QBRS_SCHEDULED, window)));
  }

  /** Of acts told before they were a kind of fact of their own, those still counted show it. */
  static long advocacyActs(Reading reading, Window window) {
    long acts = reading.sum(Counter.ADVOCACY_ACTS, window);
    return acts > 0 || reading.reported(Reported.ADVOCACY) ? acts * ONE : MISSING;
  }

  static long csmSentiment(Reading reading, Window window) {
    CsmSentiment sentiment = reading.sentiment();
    if (sentiment == null
        || !sentiment.holdsOn(reading.today())
        || Days.of(sentiment.atMillis()) < reading.today() - window.startAge()) {
      return MISSING;
    }
    return sentiment.thousandths() * PERCENT * (ONE / THOUSAND);
  }

  static long executiveEngagement(Reading reading, Window window) {
    return Reading.share(
        reading.sum(Counter.SPONSOR_POINTS, window),
        BEST_ATTENDANCE * reading.sum(Counter.KEY_MEETINGS, window));
  }
}
