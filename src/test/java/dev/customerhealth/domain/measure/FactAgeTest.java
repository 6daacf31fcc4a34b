package dev.customerhealth.domain.measure;

import static dev.customerhealth.domain.measure.Told.TODAY;
import static dev.customerhealth.domain.measure.Told.dayIn;
import static dev.customerhealth.domain.measure.Told.daysAgo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Fold;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.ModelBook;
import dev.customerhealth.domain.ModelNews;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SuccessSignal;
import dev.customerhealth.domain.signal.SuccessSignal.GoalKind;
import dev.customerhealth.domain.signal.SuccessSignal.Role;
import dev.customerhealth.domain.signal.SurveySignal;
import dev.customerhealth.domain.signal.TicketSignal.Step;
import dev.customerhealth.oracle.RandomLife;
import dev.customerhealth.testing.Presets;
import dev.customerhealth.testing.YearModels;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FactAgeTest {
  private final Facts facts = new Facts("acme");

  private static int age(AccountState state, Measure measure) {
    return FactAge.days(state.facts(), WindowedMeasure.of(measure));
  }

  private static int age(Measure measure, Signal... signals) {
    return age(Told.of(signals).state(), measure);
  }

  @Test
  void what_is_counted_is_as_old_as_the_last_day_on_which_it_happened() {
    AccountState state =
        Told.of(
                facts.login(daysAgo(9), "ann"),
                facts.login(daysAgo(3), "ann"),
                facts.used(daysAgo(1), "ann", "export", 2),
                facts.ticket(daysAgo(5), Step.OPENED, "one"),
                facts.answer(daysAgo(7), SurveySignal.Kind.NPS, 9, 0, 10, null))
            .state();

    assertThat(age(state, Measure.LOGIN_FREQUENCY)).isEqualTo(3);
    assertThat(age(state, Measure.FEATURE_BREADTH)).isEqualTo(1);
    assertThat(age(state, Measure.ACTIVE_USERS)).isEqualTo(1);
    assertThat(age(state, Measure.DAYS_SILENT)).isEqualTo(1);
    assertThat(age(state, Measure.TICKET_VOLUME_TREND)).isEqualTo(5);
    assertThat(age(state, Measure.NPS)).isEqualTo(7);
    assertThat(age(state, Measure.CES)).isEqualTo(FactAge.NONE);
  }

  @Test
  void a_fact_too_old_for_the_window_still_has_an_age_until_it_is_forgotten() {
    Fold fold = new Fold("acme").tell(facts.login(daysAgo(Days.KEPT - 1), "ann"));
    fold.tell(facts.ticket(daysAgo(1), Step.OPENED, "one"));
    assertThat(age(fold.state(), Measure.LOGIN_FREQUENCY)).isEqualTo(Days.KEPT - 2);

    fold.tell(facts.ticket(TODAY.plusSeconds(86_400), Step.OPENED, "two"));
    assertThat(age(fold.state(), Measure.LOGIN_FREQUENCY)).isEqualTo(FactAge.NONE);
  }

  @Test
  void what_is_followed_is_as_old_as_the_latest_news_of_it() {
    assertThat(
            age(
                Measure.OPEN_TICKETS,
                facts.ticket(daysAgo(8), Step.OPENED, "one"),
                facts.ticket(daysAgo(4), Step.RESOLVED, "one")))
        .isEqualTo(4);
    assertThat(
            age(
                Measure.DAYS_OVERDUE,
                facts.invoice(
                    daysAgo(20), SubscriptionSignal.Kind.INVOICE_ISSUED, "i1", dayIn(-6))))
        .isEqualTo(20);
    assertThat(
            age(
                Measure.CONTRACT_GROWTH,
                facts.contract(daysAgo(40), SubscriptionSignal.Kind.NEW, 100L, null),
                facts.contract(daysAgo(12), SubscriptionSignal.Kind.EXPANDED, 200L, null)))
        .isEqualTo(12);
    assertThat(
            age(
                Measure.CHAMPION_STRENGTH,
                facts.stakeholder(
                    daysAgo(30), SuccessSignal.Kind.STAKEHOLDER_JOINED, "ann", Role.CHAMPION),
                facts.contact(daysAgo(2), SuccessSignal.Kind.CALL, null, null, "ann")))
        .isEqualTo(2);
  }

  @Test
  void a_goal_is_as_old_as_the_last_that_was_said_of_it_and_only_its_own_kind_counts() {
    AccountState state =
        Told.of(
                facts.goal(
                    daysAgo(30),
                    SuccessSignal.Kind.GOAL_CREATED,
                    "g1",
                    GoalKind.PLAN_GOAL,
                    dayIn(9),
                    null),
                facts.goal(
                    daysAgo(10),
                    SuccessSignal.Kind.GOAL_CREATED,
                    "g1",
                    GoalKind.PLAN_GOAL,
                    dayIn(20),
                    null),
                facts.goal(
                    daysAgo(3),
                    SuccessSignal.Kind.GOAL_ACHIEVED,
                    "g2",
                    GoalKind.VALUE_MILESTONE,
                    null,
                    null))
            .state();

    assertThat(age(state, Measure.SUCCESS_PLAN_VELOCITY)).isEqualTo(10);
    assertThat(age(state, Measure.MILESTONE_COMPLETION)).isEqualTo(3);
    assertThat(age(state, Measure.TIME_TO_FIRST_VALUE)).isEqualTo(3);
    assertThat(age(state, Measure.GOAL_ACHIEVEMENT)).isEqualTo(3);
    assertThat(age(state, Measure.ONBOARDING_COMPLETION)).isEqualTo(FactAge.NONE);
  }

  @Test
  void every_measure_has_an_age_but_those_made_of_dates_of_the_contract() {
    Set<Measure> withAge = new HashSet<>();
    for (long seed = 0; seed < 12; seed++) {
      Fold fold = new Fold("acme");
      for (Signal signal : RandomLife.of("acme", seed, 700, 260)) {
        fold.tell(signal);
      }
      Measure.all().stream()
          .filter(measure -> age(fold.state(), measure) != FactAge.NONE)
          .forEach(withAge::add);
    }

    assertThat(Measure.all())
        .filteredOn(measure -> !withAge.contains(measure))
        .containsExactlyInAnyOrder(
            Measure.DAYS_TO_RENEWAL, Measure.TENURE, Measure.CONTRACT_STATUS);
  }

  /** Who tries a model of a year beside the live one must not change what is told live. */
  @Test
  void an_account_that_remembers_longer_says_the_same_ages() {
    HealthPolicy longer =
        ModelBook.of(Presets.policy(), 1)
            .with(new ModelNews.Shadow(YearModels.yearOnYear()), 0)
            .at(0)
            .policy();
    for (long seed = 0; seed < 12; seed++) {
      Fold usual = new Fold("acme");
      Fold remembering = new Fold("acme", longer);
      for (Signal signal : RandomLife.of("acme", seed, 150, 500)) {
        usual.tell(signal);
        remembering.tell(signal);
        for (Measure measure : Measure.all()) {
          assertThat(age(remembering.state(), measure))
              .as("seed %d, %s", seed, measure)
              .isEqualTo(age(usual.state(), measure));
        }
      }
      assertThat(remembering.state().facts().retention().days()).isEqualTo(Days.MOST_KEPT);
    }
  }
}
