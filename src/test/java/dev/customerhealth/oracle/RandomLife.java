package dev.customerhealth.oracle;

import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SuccessSignal;
import dev.customerhealth.domain.signal.SurveySignal;
import dev.customerhealth.domain.signal.TicketSignal;
import dev.customerhealth.domain.signal.UsageSignal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The life of an account in which every kind of fact occurs, in the order of their times: what is
 * followed one by one begins, changes and ends, and some of it never does.
 */
public final class RandomLife {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final int ERA_DAYS = 25;

  private final SplittableRandom random;
  private final Facts facts;
  private Instant at = START;

  private RandomLife(String accountId, long seed) {
    this.random = new SplittableRandom(seed);
    this.facts = new Facts(accountId);
  }

  /** So many facts over so many days. */
  public static List<Signal> of(String accountId, long seed, int signals, int days) {
    RandomLife life = new RandomLife(accountId, seed);
    List<Signal> all = new ArrayList<>();
    for (int i = 0; i < signals; i++) {
      long minutes = (long) days * 1440 * i / signals + life.random.nextInt(60);
      life.at = START.plus(Duration.ofMinutes(minutes));
      all.add(life.next());
    }
    return all;
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private <T> T maybe(T value) {
    return random.nextInt(3) == 0 ? null : value;
  }

  /** Names change with time, so that nothing lives for ever. */
  private String era(String what, int many) {
    long era = Duration.between(START, at).toDays() / ERA_DAYS;
    return what + "-" + era + "-" + random.nextInt(many);
  }

  private LocalDate soon() {
    return at.atZone(ZoneOffset.UTC).toLocalDate().plusDays(random.nextInt(-5, 40));
  }

  private Signal next() {
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> usage();
      case 4 -> otherUsage();
      case 5, 6 -> ticket();
      case 7 -> answer();
      case 8 -> contact();
      case 9 -> random.nextInt(4) == 0 ? stakeholder() : goal();
      case 10 -> invoice();
      default -> random.nextInt(3) == 0 ? contract() : sentimentOrProfile();
    };
  }

  private Signal usage() {
    String user = "user-" + random.nextInt(9);
    return switch (random.nextInt(4)) {
      case 0 -> facts.login(at, user);
      case 1 -> facts.session(at, user, random.nextInt(4000));
      case 2 -> facts.usedAdvanced(at, user, era("feature", 3), 1 + random.nextInt(4));
      default ->
          facts.used(
              at, user, "feature-" + random.nextInt(12), 1 + random.nextInt(9), random.nextInt(90));
    };
  }

  private Signal otherUsage() {
    String user = "user-" + random.nextInt(9);
    return switch (random.nextInt(8)) {
      case 0 -> facts.usageOf(at, UsageSignal.Kind.WORKFLOW_STARTED, "flow", 1);
      case 1 -> facts.usageOf(at, UsageSignal.Kind.WORKFLOW_COMPLETED, "flow", 1);
      case 2 -> facts.usageOf(at, UsageSignal.Kind.WORKFLOW_FAILED, "flow", 1);
      case 3 -> facts.usageOf(at, UsageSignal.Kind.API_CALL, "crm", 1 + random.nextInt(500));
      case 4 ->
          facts.usageOf(
              at,
              random.nextInt(3) > 0
                  ? UsageSignal.Kind.INTEGRATION_CONNECTED
                  : UsageSignal.Kind.INTEGRATION_DISCONNECTED,
              "integration-" + random.nextInt(5),
              1);
      case 5 -> facts.dataQuality(at, random.nextInt(1001) / 1000.0);
      case 6 -> facts.usage(at, UsageSignal.Kind.TRAINING_ENROLLED, user);
      default ->
          random.nextBoolean()
              ? facts.usage(at, UsageSignal.Kind.TRAINING_COMPLETED, user)
              : facts.usage(at, UsageSignal.Kind.SEAT_ASSIGNED, user);
    };
  }

  private Signal ticket() {
    if (random.nextInt(5) == 0) {
      return facts.opened(at, random.nextInt(-1000, 1001) / 1000.0);
    }
    return facts.ticket(
        at,
        any(TicketSignal.Step.values()),
        era("ticket", 6),
        maybe(any(TicketSignal.Priority.values())),
        maybe(random.nextBoolean()),
        random.nextInt(3) == 0 ? -1 : random.nextInt(6000));
  }

  private Signal answer() {
    return switch (random.nextInt(3)) {
      case 0 -> facts.nps(at, random.nextInt(11));
      case 1 ->
          facts.answer(
              at,
              SurveySignal.Kind.CSAT,
              1 + random.nextInt(5),
              1,
              5,
              any(new String[] {null, "ticket:7", "quarterly"}));
      default -> facts.survey(at, SurveySignal.Kind.CES, 1 + random.nextInt(7), 1, 7);
    };
  }

  private Signal contact() {
    return switch (random.nextInt(8)) {
      case 0 -> facts.meeting(at, any(SuccessSignal.SponsorAttendance.values()));
      case 1 -> facts.success(at, SuccessSignal.Kind.QBR_SCHEDULED, Double.NaN, null);
      case 2 -> facts.success(at, SuccessSignal.Kind.ADVOCACY, Double.NaN, null);
      case 3 -> facts.success(at, SuccessSignal.Kind.MARKET_SIGNAL, Double.NaN, null);
      default ->
          facts.contact(
              at,
              any(
                  new SuccessSignal.Kind[] {
                    SuccessSignal.Kind.EMAIL,
                    SuccessSignal.Kind.CALL,
                    SuccessSignal.Kind.MEETING,
                    SuccessSignal.Kind.QBR_HELD
                  }),
              maybe(any(SuccessSignal.Side.values())),
              maybe(random.nextBoolean()),
              "person-" + random.nextInt(6),
              "person-" + random.nextInt(6));
    };
  }

  private Signal stakeholder() {
    return facts.stakeholder(
        at,
        any(
            new SuccessSignal.Kind[] {
              SuccessSignal.Kind.STAKEHOLDER_JOINED,
              SuccessSignal.Kind.STAKEHOLDER_LEFT,
              SuccessSignal.Kind.STAKEHOLDER_ROLE_CHANGED
            }),
        "person-" + random.nextInt(6),
        maybe(any(SuccessSignal.Role.values())));
  }

  private Signal goal() {
    return facts.goal(
        at,
        any(
            new SuccessSignal.Kind[] {
              SuccessSignal.Kind.GOAL_CREATED,
              SuccessSignal.Kind.GOAL_CREATED,
              SuccessSignal.Kind.GOAL_DUE,
              SuccessSignal.Kind.GOAL_ACHIEVED,
              SuccessSignal.Kind.GOAL_MISSED
            }),
        era("goal", 5),
        maybe(any(SuccessSignal.GoalKind.values())),
        maybe(soon()),
        maybe((long) random.nextInt(100_000)));
  }

  private Signal invoice() {
    return facts.invoice(
        at,
        any(
            new SubscriptionSignal.Kind[] {
              SubscriptionSignal.Kind.INVOICE_ISSUED,
              SubscriptionSignal.Kind.INVOICE_DUE,
              SubscriptionSignal.Kind.INVOICE_PAID,
              SubscriptionSignal.Kind.INVOICE_PAID,
              SubscriptionSignal.Kind.INVOICE_FAILED,
              SubscriptionSignal.Kind.INVOICE_DISPUTED
            }),
        era("invoice", 4),
        maybe(soon()));
  }

  private Signal contract() {
    return facts.contract(
        at,
        any(
            new SubscriptionSignal.Kind[] {
              SubscriptionSignal.Kind.NEW,
              SubscriptionSignal.Kind.RENEWED,
              SubscriptionSignal.Kind.EXPANDED,
              SubscriptionSignal.Kind.CONTRACTED,
              SubscriptionSignal.Kind.CHURNED
            }),
        random.nextLong(500_000),
        maybe(soon().plusDays(60)));
  }

  private Signal sentimentOrProfile() {
    return switch (random.nextInt(3)) {
      case 0 ->
          facts.profile(
              at,
              10 + random.nextInt(5),
              List.of("feature-1", "feature-2", "feature-3", "feature-" + random.nextInt(12)));
      default -> facts.sentiment(at, random.nextInt(101) / 100.0);
    };
  }
}
