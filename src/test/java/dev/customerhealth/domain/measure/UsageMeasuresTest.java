package dev.customerhealth.domain.measure;

import static dev.customerhealth.domain.measure.Told.TODAY;
import static dev.customerhealth.domain.measure.Told.daysAgo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SurveySignal;
import dev.customerhealth.domain.signal.UsageSignal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Measures of usage and answers over windows of any length. */
class UsageMeasuresTest {
  private final Facts facts = new Facts("acme");

  @Test
  void active_users_of_seven_thirty_and_ninety_days() {
    Told told =
        Told.of(
            facts.login(daysAgo(6), "ann"),
            facts.login(daysAgo(7), "bob"),
            facts.login(daysAgo(29), "eve"),
            facts.login(daysAgo(89), "tim"));

    assertThat(told.value(Measure.ACTIVE_USERS, 7)).isEqualTo(1);
    assertThat(told.value(Measure.ACTIVE_USERS, 30)).isEqualTo(3);
    assertThat(told.value(Measure.ACTIVE_USERS, 90)).isEqualTo(4);
  }

  @Test
  void daily_active_users_are_the_mean_of_all_days() {
    Told told =
        Told.of(
            facts.login(TODAY, "ann"),
            facts.session(TODAY, "ann", 60),
            facts.login(TODAY, "bob"),
            facts.login(daysAgo(1), "ann"));

    assertThat(told.value(Measure.DAILY_ACTIVE_USERS, 30)).isEqualTo(0.1);
    assertThat(told.value(Measure.DAU_MAU, 30)).isEqualTo(5);
  }

  @Test
  void a_valuable_feature_is_worth_five_others() {
    Told told =
        Told.of(
            facts.profile(daysAgo(9), 10, List.of("export", "report")),
            facts.used(TODAY, "ann", "export", 3),
            facts.used(TODAY, "ann", "import", 3));

    // 5 + 1 of 2 x 5 + 8 points.
    assertThat(told.value(Measure.PRODUCT_ADOPTION)).isEqualTo(33.333);
    assertThat(told.value(Measure.VALUE_GAP)).isEqualTo(50);
  }

  @Test
  void without_a_plan_told_or_assumed_there_is_no_share_of_it() {
    Told told = Told.of(facts.used(TODAY, "ann", "export", 3));

    assertThat(told.withoutAssumedPlan(Measure.FEATURE_BREADTH)).isNaN();
    assertThat(told.withoutAssumedPlan(Measure.PRODUCT_ADOPTION)).isNaN();
    assertThat(told.value(Measure.FEATURE_BREADTH)).as("ten assumed").isEqualTo(10);
  }

  @Test
  void without_valuable_features_adoption_is_breadth() {
    Told told = Told.of(facts.profile(daysAgo(9), 5, 4), facts.used(TODAY, "ann", "export", 3));

    assertThat(told.value(Measure.PRODUCT_ADOPTION)).isEqualTo(25);
    assertThat(told.value(Measure.VALUE_GAP)).isNaN();
  }

  @Test
  void use_of_advanced_features_is_missing_until_anybody_calls_one_advanced() {
    assertThat(Told.of(facts.used(TODAY, "ann", "export", 3)).value(Measure.ADVANCED_USE_SHARE))
        .isNaN();
    assertThat(
            Told.of(
                    facts.used(TODAY, "ann", "export", 3),
                    facts.usedAdvanced(TODAY, "ann", "pivot", 1))
                .value(Measure.ADVANCED_USE_SHARE))
        .isEqualTo(25);
  }

  @Test
  void workflows_completed_are_of_those_started_or_of_those_that_ended() {
    assertThat(
            Told.of(
                    facts.usageOf(TODAY, UsageSignal.Kind.WORKFLOW_STARTED, "w", 1),
                    facts.usageOf(TODAY, UsageSignal.Kind.WORKFLOW_STARTED, "w", 1),
                    facts.usageOf(TODAY, UsageSignal.Kind.WORKFLOW_COMPLETED, "w", 1))
                .value(Measure.WORKFLOW_COMPLETION))
        .isEqualTo(50);
    assertThat(
            Told.of(
                    facts.usageOf(TODAY, UsageSignal.Kind.WORKFLOW_FAILED, "w", 1),
                    facts.usageOf(TODAY, UsageSignal.Kind.WORKFLOW_COMPLETED, "w", 1))
                .value(Measure.WORKFLOW_COMPLETION))
        .isEqualTo(50);
  }

  @Test
  void integrations_are_those_connected_now() {
    Told told =
        Told.of(
            facts.usageOf(daysAgo(2), UsageSignal.Kind.INTEGRATION_DISCONNECTED, "crm", 1),
            facts.usageOf(daysAgo(9), UsageSignal.Kind.INTEGRATION_CONNECTED, "crm", 1),
            facts.usageOf(daysAgo(9), UsageSignal.Kind.INTEGRATION_CONNECTED, "erp", 1));

    assertThat(told.value(Measure.INTEGRATIONS)).isEqualTo(1);
  }

  @Test
  void trainees_count_once_against_the_seats() {
    Told told =
        Told.of(
            facts.subscription(daysAgo(9), SubscriptionSignal.Kind.NEW, 4, null),
            facts.usage(daysAgo(3), UsageSignal.Kind.TRAINING_ENROLLED, "ann"),
            facts.usage(daysAgo(2), UsageSignal.Kind.TRAINING_COMPLETED, "ann"));

    assertThat(told.value(Measure.TRAINING_PARTICIPATION)).isEqualTo(25);
  }

  @Test
  void effort_is_brought_to_one_to_seven_with_one_the_easiest() {
    assertThat(Told.of(facts.survey(TODAY, SurveySignal.Kind.CES, 5, 1, 5)).value(Measure.CES))
        .isEqualTo(1);
    assertThat(Told.of(facts.survey(TODAY, SurveySignal.Kind.CES, 2, 1, 5)).value(Measure.CES))
        .isEqualTo(5.5);
  }

  @Test
  void satisfaction_after_something_else_than_a_ticket_is_not_about_its_resolution() {
    Told told =
        Told.of(
            facts.answer(TODAY, SurveySignal.Kind.CSAT, 5, 1, 5, "ticket:7"),
            facts.answer(TODAY, SurveySignal.Kind.CSAT, 1, 1, 5, "quarterly"));

    assertThat(told.value(Measure.RESOLUTION_SATISFACTION)).isEqualTo(100);
    assertThat(told.value(Measure.CSAT)).isEqualTo(50);
  }

  @Test
  void the_window_before_is_of_the_same_length_and_wholly_known() {
    Told known =
        Told.of(
            facts.login(daysAgo(13), "ann"),
            facts.login(daysAgo(13), "bob"),
            facts.login(TODAY, "ann"));

    assertThat(known.value(Measure.LOGIN_FREQUENCY, 7)).isEqualTo(1);
    assertThat(known.earlier(Measure.LOGIN_FREQUENCY, 7)).isEqualTo(2);
    assertThat(Told.of(facts.login(daysAgo(12), "ann")).earlier(Measure.LOGIN_FREQUENCY, 7))
        .isNaN();
  }

  @Test
  void a_state_of_today_has_no_earlier_value() {
    assertThat(Measure.OPEN_TICKETS.hasEarlier()).isFalse();
    assertThat(
            Told.of(facts.sentiment(daysAgo(70), 0.5), facts.login(daysAgo(80), "ann"))
                .earlier(Measure.CSM_SENTIMENT, 30))
        .isNaN();
  }
}
