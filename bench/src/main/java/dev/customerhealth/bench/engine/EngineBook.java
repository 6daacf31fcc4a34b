package dev.customerhealth.bench.engine;

import dev.customerhealth.domain.signal.ProfileSignal;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.SuccessSignal;
import dev.customerhealth.domain.signal.SurveySignal;
import dev.customerhealth.domain.signal.TicketSignal;
import dev.customerhealth.domain.signal.UsageSignal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.SplittableRandom;

/**
 * A seeded book of accounts over a bit more than two years, so that windows of a year and the one
 * before are full at its end: 94% product usage, 4% tickets, 1% surveys, 1% sentiment, spread
 * evenly over time and over the users of an account, unevenly over the accounts.
 */
final class EngineBook {
  /** Days the history is spread over. */
  static final int DAYS = 760;

  private static final Instant BEGIN = Instant.parse("2024-10-01T00:00:00Z");
  private static final long MILLIS_PER_DAY = 86_400_000L;
  private static final long SEED = 20_261_121;
  private static final int FEATURES = 24;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final int accounts;
  private final int users;
  private final long events;
  private long next;

  /**
   * @param users of every account
   */
  EngineBook(int accounts, int users, long events) {
    this.accounts = accounts;
    this.users = users;
    this.events = events;
  }

  /** The id of an account. */
  static String id(int account) {
    return "account-" + account;
  }

  /** Who an account is, told before its first event. */
  Signal profile(int account) {
    LocalDate today = LocalDate.ofInstant(BEGIN, ZoneOffset.UTC);
    return new ProfileSignal(
        id(account),
        BEGIN,
        "Account " + account,
        account % 10 == 0 ? "enterprise" : "smb",
        null,
        null,
        null,
        "csm-" + account % 40,
        today.minusDays(400),
        today.plusDays(730 + account % 300),
        users + 5,
        1_200_000L + account * 1_000L,
        "EUR",
        8);
  }

  /** The next event. */
  Signal next() {
    Instant at = BEGIN.plusMillis(DAYS * MILLIS_PER_DAY / events * next);
    String id = "e" + next++;
    // The square draws a few accounts often and many seldom.
    double drawn = random.nextDouble();
    String account = id((int) (accounts * drawn * drawn));
    int kind = random.nextInt(100);
    if (kind < 94) {
      return usage(id, account, at);
    }
    if (kind < 98) {
      return ticket(id, account, at);
    }
    return kind == 98 ? survey(id, account, at) : sentiment(id, account, at);
  }

  private Signal usage(String id, String account, Instant at) {
    String user = "u" + random.nextInt(users);
    int kind = random.nextInt(100);
    if (kind < 60) {
      String feature = "f" + random.nextInt(FEATURES);
      long count = 1L + random.nextInt(5);
      return new UsageSignal(
          id,
          account,
          at,
          UsageSignal.Kind.FEATURE_USED,
          user,
          feature,
          false,
          count,
          0,
          Double.NaN);
    }
    boolean session = kind < 82;
    return new UsageSignal(
        id,
        account,
        at,
        session ? UsageSignal.Kind.SESSION : UsageSignal.Kind.LOGIN,
        user,
        null,
        false,
        0,
        session ? 60L + random.nextInt(3_600) : 0,
        Double.NaN);
  }

  private Signal ticket(String id, String account, Instant at) {
    boolean opened = random.nextBoolean();
    return new TicketSignal(
        id,
        account,
        at,
        opened ? TicketSignal.Step.OPENED : TicketSignal.Step.RESOLVED,
        "t" + random.nextInt(5),
        random.nextInt(8) == 0 ? TicketSignal.Priority.URGENT : TicketSignal.Priority.NORMAL,
        random.nextDouble() * 2 - 1,
        null,
        opened ? -1 : 10L + random.nextInt(5_000));
  }

  private Signal survey(String id, String account, Instant at) {
    return new SurveySignal(
        id,
        account,
        at,
        SurveySignal.Kind.NPS,
        random.nextInt(11),
        0,
        10,
        true,
        "u" + random.nextInt(users));
  }

  private Signal sentiment(String id, String account, Instant at) {
    return new SuccessSignal(
        id,
        account,
        at,
        SuccessSignal.Kind.SENTIMENT_RECORDED,
        random.nextInt(5) / 4.0,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
