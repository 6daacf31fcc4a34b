package dev.customerhealth.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Fold;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.Counter;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.DistinctDays;
import dev.customerhealth.domain.account.FeatureSet;
import dev.customerhealth.domain.account.Matters;
import dev.customerhealth.domain.account.RecentEvents;
import dev.customerhealth.domain.account.Register;
import dev.customerhealth.domain.account.RevenueHistory;
import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.alerting.AlertScope;
import dev.customerhealth.domain.alerting.AlertTiming;
import dev.customerhealth.domain.alerting.ScoreDrop;
import dev.customerhealth.domain.alerting.Severity;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SuccessSignal;
import dev.customerhealth.domain.signal.SurveySignal;
import dev.customerhealth.domain.signal.TicketSignal;
import dev.customerhealth.domain.signal.UsageSignal;
import dev.customerhealth.testing.Presets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * More of everything than is kept, every day anew: each part of an account's state grows up to its
 * bound and no further. What the bounds add up to is in {@link FullestAccountTest}.
 */
class OverfedAccountTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int DAYS = 400;

  /** Days on which everything that is followed comes to an end at once. */
  private static final int ALL_END = 50;

  private static final int NEW_A_DAY = 4;

  /** Two hours of such a day are more than the ids that are kept. */
  private static final int FLOOD = 13 * RecentEvents.MAX_KEPT;

  private static final int PEOPLE = 400;
  private static final int WILD_USES = 2_000_000_000;

  private static final AlertRule LOOKS_BACK_LONGEST =
      new AlertRule(
          "sinking",
          "own",
          "It sinks",
          Severity.INFO,
          true,
          AlertScope.ALL,
          0,
          AlertTiming.AT_ONCE,
          new ScoreDrop(Days.LONGEST_WINDOW, 20_000, 10_000),
          null);

  private final AccountStateCodec codec = new AccountStateCodec();
  private final Facts facts = new Facts("acme");
  private SplittableRandom random;
  private Instant at;
  private int day;

  /** Of every kind, with ever new ids, of which most never come to an end. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void every_part_of_the_facts_fills_up_to_its_bound_and_no_further(long seed) {
    random = new SplittableRandom(seed);
    Fold fold = new Fold("acme", new HealthPolicy(Presets.sentimentOnly(1), List.of()));
    int largest = 0;
    List<Integer> mostSettled = List.of(0, 0, 0, 0, 0);
    for (day = 0; day < DAYS; day++) {
      at = START.plus(Duration.ofDays(day));
      for (Signal signal : ofDay()) {
        fold.tell(signal);
        at = at.plusSeconds(1);
      }
      requireWithinBounds(fold.state());
      mostSettled = larger(mostSettled, settled(fold.state()));
      byte[] bytes = codec.encode(fold.state());
      assertThat(codec.decode("acme", bytes)).isEqualTo(fold.state());
      largest = Math.max(largest, bytes.length);
    }

    AccountState state = fold.state();
    Matters matters = state.facts().matters();
    assertThat(registers(state).stream().map(Register::size))
        .as("tickets, integrations, stakeholders, goals, invoices")
        .containsOnly(Register.MOST);
    assertThat(mostSettled).as("likewise, settled").containsOnly(Register.MOST_SETTLED);
    assertThat(matters.forgotten()).as("counted, not silent").isPositive();
    assertThat(matters.revenue().size()).isEqualTo(RevenueHistory.MOST);
    assertThat(state.facts().days().size()).isEqualTo(Days.KEPT);
    assertThat(state.profile().valuableFeatures().size()).isEqualTo(FeatureSet.MOST);
    assertThat(
            List.of(
                state.facts().users(),
                state.facts().features(),
                matters.contacts(),
                matters.trainees()))
        .as("more were seen than are kept, so that a sample is")
        .allSatisfy(members -> assertThat(members.level()).isPositive());
    assertThat(countersOf(state.facts())).as("every counter").hasSize(Counter.all().size());
    assertThat(largest).as("bytes").isBetween(20 * 1024, 60 * 1024);
  }

  @Test
  void of_a_flood_of_events_no_more_ids_are_remembered_than_two_hours_and_the_bound() {
    Fold fold = new Fold("acme", new HealthPolicy(Presets.sentimentOnly(1), List.of()));
    for (int i = 0; i < FLOOD; i++) {
      fold.tell(facts.login(START, "user"));
    }

    RecentEvents ids = fold.state().recentEvents();
    assertThat(ids.size()).isEqualTo(RecentEvents.MAX_KEPT);
    assertThat(ids.forgotten()).as("counted, not silent").isPositive();
  }

  private static List<Register> registers(AccountState state) {
    Matters matters = state.facts().matters();
    return List.of(
        matters.tickets(),
        matters.integrations(),
        matters.stakeholders(),
        matters.goals(),
        matters.invoices());
  }

  private static List<Integer> settled(AccountState state) {
    return registers(state).stream()
        .map(
            register ->
                (int)
                    IntStream.range(0, register.size())
                        .filter(i -> register.item(i).is(Register.SETTLED))
                        .count())
        .toList();
  }

  private static List<Integer> larger(List<Integer> one, List<Integer> other) {
    return IntStream.range(0, one.size())
        .mapToObj(i -> Math.max(one.get(i), other.get(i)))
        .toList();
  }

  private static void requireWithinBounds(AccountState state) {
    AccountFacts facts = state.facts();
    Matters matters = facts.matters();
    assertThat(registers(state))
        .allSatisfy(register -> assertThat(register.size()).isLessThanOrEqualTo(Register.MOST));
    for (DistinctDays members :
        List.of(facts.users(), facts.features(), matters.contacts(), matters.trainees())) {
      assertThat(members.size()).isLessThanOrEqualTo(members.kind().bound());
    }
    assertThat(matters.revenue().size()).isLessThanOrEqualTo(RevenueHistory.MOST);
    assertThat(facts.days().size()).isLessThanOrEqualTo(Days.KEPT);
    assertThat(state.recentEvents().size()).isLessThanOrEqualTo(RecentEvents.MAX_KEPT);
  }

  private static List<Counter> countersOf(AccountFacts facts) {
    return Counter.all().stream()
        .filter(
            counter ->
                IntStream.range(0, facts.days().size())
                    .anyMatch(i -> facts.days().count(counter, i) != 0))
        .toList();
  }

  /**
   * The score falls a little several times a day, so that every day is a high of those after it,
   * and one of its scores of the others.
   */
  @Test
  void of_a_score_that_falls_all_the_time_a_high_a_day_is_remembered_as_far_as_rules_look_back() {
    List<AlertRule> rules = new ArrayList<>(Presets.shippedPolicy().rules());
    rules.add(LOOKS_BACK_LONGEST);
    Fold fold = new Fold("acme", new HealthPolicy(Presets.sentimentOnly(1), rules));
    List<Integer> kept = new ArrayList<>();
    for (int passed = 0; passed < DAYS; passed++) {
      for (int hour = 6; hour < 24; hour += 6) {
        Instant time = START.plus(Duration.ofDays(passed)).plus(Duration.ofHours(hour));
        fold.tell(facts.sentiment(time, 1 - (passed + hour / 24.0) / (DAYS + 1)));
        kept.add(fold.state().judgement().highs().size());
      }
    }

    assertThat(Collections.max(kept))
        .as("of every day the highest, and the score of now")
        .isEqualTo(Days.LONGEST_WINDOW + 1);
  }

  private List<Signal> ofDay() {
    List<Signal> signals = new ArrayList<>();
    if (day % 50 == 0) {
      signals.add(
          facts.profile(at, 10, IntStream.range(0, 200).mapToObj(i -> "feature-" + i).toList()));
    }
    for (int i = 0; i < 30; i++) {
      signals.add(facts.login(at, "user-" + random.nextInt(4_000)));
      signals.add(facts.session(at, "user-" + random.nextInt(4_000), random.nextInt(1_000_000)));
      signals.add(
          facts.usedAdvanced(
              at,
              "user-" + random.nextInt(4_000),
              "feature-" + random.nextInt(2_000),
              random.nextInt(WILD_USES)));
      signals.add(
          facts.used(
              at,
              "user-" + random.nextInt(4_000),
              "feature-" + random.nextInt(2_000),
              random.nextInt(WILD_USES),
              random.nextInt(WILD_USES)));
      signals.add(facts.usage(at, UsageSignal.Kind.TRAINING_COMPLETED, person("trainee")));
    }
    for (UsageSignal.Kind kind :
        List.of(
            UsageSignal.Kind.WORKFLOW_STARTED,
            UsageSignal.Kind.WORKFLOW_COMPLETED,
            UsageSignal.Kind.WORKFLOW_FAILED,
            UsageSignal.Kind.API_CALL)) {
      signals.add(facts.usageOf(at, kind, "anything", random.nextInt(WILD_USES)));
    }
    signals.add(facts.dataQuality(at, random.nextDouble()));
    for (int i = 0; i < NEW_A_DAY; i++) {
      addFollowed(signals, day + "-" + i);
    }
    addAnswersAndContacts(signals);
    return signals;
  }

  private String person(String what) {
    return what + "-" + random.nextInt(PEOPLE);
  }

  /** What is followed one by one: later on one in four comes to an end. */
  private void addFollowed(List<Signal> signals, String id) {
    boolean ends = day < ALL_END || random.nextInt(4) == 0;
    LocalDate due = LocalDate.ofInstant(at, ZoneOffset.UTC).plusDays(random.nextInt(-900, 900));
    signals.add(
        facts.usageOf(
            at,
            ends
                ? UsageSignal.Kind.INTEGRATION_DISCONNECTED
                : UsageSignal.Kind.INTEGRATION_CONNECTED,
            "integration-" + id,
            1));
    for (TicketSignal.Step step : TicketSignal.Step.values()) {
      if (ends || (step != TicketSignal.Step.RESOLVED && step != TicketSignal.Step.CLOSED)) {
        signals.add(
            facts.ticket(
                at,
                step,
                "ticket-" + id,
                TicketSignal.Priority.URGENT,
                random.nextBoolean(),
                random.nextInt(WILD_USES)));
      }
    }
    signals.add(facts.opened(at, random.nextInt(-1000, 1001) / 1000.0));
    signals.add(
        facts.stakeholder(
            at,
            ends ? SuccessSignal.Kind.STAKEHOLDER_LEFT : SuccessSignal.Kind.STAKEHOLDER_JOINED,
            "person-" + id,
            SuccessSignal.Role.CHAMPION));
    signals.add(
        facts.goal(
            at,
            ends ? SuccessSignal.Kind.GOAL_ACHIEVED : SuccessSignal.Kind.GOAL_CREATED,
            "goal-" + id,
            SuccessSignal.GoalKind.VALUE_MILESTONE,
            due,
            random.nextLong(Long.MAX_VALUE)));
    for (SubscriptionSignal.Kind kind :
        List.of(
            SubscriptionSignal.Kind.INVOICE_ISSUED,
            SubscriptionSignal.Kind.INVOICE_DUE,
            SubscriptionSignal.Kind.INVOICE_FAILED,
            SubscriptionSignal.Kind.INVOICE_DISPUTED,
            SubscriptionSignal.Kind.INVOICE_PAID)) {
      if (ends || kind != SubscriptionSignal.Kind.INVOICE_PAID) {
        signals.add(facts.invoice(at, kind, "invoice-" + id, due));
      }
    }
    signals.add(
        facts.contract(at, SubscriptionSignal.Kind.EXPANDED, random.nextLong(Long.MAX_VALUE), due));
  }

  private void addAnswersAndContacts(List<Signal> signals) {
    signals.add(facts.sentiment(at, random.nextDouble()));
    for (int i = 0; i < 12; i++) {
      signals.add(facts.nps(at, random.nextInt(11)));
      signals.add(facts.csat(at, 1 + random.nextInt(5)));
      signals.add(
          facts.answer(at, SurveySignal.Kind.CSAT, 1 + random.nextInt(5), 1, 5, "quarterly"));
      signals.add(facts.survey(at, SurveySignal.Kind.CES, 1 + random.nextInt(7), 1, 7));
      signals.add(
          facts.contact(
              at,
              SuccessSignal.Kind.CALL,
              random.nextBoolean() ? SuccessSignal.Side.VENDOR : SuccessSignal.Side.CUSTOMER,
              random.nextBoolean(),
              person("contact"),
              person("contact"),
              person("contact")));
    }
    signals.add(facts.meeting(at, SuccessSignal.SponsorAttendance.ATTENDED));
    for (SuccessSignal.Kind kind :
        List.of(
            SuccessSignal.Kind.QBR_SCHEDULED,
            SuccessSignal.Kind.QBR_HELD,
            SuccessSignal.Kind.ADVOCACY)) {
      signals.add(facts.success(at, kind, Double.NaN, null));
    }
  }
}
