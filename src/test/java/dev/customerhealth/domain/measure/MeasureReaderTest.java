package dev.customerhealth.domain.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Fold;
import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SuccessSignal.SponsorAttendance;
import dev.customerhealth.domain.signal.SurveySignal;
import dev.customerhealth.domain.signal.TicketSignal;
import dev.customerhealth.domain.signal.UsageSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasureReaderTest {
  private static final Instant TODAY = Instant.parse("2026-06-30T09:00:00Z");
  private static final int ASSUMED_FEATURES = 10;

  private final Facts facts = new Facts("acme");

  private static Instant daysAgo(int days) {
    return TODAY.minus(Duration.ofDays(days));
  }

  /** The value on the day of TODAY after signals in any order. */
  private double value(Measure measure, Signal... signals) {
    Fold fold = new Fold("acme");
    for (Signal signal : signals) {
      fold.tellAt(TODAY, signal);
    }
    AccountState state = fold.state();
    return value(WindowedMeasure.of(measure), state.facts(), state.profile());
  }

  private static double value(WindowedMeasure measure, AccountFacts facts, AccountProfile profile) {
    AskedMeasures asked = AskedMeasures.of(List.of(measure));
    return MeasureReader.read(facts, profile, asked, ASSUMED_FEATURES).value(measure);
  }

  private Signal[] times(int times, IntFunction<Signal> signal) {
    Signal[] signals = new Signal[times];
    for (int i = 0; i < times; i++) {
      signals[i] = signal.apply(i);
    }
    return signals;
  }

  private static Signal[] all(Signal[]... groups) {
    List<Signal> signals = new ArrayList<>();
    for (Signal[] group : groups) {
      signals.addAll(List.of(group));
    }
    return signals.toArray(Signal[]::new);
  }

  @Test
  void a_window_of_thirty_days_is_today_and_the_29_days_before() {
    assertThat(
            value(
                Measure.LOGIN_FREQUENCY,
                facts.login(TODAY, "ann"),
                facts.login(daysAgo(29), "ann"),
                facts.login(daysAgo(30), "ann")))
        .isEqualTo(2);
  }

  @Test
  void days_are_utc_days_whatever_the_hour() {
    Instant now = Instant.parse("2026-06-30T00:00:00Z");
    Fold fold =
        new Fold("acme").tell(facts.login(Instant.parse("2026-05-31T23:59:59.999Z"), "ann"));

    fold.tell(facts.login(now, "ann"));

    assertThat(value(WindowedMeasure.of(Measure.LOGIN_FREQUENCY), fold.state().facts(), null))
        .isEqualTo(1);
  }

  @Test
  void silence_is_zero_once_logins_were_reported() {
    assertThat(value(Measure.LOGIN_FREQUENCY, facts.login(daysAgo(60), "ann"))).isZero();
  }

  @Test
  void logins_nobody_reports_are_missing_and_not_zero() {
    assertThat(value(Measure.LOGIN_FREQUENCY, facts.used(TODAY, "ann", "export", 3))).isNaN();
  }

  @Test
  void feature_breadth_is_distinct_features_of_the_plan() {
    assertThat(
            value(
                Measure.FEATURE_BREADTH,
                facts.profile(daysAgo(50), 10, 8),
                facts.used(TODAY, "ann", "export", 3),
                facts.used(TODAY, "bob", "export", 1),
                facts.used(daysAgo(29), "bob", "import", 1),
                facts.used(daysAgo(30), "bob", "report", 1)))
        .isEqualTo(25);
  }

  @Test
  void a_plan_nobody_describes_counts_as_ten_features() {
    assertThat(value(Measure.FEATURE_BREADTH, facts.used(TODAY, "ann", "export", 3))).isEqualTo(10);
  }

  @Test
  void more_features_than_the_plan_has_are_the_whole_plan() {
    assertThat(
            value(
                Measure.FEATURE_BREADTH,
                all(
                    times(5, i -> facts.used(TODAY, "ann", "feature-" + i, 1)),
                    times(1, i -> facts.profile(daysAgo(9), 1, 2)))))
        .isEqualTo(100);
  }

  @Test
  void usage_depth_is_uses_per_active_user() {
    assertThat(
            value(
                Measure.USAGE_DEPTH,
                facts.used(TODAY, "ann", "export", 5),
                facts.used(daysAgo(3), "bob", "export", 2),
                facts.login(daysAgo(3), "eve")))
        .isEqualTo(2.333);
  }

  @Test
  void ratios_per_user_are_zero_when_nobody_is_active() {
    assertThat(value(Measure.USAGE_DEPTH, facts.used(daysAgo(45), "ann", "export", 5))).isZero();
  }

  @Test
  void sessions_per_user_counts_sessions_of_thirty_days() {
    assertThat(
            value(
                Measure.SESSIONS_PER_USER,
                facts.session(TODAY, "ann", 0),
                facts.session(daysAgo(1), "ann", 0),
                facts.session(daysAgo(1), "bob", 0)))
        .isEqualTo(1.5);
  }

  @Test
  void time_in_product_is_minutes_of_sessions_per_active_user() {
    assertThat(
            value(
                Measure.TIME_IN_PRODUCT,
                facts.session(TODAY, "ann", 1800),
                facts.session(daysAgo(1), "bob", 600),
                facts.used(daysAgo(1), "bob", "export", 1, 9_999)))
        .isEqualTo(20);
  }

  @Test
  void where_sessions_have_no_length_time_is_that_of_feature_uses() {
    assertThat(
            value(
                Measure.TIME_IN_PRODUCT,
                facts.session(TODAY, "ann", 0),
                facts.used(daysAgo(1), "ann", "export", 1, 600)))
        .isEqualTo(10);
  }

  @Test
  void time_nobody_measures_is_missing() {
    assertThat(value(Measure.TIME_IN_PRODUCT, facts.session(TODAY, "ann", 0))).isNaN();
  }

  @Test
  void active_users_are_a_share_of_the_seats_the_profile_tells() {
    assertThat(
            value(
                Measure.ACTIVE_USERS_SHARE,
                facts.subscription(daysAgo(5), SubscriptionSignal.Kind.NEW, 100, null),
                facts.profile(daysAgo(50), 4, 0),
                facts.login(TODAY, "ann"),
                facts.login(daysAgo(29), "bob"),
                facts.login(daysAgo(30), "eve")))
        .isEqualTo(50);
  }

  @Test
  void without_a_profile_seats_are_those_of_the_latest_subscription() {
    assertThat(
            value(
                Measure.ACTIVE_USERS_SHARE,
                facts.subscription(daysAgo(5), SubscriptionSignal.Kind.EXPANDED, 8, null),
                facts.subscription(daysAgo(50), SubscriptionSignal.Kind.NEW, 2, null),
                facts.login(TODAY, "ann")))
        .isEqualTo(12.5);
  }

  @Test
  void without_either_seats_are_those_assigned_and_not_removed() {
    assertThat(
            value(
                Measure.ACTIVE_USERS_SHARE,
                all(
                    times(5, i -> facts.usage(TODAY, UsageSignal.Kind.SEAT_ASSIGNED, "u" + i)),
                    times(1, i -> facts.usage(TODAY, UsageSignal.Kind.SEAT_REMOVED, "u0")),
                    times(1, i -> facts.login(TODAY, "u1")))))
        .isEqualTo(25);
  }

  @Test
  void without_seats_the_share_of_active_users_is_missing() {
    assertThat(value(Measure.ACTIVE_USERS_SHARE, facts.login(TODAY, "ann"))).isNaN();
  }

  @Test
  void nps_is_promoters_minus_detractors_in_percent_of_answers() {
    assertThat(
            value(
                Measure.NPS,
                facts.nps(TODAY, 10),
                facts.nps(daysAgo(10), 9),
                facts.nps(daysAgo(20), 8),
                facts.nps(daysAgo(89), 6),
                facts.nps(daysAgo(90), 0)))
        .isEqualTo(25);
  }

  @ParameterizedTest
  @CsvSource({"0, -100", "6, -100", "7, 0", "8, 0", "9, 100", "10, 100"})
  void nine_and_ten_promote_and_six_and_less_detract(double answer, double nps) {
    assertThat(value(Measure.NPS, facts.nps(TODAY, answer))).isEqualTo(nps);
  }

  @Test
  void an_nps_scale_that_runs_the_other_way_is_turned_round() {
    SurveySignal best =
        new SurveySignal("e", "acme", TODAY, SurveySignal.Kind.NPS, 1, 0, 10, false, "somebody");

    assertThat(value(Measure.NPS, best)).isEqualTo(100);
  }

  @Test
  void nps_is_missing_without_answers_in_ninety_days() {
    assertThat(value(Measure.NPS, facts.nps(daysAgo(90), 10), facts.login(TODAY, "ann"))).isNaN();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 5, 0",
    "3, 1, 5, 0",
    "4, 1, 5, 100",
    "5, 1, 5, 100",
    "5, 1, 7, 0",
    "6, 1, 7, 100"
  })
  void four_of_five_and_six_of_seven_are_satisfied(
      double answer, double min, double max, double satisfaction) {
    assertThat(
            value(
                Measure.RESOLUTION_SATISFACTION,
                facts.survey(TODAY, SurveySignal.Kind.CSAT, answer, min, max)))
        .isEqualTo(satisfaction);
  }

  @Test
  void the_latest_sentiment_stands_whatever_order_they_arrive_in() {
    assertThat(
            value(
                Measure.CSM_SENTIMENT,
                facts.sentiment(daysAgo(3), 0.25),
                facts.sentiment(daysAgo(9), 1.0)))
        .isEqualTo(25);
  }

  @Test
  void of_two_sentiments_of_the_same_time_the_worse_stands() {
    assertThat(
            value(
                Measure.CSM_SENTIMENT,
                facts.sentiment(daysAgo(3), 0.25),
                facts.sentiment(daysAgo(3), 1.0)))
        .isEqualTo(25);
  }

  @Test
  void a_sentiment_of_ninety_days_ago_has_expired() {
    Fold fold = new Fold("acme").tell(facts.sentiment(daysAgo(90), 0.5));

    fold.tell(facts.login(TODAY, "ann"));

    assertThat(value(WindowedMeasure.of(Measure.CSM_SENTIMENT), fold.state().facts(), null))
        .isNaN();
  }

  @Test
  void executive_engagement_is_points_of_attendance() {
    assertThat(
            value(
                Measure.EXECUTIVE_ENGAGEMENT,
                facts.meeting(TODAY, SponsorAttendance.ATTENDED),
                facts.meeting(daysAgo(30), SponsorAttendance.SENT_DELEGATE),
                facts.meeting(daysAgo(60), SponsorAttendance.ABSENT)))
        .isEqualTo(50);
  }

  @Test
  void a_sponsor_who_never_comes_is_zero_and_not_missing() {
    assertThat(value(Measure.EXECUTIVE_ENGAGEMENT, facts.meeting(TODAY, SponsorAttendance.ABSENT)))
        .isZero();
  }

  @Test
  void ticket_volume_compares_thirty_days_with_the_months_before() {
    assertThat(
            value(
                Measure.TICKET_VOLUME_TREND,
                all(
                    times(1, i -> facts.login(daysAgo(89), "ann")),
                    times(6, i -> facts.opened(daysAgo(30 + i), Double.NaN)),
                    times(4, i -> facts.opened(daysAgo(i), Double.NaN)))))
        .isEqualTo(33.333);
  }

  @Test
  void ticket_volume_is_missing_until_the_account_was_known_for_ninety_days() {
    assertThat(
            value(
                Measure.TICKET_VOLUME_TREND,
                facts.login(daysAgo(88), "ann"),
                facts.opened(TODAY, Double.NaN)))
        .isNaN();
  }

  @Test
  void a_ticket_after_none_counts_against_an_average_of_one() {
    assertThat(
            value(
                Measure.TICKET_VOLUME_TREND,
                facts.login(daysAgo(89), "ann"),
                facts.opened(TODAY, Double.NaN),
                facts.opened(TODAY, Double.NaN)))
        .isEqualTo(200);
  }

  @Test
  void no_ticket_in_ninety_days_is_missing() {
    assertThat(value(Measure.TICKET_VOLUME_TREND, facts.login(daysAgo(89), "ann"))).isNaN();
  }

  @Test
  void ticket_sentiment_is_the_mean_of_what_was_measured() {
    assertThat(
            value(
                Measure.TICKET_SENTIMENT,
                facts.opened(TODAY, -0.5),
                facts.ticket(daysAgo(2), TicketSignal.Step.RESOLVED, 0.2),
                facts.opened(daysAgo(3), Double.NaN),
                facts.opened(daysAgo(30), 1)))
        .isEqualTo(-0.15);
  }

  @Test
  void user_growth_compares_active_users_of_two_months() {
    assertThat(
            value(
                Measure.USER_GROWTH,
                all(
                    times(4, i -> facts.login(daysAgo(30 + i), "user-" + i)),
                    times(1, i -> facts.login(daysAgo(59), "user-1")),
                    times(5, i -> facts.login(daysAgo(i), "user-" + i)))))
        .isEqualTo(25);
  }

  @Test
  void growth_is_missing_while_the_earlier_window_is_not_wholly_known() {
    assertThat(
            value(Measure.USER_GROWTH, facts.login(daysAgo(58), "ann"), facts.login(TODAY, "ann")))
        .isNaN();
  }

  @Test
  void growth_from_nothing_is_missing() {
    assertThat(
            value(Measure.USAGE_GROWTH, facts.login(daysAgo(60), "ann"), facts.login(TODAY, "ann")))
        .isNaN();
  }

  @Test
  void usage_growth_counts_logins_sessions_and_uses() {
    assertThat(
            value(
                Measure.USAGE_GROWTH,
                facts.used(daysAgo(59), "ann", "export", 8),
                facts.login(TODAY, "ann"),
                facts.session(TODAY, "ann", 60),
                facts.used(TODAY, "ann", "export", 2)))
        .isEqualTo(-50);
  }
}
