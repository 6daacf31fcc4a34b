package dev.customerhealth.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One account on one day: the stage on which its facts happen.
 *
 * @param account who
 * @param day which day, in UTC
 * @param conditions how things stand
 * @param random source of chance for this account and day alone
 * @param facts writes down what happens
 */
record AccountDay(
    SimulatedAccount account,
    LocalDate day,
    Conditions conditions,
    SplittableRandom random,
    Facts facts) {

  private static final DateTimeFormatter SHORT_DATE = DateTimeFormatter.ofPattern("yyMMdd");
  private static final int MINUTES_OF_DAY = 24 * 60;

  /** The day as part of an id. */
  static String stamp(LocalDate day) {
    return SHORT_DATE.format(day);
  }

  /** Whether people work. */
  boolean isWeekday() {
    return day.getDayOfWeek().getValue() <= 5;
  }

  /** Something happens with this chance, 0 to 1. */
  boolean happens(double chance) {
    return random.nextDouble() < chance;
  }

  /** A time of this day in working hours, where the account's people are. */
  Instant workingTime() {
    double localMinutes = 13 * 60 + 150 * random.nextGaussian();
    double minutes = localMinutes - 60.0 * account.region().hoursFromUtc();
    long seconds = Math.round(60 * Math.min(MINUTES_OF_DAY - 1.0, Math.max(0, minutes)));
    return midnight().plusSeconds(seconds + random.nextInt(60)).plusMillis(random.nextInt(1000));
  }

  /** The beginning of this day. */
  Instant midnight() {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  /** Anybody. */
  Person anybody() {
    List<Person> people = account.people();
    return people.get(random.nextInt(people.size()));
  }

  /** A value around a mean, on a whole scale. */
  int onScale(double mean, double spread, int min, int max) {
    return (int) Math.min(max, Math.max(min, Math.round(mean + spread * random.nextGaussian())));
  }

  /** A value around a mean within -1 and 1, to two decimals. */
  double tone(double mean) {
    double tone = Math.min(1, Math.max(-1, mean + 0.2 * random.nextGaussian()));
    return Math.round(tone * 100) / 100.0;
  }
}
