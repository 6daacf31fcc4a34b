package dev.customerhealth.state;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.CsmSentiment;
import dev.customerhealth.domain.account.DayLog;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.DistinctDays;
import dev.customerhealth.domain.account.Matters;
import dev.customerhealth.domain.account.Retention;
import dev.customerhealth.domain.account.Subscription;
import java.time.LocalDate;

/** What happened to an account, as bytes. Times and days are written as distances from "now". */
final class FactsSection {
  private static final int HAS_SENTIMENT = 1;
  private static final int HAS_SUBSCRIPTION = 2;
  private static final int HAS_KNOWN_SINCE = 4;
  private static final int HAS_MATTERS = 8;
  private static final int HAS_SENTIMENT_END = 16;
  private static final int HAS_SENTIMENT_COMMAND = 32;

  /** Set only where a model asks for a year, so that all others cost nothing. */
  private static final int HAS_RETENTION = 64;

  private static final int ALL = 127;

  private static final int HAS_SEATS = 1;
  private static final int HAS_MRR = 2;
  private static final int HAS_TERM = 4;
  private static final int CHURNED = 8;
  private static final int ALL_OF_SUBSCRIPTION = 15;

  /** The first version that writes when a subscription changed by when the profile was told. */
  private static final int FIRST_BY_PROFILE = 6;

  private FactsSection() {}

  /**
   * Writes facts.
   *
   * @param told when the profile was told, or the time of the account where there is none: what is
   *     agreed with a customer mostly is told with it
   */
  static void write(ByteWriter out, AccountFacts facts, long asOf, long told, WrittenPast written) {
    boolean subscribed = !facts.subscription().equals(Subscription.UNKNOWN);
    boolean known = facts.knownSince() != Days.NONE;
    boolean ends = facts.sentiment() != null && facts.sentiment().untilDay() != Days.NONE;
    boolean commanded = facts.sentiment() != null && facts.sentiment().commandId() != null;
    Retention retention = facts.retention();
    boolean longer = retention.days() != Days.KEPT;
    int parts = MattersSection.parts(facts.matters(), facts.subscription());
    // What has no part may still be kept for longer.
    boolean followed =
        parts != 0 || (longer && !facts.matters().equals(Matters.of(facts.subscription())));
    out.varint(
        (facts.sentiment() != null ? HAS_SENTIMENT : 0)
            | (subscribed ? HAS_SUBSCRIPTION : 0)
            | (known ? HAS_KNOWN_SINCE : 0)
            | (followed ? HAS_MATTERS : 0)
            | (ends ? HAS_SENTIMENT_END : 0)
            | (commanded ? HAS_SENTIMENT_COMMAND : 0)
            | (longer ? HAS_RETENTION : 0));
    if (longer) {
      boolean forgot = retention.sinceDay() != Days.NONE;
      out.varint(retention.days());
      out.varint(forgot ? 1 + ByteWriter.zigzagged((long) facts.day() - retention.sinceDay()) : 0);
    }
    out.varint(facts.reportedBits());
    out.zigzag(facts.assignedSeats());
    if (known) {
      out.zigzag((long) facts.day() - facts.knownSince());
    }
    if (facts.sentiment() != null) {
      out.zigzag(facts.sentiment().thousandths());
      out.thousandths(asOf - facts.sentiment().atMillis());
      if (ends) {
        out.zigzag((long) facts.sentiment().untilDay() - facts.day());
      }
      if (commanded) {
        out.text(facts.sentiment().commandId());
      }
    }
    if (subscribed) {
      writeSubscription(out, facts.subscription(), asOf, told);
    }
    DaysSection.write(out, facts.days(), facts.day(), written);
    DaysSeen anyone = anyone(facts.users(), facts, null);
    DistinctDaysSection.write(out, facts.users(), facts.day(), anyone);
    DaysSection.writeCounts(out, facts.days(), facts.users(), facts.day(), written);
    DistinctDaysSection.write(
        out, facts.features(), facts.day(), anyone(facts.features(), facts, anyone));
    if (followed) {
      MattersSection.write(out, facts.matters(), parts, facts.days(), asOf);
    }
  }

  private static DaysSeen anyone(DistinctDays seen, AccountFacts facts, DaysSeen known) {
    return DistinctDaysSection.anyone(seen.kind(), facts.days(), facts.day(), seen.kept(), known);
  }

  /** Reads what {@link #write} wrote. */
  static AccountFacts read(ByteReader in, long asOf, long told, int version, WrittenPast written) {
    int day = Days.of(asOf);
    int has = in.upTo(ALL, "fact flags");
    Retention retention = (has & HAS_RETENTION) != 0 ? readRetention(in, day) : Retention.STANDARD;
    int kept = retention.days();
    int reported = in.upTo(Integer.MAX_VALUE, "reported kinds");
    long assignedSeats = in.zigzag();
    int knownSince = (has & HAS_KNOWN_SINCE) != 0 ? day - in.smallZigzag("days known") : Days.NONE;
    CsmSentiment sentiment =
        (has & HAS_SENTIMENT) != 0
            ? new CsmSentiment(
                in.smallZigzag("a sentiment"),
                asOf - in.thousandths(),
                (has & HAS_SENTIMENT_END) != 0
                    ? day + in.smallZigzag("days to the end of a sentiment")
                    : Days.NONE,
                (has & HAS_SENTIMENT_COMMAND) != 0 ? in.text() : null)
            : null;
    Subscription subscription =
        (has & HAS_SUBSCRIPTION) != 0
            ? readSubscription(in, asOf, told, version)
            : Subscription.UNKNOWN;
    DayLog days;
    DistinctDays users;
    DistinctDays features;
    if (version >= PastDaysSection.FIRST_BY_USERS) {
      DaysSection.Head head = DaysSection.readHead(in, day, kept, written);
      DistinctDays.Kind kind = DistinctDays.Kind.USERS;
      DaysSeen anyone = head.seen(DistinctDaysSection.counters(kind), day, kept);
      users = DistinctDaysSection.read(in, kind, kept, anyone, day, version);
      days = DaysSection.read(in, head, users, day, written);
      kind = DistinctDays.Kind.FEATURES;
      anyone = DistinctDaysSection.anyone(kind, days, day, kept, anyone);
      features = DistinctDaysSection.read(in, kind, kept, anyone, day, version);
    } else if (version > 1) {
      days = DaysSection.read(in, day, kept, version);
      users = DistinctDaysSection.read(in, DistinctDays.Kind.USERS, kept, days, day, version);
      features = DistinctDaysSection.read(in, DistinctDays.Kind.FEATURES, kept, days, day, version);
    } else {
      days = DaysSection.read(in, day, kept, version);
      users = DistinctDaysSection.readUsersOfVersion1(in, days, day);
      features = DistinctDaysSection.readFeaturesOfVersion1(in);
    }
    Matters matters =
        (has & HAS_MATTERS) != 0
            ? MattersSection.read(in, subscription, kept, days, asOf, version)
            : Matters.of(subscription);
    return new AccountFacts(
        day,
        days,
        users,
        features,
        matters,
        sentiment,
        subscription,
        assignedSeats,
        knownSince,
        reported,
        retention);
  }

  private static Retention readRetention(ByteReader in, int day) {
    int days = in.upTo(Days.MOST_KEPT, "days that are kept");
    if (!Retention.isPossible(days)) {
      throw in.refused("expected days that may be kept, found " + days);
    }
    long since = in.varint();
    return new Retention(
        days, since == 0 ? Days.NONE : (int) (day - ByteReader.unzigzagged(since - 1)));
  }

  private static void writeSubscription(
      ByteWriter out, Subscription subscription, long asOf, long told) {
    out.varint(
        (subscription.seats() != null ? HAS_SEATS : 0)
            | (subscription.mrrMinor() != null ? HAS_MRR : 0)
            | (subscription.termEnd() != null ? HAS_TERM : 0)
            | (subscription.churned() ? CHURNED : 0));
    long at = subscription.churnedAtMillis();
    out.thousandths(told - at);
    if (subscription.seats() != null) {
      out.zigzag(subscription.seats());
      out.thousandths(at - subscription.seatsAtMillis());
    }
    if (subscription.mrrMinor() != null) {
      out.zigzag(subscription.mrrMinor());
      KnownNames.write(out, subscription.currency());
      out.thousandths(at - subscription.mrrAtMillis());
    }
    if (subscription.termEnd() != null) {
      out.zigzag(subscription.termEnd().toEpochDay() - Days.of(asOf));
      out.thousandths(at - subscription.termEndAtMillis());
    }
  }

  private static Subscription readSubscription(ByteReader in, long asOf, long told, int version) {
    int has = in.upTo(ALL_OF_SUBSCRIPTION, "subscription flags");
    long at = (version >= FIRST_BY_PROFILE ? told : asOf) - in.thousandths();
    Integer seats = null;
    long seatsAt = 0;
    if ((has & HAS_SEATS) != 0) {
      seats = in.smallZigzag("seats");
      seatsAt = at - in.thousandths();
    }
    Long mrr = null;
    String currency = null;
    long mrrAt = 0;
    if ((has & HAS_MRR) != 0) {
      mrr = in.zigzag();
      currency = KnownNames.read(in);
      mrrAt = at - in.thousandths();
    }
    LocalDate termEnd = null;
    long termEndAt = 0;
    if ((has & HAS_TERM) != 0) {
      termEnd = ProfileSection.date(in, ProfileSection.from(asOf, version), "a term's end");
      termEndAt = at - in.thousandths();
    }
    return new Subscription(
        seats, seatsAt, mrr, currency, mrrAt, termEnd, termEndAt, (has & CHURNED) != 0, at);
  }
}
