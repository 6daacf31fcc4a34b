package dev.customerhealth.oracle;

import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.signal.AccountSignal;
import dev.customerhealth.domain.signal.AlertSignal;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SuccessSignal;
import dev.customerhealth.domain.signal.SurveySignal;
import dev.customerhealth.domain.signal.TicketSignal;
import dev.customerhealth.domain.signal.UsageSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Histories with everything that happens on a wire: moods that change, silences, repeats,
 * stragglers, facts that are too late, facts nobody uses, profiles out of order, ticks early and
 * late. The same seed makes the same history.
 */
public final class RandomHistory {
  private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

  /** As many ids as every account is promised to remember; the oldest of them is repeated too. */
  private static final int REPEATS_REACH_BACK = 16;

  /** One of them is none of the model. */
  private static final List<String> BANDS = List.of("healthy", "critical", "excellent");

  /** One of them does not exist. */
  private static final List<String> RULES =
      List.of(
          "score-drop-7d",
          "score-drop-30d",
          "intervention-zone-entered",
          "escalation-zone-entered",
          "nonsense");

  private static final List<AlertSignal.Feedback> FEEDBACK = List.of(AlertSignal.Feedback.values());

  private static final List<SubscriptionSignal.Kind> SUBSCRIPTION_KINDS =
      List.of(SubscriptionSignal.Kind.values());
  private static final List<SuccessSignal.SponsorAttendance> ATTENDANCE_WORST_FIRST =
      List.of(
          SuccessSignal.SponsorAttendance.ABSENT,
          SuccessSignal.SponsorAttendance.SENT_DELEGATE,
          SuccessSignal.SponsorAttendance.ATTENDED);

  private final SplittableRandom random;
  private final List<Given> history = new ArrayList<>();
  private final Map<String, Facts> facts = new HashMap<>();
  private final Map<String, Deque<Signal>> recent = new HashMap<>();
  private final List<String> accounts = new ArrayList<>();
  private Instant now = START;

  private RandomHistory(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A history of so many accounts over so many steps, each of a few hours. */
  public static List<Given> of(long seed, int accounts, int steps) {
    RandomHistory made = new RandomHistory(seed);
    for (int i = 0; i < accounts; i++) {
      String id = "account-" + i;
      made.accounts.add(id);
      made.facts.put(id, new Facts(id));
      made.recent.put(id, new ArrayDeque<>());
    }
    Map<String, Integer> mood = new HashMap<>();
    for (int step = 0; step < steps; step++) {
      for (String id : made.accounts) {
        if (step % 40 == 0) {
          mood.put(id, made.random.nextInt(4));
        }
        made.live(id, mood.get(id));
      }
      made.passTime();
    }
    return made.history;
  }

  private void passTime() {
    boolean holiday = random.nextInt(60) == 0;
    now =
        now.plus(
            holiday
                ? Duration.ofDays(random.nextInt(5, 50))
                : Duration.ofMinutes(random.nextInt(20, 60 * 14)));
    if (random.nextInt(3) > 0) {
      int early = random.nextInt(8) == 0 ? random.nextInt(60 * 48) : 0;
      history.add(Given.tick(now.minus(Duration.ofMinutes(early))));
    }
  }

  private void live(String id, int mood) {
    int events = mood == 0 ? random.nextInt(2) : random.nextInt(1 + 3 * mood);
    for (int i = 0; i < events; i++) {
      Deque<Signal> repeats = recent.get(id);
      if (!repeats.isEmpty() && random.nextInt(12) == 0) {
        List<Signal> candidates = List.copyOf(repeats);
        history.add(Given.told(candidates.get(random.nextInt(candidates.size()))));
        continue;
      }
      Signal signal = signal(id, mood);
      history.add(Given.told(signal));
      if (signal instanceof AccountSignal) {
        repeats.addLast(signal);
        if (repeats.size() > REPEATS_REACH_BACK) {
          repeats.removeFirst();
        }
      }
    }
  }

  private Instant when() {
    int kind = random.nextInt(40);
    if (kind == 0) {
      return now.minus(Duration.ofDays(random.nextInt(85, 120)));
    }
    if (kind < 6) {
      return now.minus(Duration.ofHours(random.nextInt(24 * 80)));
    }
    return now.minus(Duration.ofMinutes(random.nextInt(300)));
  }

  /** Every fourth account is thin: nobody reports what its users do, so data run out. */
  private Signal signal(String id, int mood) {
    boolean thin = accounts.indexOf(id) % 4 == 1;
    return thin ? thinSignal(facts.get(id), mood) : anySignal(facts.get(id), mood);
  }

  private Signal thinSignal(Facts of, int mood) {
    Instant at = when();
    return switch (random.nextInt(6)) {
      case 0 -> of.login(at, "user-" + random.nextInt(3));
      case 1 -> nps(of, at, mood);
      case 2 -> of.opened(at, random.nextInt(-1000, 1001) / 1000.0);
      case 3 ->
          random.nextBoolean() ? command(of, at) : of.sentiment(at, random.nextInt(101) / 100.0);
      default ->
          random.nextInt(6) > 0
              ? of.usage(at, UsageSignal.Kind.TRAINING_ENROLLED, "user-1")
              : meeting(of, at, mood);
    };
  }

  private Signal nps(Facts of, Instant at, int mood) {
    return of.nps(at, Math.min(10, random.nextInt(4) + 3 * mood));
  }

  private Signal meeting(Facts of, Instant at, int mood) {
    return of.meeting(at, ATTENDANCE_WORST_FIRST.get(Math.min(2, random.nextInt(2) + mood / 2)));
  }

  private Signal anySignal(Facts of, int mood) {
    Instant at = when();
    String user = "user-" + random.nextInt(2 + mood);
    return switch (random.nextInt(32)) {
      case 0, 1, 2, 3, 4 -> of.login(at, user);
      case 5, 6, 7, 8, 9, 10 ->
          of.session(at, user, random.nextInt(4) == 0 ? 0 : random.nextInt(2400 * (1 + mood)));
      case 11, 12, 13, 14, 15, 16 ->
          of.used(
              at,
              user,
              "feature-" + random.nextInt(4 + 3 * mood),
              random.nextInt(2 + 8 * mood),
              random.nextInt(900));
      case 17, 18 ->
          of.opened(
              at,
              random.nextInt(4) == 0
                  ? Double.NaN
                  : Math.min(1000, random.nextInt(-1000, 600) + 400 * mood) / 1000.0);
      case 19 -> of.ticket(at, TicketSignal.Step.RESOLVED, mood * 0.25);
      case 20 -> nps(of, at, mood);
      case 21 -> of.csat(at, Math.min(5, 1 + random.nextInt(3) + mood));
      case 22 -> of.survey(at, SurveySignal.Kind.CES, 3, 1, 7);
      case 23 -> of.sentiment(at, (random.nextInt(41) + 20 * mood) / 100.0);
      case 24 -> meeting(of, at, mood);
      case 25 ->
          random.nextInt(6) == 0
              ? of.profileRemoved(at)
              : of.profile(
                  at,
                  "Company " + random.nextInt(3),
                  random.nextInt(4) == 0 ? "otto@example.com" : "anna@example.com",
                  random.nextInt(3) == 0 ? null : random.nextInt(12),
                  random.nextInt(20));
      case 26 ->
          of.subscription(
              at,
              SUBSCRIPTION_KINDS.get(random.nextInt(SUBSCRIPTION_KINDS.size())),
              random.nextBoolean() ? null : random.nextInt(15),
              random.nextBoolean() ? null : random.nextLong(1_000_000));
      case 27 ->
          of.usage(
              at,
              random.nextInt(4) > 0
                  ? UsageSignal.Kind.SEAT_ASSIGNED
                  : UsageSignal.Kind.SEAT_REMOVED,
              user);
      case 28, 29, 30 -> command(of, at);
      default -> of.usage(at, UsageSignal.Kind.TRAINING_COMPLETED, user);
    };
  }

  private Signal command(Facts of, Instant at) {
    Instant until = at.plus(Duration.ofMinutes(1 + random.nextInt(60 * 24 * 30)));
    return switch (random.nextInt(20)) {
      case 0, 1, 2 -> of.setScore(at, random.nextInt(101), until);
      case 3 -> of.setBand(at, BANDS.get(random.nextInt(BANDS.size())), until);
      case 4 -> of.clear(at);
      case 5, 6, 7 ->
          of.giveSentiment(at, random.nextInt(101) / 100.0, random.nextInt(3) == 0 ? null : until);
      default -> aboutAlert(of, at, until);
    };
  }

  private Signal aboutAlert(Facts of, Instant at, Instant until) {
    String rule = RULES.get(random.nextInt(RULES.size()));
    return switch (random.nextInt(6)) {
      case 0 -> of.act(at, AlertSignal.Kind.ACKNOWLEDGE, rule);
      case 1, 2 -> of.snooze(at, rule, until);
      case 3 -> of.assign(at, rule, random.nextBoolean() ? "bob" : "eve");
      case 4 -> of.act(at, AlertSignal.Kind.UNASSIGN, rule);
      default -> of.judge(at, rule, FEEDBACK.get(random.nextInt(FEEDBACK.size())));
    };
  }
}
