package dev.customerhealth.state;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.Counter;
import dev.customerhealth.domain.account.CsmSentiment;
import dev.customerhealth.domain.account.DayLog;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.FeatureUse;
import dev.customerhealth.domain.account.Subscription;
import java.time.LocalDate;

/** What happened to an account, as bytes. Times and days are written as distances from "now". */
final class FactsSection {
  private static final int HAS_SENTIMENT = 1;
  private static final int HAS_SUBSCRIPTION = 2;
  private static final int HAS_KNOWN_SINCE = 4;
  private static final int ALL = 7;

  private static final int HAS_SEATS = 1;
  private static final int HAS_MRR = 2;
  private static final int HAS_TERM = 4;
  private static final int CHURNED = 8;
  private static final int ALL_OF_SUBSCRIPTION = 15;

  private FactsSection() {}

  static void write(ByteWriter out, AccountFacts facts, long asOf) {
    boolean subscribed = !facts.subscription().equals(Subscription.UNKNOWN);
    boolean known = facts.knownSince() != Days.NONE;
    out.varint(
        (facts.sentiment() != null ? HAS_SENTIMENT : 0)
            | (subscribed ? HAS_SUBSCRIPTION : 0)
            | (known ? HAS_KNOWN_SINCE : 0));
    out.varint(facts.reportedBits());
    out.zigzag(facts.assignedSeats());
    if (known) {
      out.zigzag((long) facts.day() - facts.knownSince());
    }
    if (facts.sentiment() != null) {
      out.zigzag(facts.sentiment().thousandths());
      out.zigzag(asOf - facts.sentiment().atMillis());
    }
    if (subscribed) {
      writeSubscription(out, facts.subscription(), asOf);
    }
    writeDays(out, facts.days(), facts.day());
    UsersSection.write(out, facts.users(), facts.day());
    writeFeatures(out, facts.features(), facts.day());
  }

  static AccountFacts read(ByteReader in, long asOf) {
    int day = Days.of(asOf);
    int has = in.upTo(ALL, "fact flags");
    int reported = in.upTo(Integer.MAX_VALUE, "reported kinds");
    long assignedSeats = in.zigzag();
    int knownSince = (has & HAS_KNOWN_SINCE) != 0 ? day - in.smallZigzag("days known") : Days.NONE;
    CsmSentiment sentiment =
        (has & HAS_SENTIMENT) != 0
            ? new CsmSentiment(in.smallZigzag("a sentiment"), asOf - in.zigzag())
            : null;
    Subscription subscription =
        (has & HAS_SUBSCRIPTION) != 0 ? readSubscription(in, asOf) : Subscription.UNKNOWN;
    return new AccountFacts(
        day,
        readDays(in, day),
        UsersSection.read(in, day),
        readFeatures(in, day),
        sentiment,
        subscription,
        assignedSeats,
        knownSince,
        reported);
  }

  private static void writeSubscription(ByteWriter out, Subscription subscription, long asOf) {
    out.varint(
        (subscription.seats() != null ? HAS_SEATS : 0)
            | (subscription.mrrMinor() != null ? HAS_MRR : 0)
            | (subscription.termEnd() != null ? HAS_TERM : 0)
            | (subscription.churned() ? CHURNED : 0));
    long at = subscription.churnedAtMillis();
    out.zigzag(asOf - at);
    if (subscription.seats() != null) {
      out.zigzag(subscription.seats());
      out.zigzag(at - subscription.seatsAtMillis());
    }
    if (subscription.mrrMinor() != null) {
      out.zigzag(subscription.mrrMinor());
      out.text(subscription.currency());
      out.zigzag(at - subscription.mrrAtMillis());
    }
    if (subscription.termEnd() != null) {
      out.zigzag(subscription.termEnd().toEpochDay());
      out.zigzag(at - subscription.termEndAtMillis());
    }
  }

  private static Subscription readSubscription(ByteReader in, long asOf) {
    int has = in.upTo(ALL_OF_SUBSCRIPTION, "subscription flags");
    long at = asOf - in.zigzag();
    Integer seats = null;
    long seatsAt = 0;
    if ((has & HAS_SEATS) != 0) {
      seats = in.smallZigzag("seats");
      seatsAt = at - in.zigzag();
    }
    Long mrr = null;
    String currency = null;
    long mrrAt = 0;
    if ((has & HAS_MRR) != 0) {
      mrr = in.zigzag();
      currency = in.text();
      mrrAt = at - in.zigzag();
    }
    LocalDate termEnd = null;
    long termEndAt = 0;
    if ((has & HAS_TERM) != 0) {
      termEnd = ProfileSection.date(in, "a term's end");
      termEndAt = at - in.zigzag();
    }
    return new Subscription(
        seats, seatsAt, mrr, currency, mrrAt, termEnd, termEndAt, (has & CHURNED) != 0, at);
  }

  /** Column by column, each in as many bits as its largest count needs. */
  private static void writeDays(ByteWriter out, DayLog log, int today) {
    int size = log.size();
    out.varint(size);
    if (size == 0) {
      return;
    }
    out.zigzag((long) today - log.day(size - 1));
    long[] values = new long[size - 1];
    for (int i = 0; i < size - 1; i++) {
      values[i] = log.day(i + 1) - log.day(i) - 1L;
    }
    out.packed(values);
    long written = 0;
    for (int c = 0; c < Counter.all().size(); c++) {
      written |= log.has(Counter.all().get(c)) ? 1L << c : 0;
    }
    out.varint(written);
    values = new long[size];
    for (int c = 0; c < Counter.all().size(); c++) {
      Counter counter = Counter.all().get(c);
      if (log.has(counter)) {
        for (int i = 0; i < size; i++) {
          long count = log.count(counter, i);
          values[i] = counter == Counter.TICKET_SENTIMENT ? count << 1 ^ count >> 63 : count;
        }
        out.packed(values);
      }
    }
  }

  private static DayLog readDays(ByteReader in, int today) {
    int size = in.upTo(Days.LONGEST_WINDOW, "days");
    if (size == 0) {
      return DayLog.EMPTY;
    }
    int[] days = new int[size];
    days[size - 1] = today - in.smallZigzag("days since the last");
    long[] gaps = in.packed(size - 1);
    for (int i = size - 2; i >= 0; i--) {
      if (gaps[i] < 0 || gaps[i] >= Days.LONGEST_WINDOW) {
        throw in.refused("expected a gap within the longest window, found " + gaps[i] + " days");
      }
      days[i] = days[i + 1] - (int) gaps[i] - 1;
    }
    int counters = Counter.all().size();
    int written = in.upTo((1 << counters) - 1, "counters");
    long[][] columns = new long[counters][];
    for (int c = 0; c < counters; c++) {
      if ((written & 1 << c) != 0) {
        columns[c] = in.packed(size);
        if (Counter.all().get(c) == Counter.TICKET_SENTIMENT) {
          for (int i = 0; i < size; i++) {
            columns[c][i] = columns[c][i] >>> 1 ^ -(columns[c][i] & 1);
          }
        }
      }
    }
    return DayLog.of(days, columns);
  }

  private static void writeFeatures(ByteWriter out, FeatureUse features, int today) {
    int size = features.size();
    out.varint(size);
    if (size == 0) {
      return;
    }
    long[] ages = new long[size];
    for (int i = 0; i < size; i++) {
      out.bits(features.hash(i), FeatureUse.HASH_BITS);
      ages[i] = (long) today - features.lastDay(i);
    }
    out.endBits();
    out.packed(ages);
  }

  private static FeatureUse readFeatures(ByteReader in, int today) {
    int size = in.upTo(FeatureUse.MAX_FEATURES, "features");
    if (size == 0) {
      return FeatureUse.NONE;
    }
    int[] hashes = new int[size];
    int[] lastDays = new int[size];
    for (int i = 0; i < size; i++) {
      hashes[i] = (int) in.bits(FeatureUse.HASH_BITS);
    }
    in.endBits();
    long[] ages = in.packed(size);
    for (int i = 0; i < size; i++) {
      lastDays[i] = today - (int) ages[i];
    }
    return FeatureUse.of(hashes, lastDays);
  }
}
