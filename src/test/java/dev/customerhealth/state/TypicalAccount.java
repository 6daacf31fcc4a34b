package dev.customerhealth.state;

import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Fold;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SuccessSignal;
import dev.customerhealth.testing.Presets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A customer as there are many: twenty people who work on weekdays, log in, work in sessions and
 * use ten features; now and then a ticket, an answer to a survey, a meeting.
 */
final class TypicalAccount {
  private static final LocalDate START = LocalDate.of(2026, 3, 2);

  private TypicalAccount() {}

  /** Its signals in event-time order over so many active days. */
  static List<Signal> signals(String accountId, int users, int activeDays, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Facts facts = new Facts(accountId);
    List<Signal> signals = new ArrayList<>();
    Instant start = START.atStartOfDay(ZoneOffset.UTC).toInstant();
    signals.add(facts.profile(start, "Nordwind GmbH", users + 5, 12));
    signals.add(facts.subscription(start, SubscriptionSignal.Kind.RENEWED, users + 5, 400_000L));
    LocalDate day = START;
    for (int done = 0; done < activeDays; day = day.plusDays(1)) {
      if (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
        continue;
      }
      done++;
      List<Signal> ofDay = new ArrayList<>();
      Instant morning = day.atTime(7, 0).toInstant(ZoneOffset.UTC);
      for (int user = 0; user < users; user++) {
        if (random.nextInt(100) < 70) {
          String name = "user-" + user + "@nordwind.example";
          ofDay.add(facts.login(at(morning, random), name));
          ofDay.add(facts.session(at(morning, random), name, random.nextInt(300, 3600)));
          for (int use = 0; use < 3; use++) {
            String feature = "feature-" + random.nextInt(10);
            ofDay.add(facts.used(at(morning, random), name, feature, random.nextInt(1, 4)));
          }
        }
      }
      if (random.nextInt(10) == 0) {
        ofDay.add(facts.opened(at(morning, random), random.nextInt(-100, 100) / 100.0));
        ofDay.add(facts.csat(at(morning, random), random.nextInt(2, 6)));
      }
      if (random.nextInt(15) == 0) {
        ofDay.add(facts.nps(at(morning, random), random.nextInt(5, 11)));
        ofDay.add(facts.sentiment(at(morning, random), random.nextInt(2, 5) / 4.0));
        ofDay.add(
            facts.meeting(at(morning, random), SuccessSignal.SponsorAttendance.SENT_DELEGATE));
      }
      ofDay.sort((one, other) -> one.occurredAt().compareTo(other.occurredAt()));
      signals.addAll(ofDay);
    }
    return signals;
  }

  private static Instant at(Instant morning, SplittableRandom random) {
    return morning.plusSeconds(random.nextInt(10 * 3600));
  }

  /**
   * The account after its signals, judged by what is shipped: model M0 and all rules that are on.
   */
  static Fold fold(String accountId, int users, int activeDays, long seed) {
    Fold fold = new Fold(accountId, Presets.shippedPolicy());
    signals(accountId, users, activeDays, seed).forEach(fold::tell);
    return fold;
  }
}
