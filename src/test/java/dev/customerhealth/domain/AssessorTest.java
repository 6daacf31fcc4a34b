package dev.customerhealth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.Counter;
import dev.customerhealth.domain.account.RecentEvents;
import dev.customerhealth.domain.account.ScoreHighs;
import dev.customerhealth.domain.alerting.StandardRules;
import dev.customerhealth.domain.scoring.CauseShare;
import dev.customerhealth.domain.scoring.ChangeCause;
import dev.customerhealth.domain.scoring.Driver;
import dev.customerhealth.domain.scoring.Peers;
import dev.customerhealth.domain.scoring.ScoreChange;
import dev.customerhealth.domain.scoring.ScoreStatus;
import dev.customerhealth.domain.scoring.ScoringInput;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SuccessSignal;
import dev.customerhealth.domain.signal.SurveySignal;
import dev.customerhealth.domain.signal.UsageSignal;
import dev.customerhealth.testing.Presets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssessorTest {
  private static final Instant NOON = Instant.parse("2026-06-30T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  private final Facts facts = new Facts("acme");
  private final Fold fold = new Fold("acme");

  /** Three kinds of usage: enough for a score. */
  private void startUsing(Instant at) {
    fold.tell(
        facts.login(at, "ann"), facts.session(at, "ann", 1200), facts.used(at, "ann", "export", 5));
  }

  @Test
  void an_event_seen_before_changes_nothing() {
    UsageSignal login = facts.login(NOON, "ann");
    fold.tell(login);
    AccountState before = fold.state();

    fold.tell(login);

    assertThat(fold.last().outcome()).isEqualTo(Outcome.DUPLICATE);
    assertThat(fold.last().after()).isSameAs(before);
    assertThat(fold.last().change()).isEmpty();
  }

  @Test
  void the_same_event_id_is_a_duplicate_whatever_it_says() {
    fold.tell(facts.login("one", NOON, "ann"), facts.login("one", NOON.plus(DAY), "bob"));

    assertThat(fold.outcomes()).containsExactly(Outcome.SCORED, Outcome.DUPLICATE);
  }

  @Test
  void an_event_of_ninety_days_ago_is_late_and_changes_nothing() {
    fold.tell(facts.login(NOON, "ann"));
    AccountState before = fold.state();

    fold.tell(facts.login(NOON.minus(Duration.ofDays(90)), "ann"));

    assertThat(fold.last().outcome()).isEqualTo(Outcome.LATE);
    assertThat(fold.state()).isSameAs(before);
  }

  @Test
  void an_event_of_89_days_ago_still_counts() {
    fold.tell(facts.login(NOON, "ann"), facts.login(NOON.minus(Duration.ofDays(89)), "ann"));

    assertThat(fold.last().outcome()).isEqualTo(Outcome.SCORED);
  }

  @Test
  void lateness_is_judged_by_the_partitions_time_too() {
    fold.tellAt(NOON.plus(Duration.ofDays(90)), facts.login(NOON, "ann"));

    assertThat(fold.last().outcome()).isEqualTo(Outcome.LATE);
    assertThat(fold.state()).isEqualTo(AccountState.unknown("acme"));
  }

  @Test
  void a_late_event_is_late_even_when_it_was_seen_before() {
    UsageSignal login = facts.login(NOON, "ann");
    fold.tell(login);

    fold.tellAt(NOON.plus(Duration.ofDays(120)), login);

    assertThat(fold.last().outcome()).isEqualTo(Outcome.LATE);
  }

  @ParameterizedTest
  @EnumSource(
      value = SuccessSignal.Kind.class,
      names = {"MARKET_SIGNAL", "INTERVENTION_STARTED", "INTERVENTION_ENDED"})
  void what_no_measure_asks_for_is_ignored(SuccessSignal.Kind kind) {
    assertIgnored(facts.success(NOON, kind, Double.NaN, null));
  }

  @ParameterizedTest
  @EnumSource(
      value = SubscriptionSignal.Kind.class,
      names = {
        "TRIAL_ENDED",
        "FINANCE_FACTS",
        "EXPANSION_OPENED",
        "EXPANSION_WON",
        "EXPANSION_LOST",
        "RENEWAL_FORECAST"
      })
  void commercial_facts_no_measure_asks_for_are_ignored(SubscriptionSignal.Kind kind) {
    assertIgnored(facts.subscription(NOON, kind, 5, 100L));
  }

  @Test
  void a_fact_about_an_invoice_can_be_late() {
    fold.tellAt(
        NOON.plus(Duration.ofDays(90)),
        facts.invoice(NOON, SubscriptionSignal.Kind.INVOICE_PAID, "one", null));

    assertThat(fold.last().outcome()).isEqualTo(Outcome.LATE);
  }

  @Test
  void a_feature_used_no_times_is_ignored() {
    assertIgnored(facts.used(NOON, "ann", "export", 0));
  }

  @Test
  void a_tick_for_an_unknown_account_is_ignored() {
    assertIgnored(facts.timePassed(NOON));
  }

  @Test
  void a_tombstone_for_a_profile_nobody_knows_is_ignored() {
    assertIgnored(facts.profileRemoved(NOON));
  }

  private void assertIgnored(Signal signal) {
    AccountState before = fold.state();

    fold.tell(signal);

    assertThat(fold.last().outcome()).isEqualTo(Outcome.IGNORED);
    assertThat(fold.state()).isSameAs(before);
    assertThat(fold.last().nextDue()).isNull();
  }

  @Test
  void a_first_score_is_told_from_nothing() {
    startUsing(NOON);

    ScoreChange change = fold.changes().get(0);
    assertThat(change.sequence()).isEqualTo(1);
    assertThat(change.fromStatus()).isEqualTo(ScoreStatus.INSUFFICIENT_DATA);
    assertThat(change.fromScore()).isZero();
    assertThat(change.fromBandId()).isNull();
    assertThat(change.fromCoverage()).isZero();
    assertThat(change.to().scored()).isTrue();
    assertThat(change.cause()).isEqualTo(ChangeCause.EVENT);
    assertThat(change.points()).isEqualTo(change.to().score());
    assertThat(fold.alerts()).as("a first score enters no zone").isEmpty();
  }

  @Test
  void too_little_data_is_no_news_before_the_first_score() {
    fold.tell(facts.login(NOON, "ann"));

    assertThat(fold.last().outcome()).isEqualTo(Outcome.SCORED);
    assertThat(fold.changes()).isEmpty();
  }

  @Test
  void a_move_within_the_same_rounded_point_and_band_is_not_told() {
    startUsing(NOON);
    for (int i = 0; i < 300; i++) {
      fold.tell(facts.used(NOON, "user-" + i, "export", 1), facts.login(NOON, "user-" + i));
    }
    int told = fold.changes().size();
    int scored = scoreNow();

    fold.tell(facts.used(NOON, "user-1", "export", 1));

    assertThat(fold.last().outcome()).isEqualTo(Outcome.SCORED);
    assertThat(scoreNow()).isNotEqualTo(scored);
    assertThat(fold.changes()).hasSize(told);
  }

  private int scoreNow() {
    ScoreHighs highs = fold.state().judgement().highs();
    return highs.points(highs.size() - 1).total();
  }

  @Test
  void a_change_names_the_event_that_caused_it() {
    startUsing(NOON);
    SurveySignal answer = facts.nps(NOON, 10);

    fold.tell(answer);

    assertThat(fold.lastChange().causeEventId()).isEqualTo(answer.eventId());
    assertThat(fold.lastChange().cause()).isEqualTo(ChangeCause.EVENT);
    assertThat(fold.lastChange().sequence()).isEqualTo(fold.changes().size());
  }

  @Test
  void drivers_are_ordered_by_size_and_say_what_moved() {
    startUsing(NOON);

    fold.tell(facts.nps(NOON, 10));

    List<Driver> drivers = fold.lastChange().drivers();
    assertThat(drivers.get(0).measureId()).isEqualTo("nps");
    assertThat(drivers.get(0).valueBefore()).isNaN();
    assertThat(drivers.get(0).valueAfter()).isEqualTo(100);
    for (int i = 1; i < drivers.size(); i++) {
      assertThat(Math.abs(drivers.get(i).points()))
          .isLessThanOrEqualTo(Math.abs(drivers.get(i - 1).points()));
    }
    assertThat(drivers.stream().mapToInt(Driver::points).sum())
        .isEqualTo(fold.lastChange().points());
  }

  @Test
  void a_driver_knows_the_value_last_told() {
    startUsing(NOON);
    fold.tell(facts.nps(NOON, 10));

    fold.tell(facts.nps(NOON, 0));

    Driver nps = fold.lastChange().drivers().get(0);
    assertThat(nps.measureId()).isEqualTo("nps");
    assertThat(nps.valueBefore()).isEqualTo(100);
    assertThat(nps.valueAfter()).isZero();
  }

  @Test
  void an_event_out_of_order_counts_for_its_own_day() {
    startUsing(NOON);
    fold.tell(facts.login(NOON.minus(Duration.ofDays(29)), "bob"));

    fold.tell(facts.timePassed(NOON.plus(DAY)));

    assertThat(loginsTold()).as("the login of 30 days ago has left the window").isEqualTo(1);
  }

  private double loginsTold() {
    return fold.state()
        .facts()
        .days()
        .sum(
            Counter.LOGINS,
            fold.state().facts().days().indexFrom(fold.state().facts().day() - 29),
            fold.state().facts().days().size());
  }

  @Test
  void time_alone_lowers_the_score_of_a_silent_account() {
    startUsing(NOON);
    for (int i = 0; i < 30; i++) {
      fold.tell(facts.login(NOON, "ann"));
    }
    int before = fold.lastChange().to().score();

    fold.tell(facts.timePassed(fold.state().nextDue()));

    assertThat(fold.lastChange().cause()).isEqualTo(ChangeCause.TIME_PASSED);
    assertThat(fold.lastChange().causeEventId()).isNull();
    assertThat(fold.lastChange().to().score()).isLessThan(before);
    assertThat(fold.lastChange().changedAt()).isEqualTo(Instant.parse("2026-07-30T00:00:00Z"));
  }

  @Test
  void time_before_the_due_day_is_ignored() {
    startUsing(NOON);
    Instant due = fold.state().nextDue();

    fold.tell(facts.timePassed(due.minusMillis(1)));

    assertThat(fold.last().outcome()).isEqualTo(Outcome.IGNORED);
    assertThat(fold.last().nextDue()).isEqualTo(due);
  }

  @Test
  void an_older_tick_is_harmless() {
    startUsing(NOON);

    fold.tell(facts.timePassed(NOON.minus(Duration.ofDays(400))));

    assertThat(fold.last().outcome()).isEqualTo(Outcome.IGNORED);
  }

  @Test
  void nothing_is_due_any_more_when_everything_has_left_its_window() {
    startUsing(NOON);
    int looks = 0;
    while (fold.state().nextDue() != null) {
      assertThat(fold.state().nextDue()).isAfter(fold.state().asOf());
      fold.tell(facts.timePassed(fold.state().nextDue()));
      looks++;
    }

    assertThat(looks).isLessThan(10);
    assertThat(fold.lastChange().to().scored()).as("silence is a zero, not a gap").isTrue();
  }

  @Test
  void an_account_is_judged_at_the_latest_of_all_times() {
    startUsing(NOON);

    fold.tellAt(NOON.plus(DAY), facts.nps(NOON.minus(DAY), 10));

    assertThat(fold.lastChange().changedAt()).isEqualTo(NOON.plus(DAY));
    assertThat(fold.state().asOf()).isEqualTo(NOON.plus(DAY));
  }

  @Test
  void a_profile_can_move_the_score_as_a_fact_that_changed() {
    startUsing(NOON);

    fold.tell(facts.profile(NOON, 50, 1));

    assertThat(fold.lastChange().cause()).isEqualTo(ChangeCause.FACT_CHANGED);
    assertThat(fold.lastChange().causeEventId()).isNull();
    assertThat(fold.state().profile().paidSeats()).isEqualTo(50);
  }

  @Test
  void an_older_profile_is_ignored() {
    fold.tell(facts.profile(NOON, "New", 5, 5));

    fold.tell(facts.profile(NOON.minusMillis(1), "Old", 5, 5));

    assertThat(fold.last().outcome()).isEqualTo(Outcome.IGNORED);
    assertThat(fold.state().profile().name()).isEqualTo("New");
  }

  @Test
  void the_same_profile_again_is_ignored() {
    fold.tell(facts.profile(NOON, "Same", 5, 5), facts.profile(NOON, "Same", 5, 5));

    assertThat(fold.outcomes()).containsExactly(Outcome.SCORED, Outcome.IGNORED);
  }

  @Test
  void another_profile_of_the_same_time_replaces() {
    fold.tell(facts.profile(NOON, "One", 5, 5), facts.profile(NOON, "Other", 5, 5));

    assertThat(fold.state().profile().name()).isEqualTo("Other");
  }

  @Test
  void an_old_profile_is_never_late() {
    startUsing(NOON);

    fold.tell(facts.profile(NOON.minus(Duration.ofDays(700)), "Acme", 5, 5));

    assertThat(fold.last().outcome()).isEqualTo(Outcome.SCORED);
  }

  @Test
  void a_tombstone_removes_the_profile_and_nothing_else() {
    startUsing(NOON);
    fold.tell(facts.profile(NOON, 5, 5));

    fold.tell(facts.profileRemoved(NOON));

    assertThat(fold.last().outcome()).isEqualTo(Outcome.SCORED);
    assertThat(fold.state().profile()).isNull();
    assertThat(fold.state().facts().days().size()).isEqualTo(1);
  }

  @Test
  void a_tombstone_does_not_move_the_accounts_time() {
    fold.tell(facts.profile(NOON, 5, 5));

    fold.tell(facts.profileRemoved(NOON.plus(Duration.ofDays(1000))));

    assertThat(fold.state().asOf()).isEqualTo(NOON);
  }

  @Test
  void after_a_tombstone_any_profile_is_new() {
    fold.tell(
        facts.profile(NOON, 5, 5),
        facts.profileRemoved(NOON),
        facts.profile(NOON.minus(DAY), 7, 5));

    assertThat(fold.state().profile().paidSeats()).isEqualTo(7);
  }

  @Test
  void an_older_subscription_says_nothing_new_about_what_is_bought() {
    fold.tell(
        facts.subscription(NOON, SubscriptionSignal.Kind.EXPANDED, 10, 500L),
        facts.subscription(NOON.minus(DAY), SubscriptionSignal.Kind.NEW, 5, 100L));

    assertThat(fold.state().facts().subscription().seats()).isEqualTo(10);
    assertThat(fold.state().facts().subscription().mrrMinor()).isEqualTo(500);
  }

  @Test
  void an_older_subscription_still_tells_what_no_later_one_told() {
    fold.tell(
        facts.subscription(NOON, SubscriptionSignal.Kind.RENEWED, null, 500L),
        facts.subscription(NOON.minus(DAY), SubscriptionSignal.Kind.NEW, 5, 100L));

    assertThat(fold.state().facts().subscription().seats()).isEqualTo(5);
    assertThat(fold.state().facts().subscription().mrrMinor()).isEqualTo(500);
  }

  @Test
  void a_churn_is_remembered_until_a_later_contract() {
    fold.tell(facts.subscription(NOON, SubscriptionSignal.Kind.CHURNED, null, 0L));
    assertThat(fold.state().facts().subscription().churned()).isTrue();

    fold.tell(facts.subscription(NOON.plus(DAY), SubscriptionSignal.Kind.NEW, 5, 100L));

    assertThat(fold.state().facts().subscription().churned()).isFalse();
  }

  @Test
  void a_new_version_of_the_model_is_told_once_and_raises_nothing() {
    startUsing(NOON);
    for (int i = 0; i < 30; i++) {
      fold.tell(facts.login(NOON, "ann"), facts.used(NOON, "ann", "feature-" + i, 30));
    }
    int changes = fold.changes().size();
    fold.judgedBy(new HealthPolicy(harsher(), StandardRules.all()));

    fold.tell(facts.login(NOON, "ann"), facts.login(NOON, "ann"));

    assertThat(fold.changes()).hasSize(changes + 1);
    assertThat(fold.lastChange().cause()).isEqualTo(ChangeCause.MODEL_CHANGED);
    assertThat(fold.lastChange().causeEventId()).isNull();
    assertThat(fold.lastChange().to().modelVersion()).isEqualTo(Presets.m0().version() + 1);
    assertThat(fold.lastChange().points()).as("far below").isLessThan(-20_000);
    assertThat(fold.lastChange().causes())
        .extracting(CauseShare::cause)
        .as("what the model did and what the login did stand apart")
        .startsWith(ChangeCause.MODEL_CHANGED)
        .doesNotContain(ChangeCause.EARLIER);
    assertThat(fold.lastChange().drivers().stream().mapToInt(Driver::points).sum())
        .isEqualTo(fold.lastChange().points());
    assertThat(fold.alerts()).isEmpty();
  }

  @Test
  void a_tick_switches_the_model_also_when_nothing_is_due() {
    startUsing(NOON);
    fold.judgedBy(new HealthPolicy(harsher(), StandardRules.all()));

    fold.tell(facts.timePassed(NOON.plusSeconds(60)));

    assertThat(fold.lastChange().cause()).isEqualTo(ChangeCause.MODEL_CHANGED);
  }

  /** M0 with only the measure that looks worst. */
  private static ScoringModel harsher() {
    ScoringModel m0 = Presets.m0();
    return new ScoringModel(
        "M0",
        m0.version() + 1,
        "Harsher",
        0,
        10,
        m0.components().subList(1, 2),
        List.of(),
        m0.bands());
  }

  @Test
  void scores_of_any_order_of_arrival_are_the_same_in_the_end() {
    for (long seed = 0; seed < 60; seed++) {
      List<Signal> signals = aQuarter(seed);
      Instant end = NOON.plus(Duration.ofDays(60));
      int straight = scoreAt(end, signals);
      Collections.shuffle(signals, new Random(seed));

      assertThat(scoreAt(end, signals)).as("seed %d", seed).isEqualTo(straight);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 15})
  void repeats_within_reach_change_nothing(int apart) {
    for (long seed = 0; seed < 30; seed++) {
      List<Signal> signals = aQuarter(seed);
      List<Signal> repeated = new ArrayList<>();
      for (int i = 0; i < signals.size(); i++) {
        repeated.add(signals.get(i));
        if (i >= apart) {
          repeated.add(signals.get(i - apart));
        }
      }
      Fold once = new Fold("acme");
      signals.forEach(once::tell);
      Fold twice = new Fold("acme");
      repeated.forEach(twice::tell);

      assertThat(twice.state()).as("seed %d", seed).isEqualTo(once.state());
      assertThat(twice.changes()).as("seed %d", seed).isEqualTo(once.changes());
      assertThat(twice.alerts()).as("seed %d", seed).isEqualTo(once.alerts());
    }
  }

  @Test
  void on_a_quiet_account_an_id_is_forgotten_after_sixteen_others_and_counts_again() {
    fold.tell(facts.login("first", NOON, "ann"));
    for (int other = 1; other <= RecentEvents.MIN_KEPT; other++) {
      fold.tell(facts.login(NOON, "ann"));
    }

    fold.tell(facts.login("first", NOON, "ann"));

    assertThat(fold.last().outcome()).isEqualTo(Outcome.SCORED);
    assertThat(fold.state().recentEvents().forgotten())
        .as("a bound of rate, not of memory")
        .isZero();
  }

  @Test
  void on_a_busy_account_a_repeat_is_known_for_two_hours_of_the_busiest_day() {
    int twoHours = 50;
    for (int event = 0; event < 12 * twoHours; event++) {
      fold.tell(facts.login("event-of-the-day-" + event, NOON, "ann"));
    }

    fold.tell(facts.login("event-of-the-day-" + (12 * twoHours - twoHours), NOON, "ann"));
    assertThat(fold.last().outcome()).isEqualTo(Outcome.DUPLICATE);

    fold.tell(facts.login("event-of-the-day-" + (12 * twoHours - twoHours - 1), NOON, "ann"));
    assertThat(fold.last().outcome()).isEqualTo(Outcome.SCORED);
  }

  private List<Signal> aQuarter(long seed) {
    Random random = new Random(seed);
    Facts of = new Facts("acme");
    List<Signal> signals = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      Instant at = NOON.plus(Duration.ofMinutes(i * 570L + random.nextInt(500)));
      String user = "user-" + random.nextInt(6);
      signals.add(
          switch (random.nextInt(8)) {
            case 0, 1 -> of.login(at, user);
            case 2 -> of.session(at, user, random.nextInt(5000));
            case 3, 4 -> of.used(at, user, "feature-" + random.nextInt(9), random.nextInt(4));
            case 5 -> of.opened(at, random.nextInt(-10, 11) / 10.0);
            case 6 -> random.nextBoolean() ? of.nps(at, random.nextInt(11)) : of.csat(at, 4);
            default ->
                random.nextBoolean()
                    ? of.sentiment(at, random.nextInt(5) / 4.0)
                    : of.subscription(at, SubscriptionSignal.Kind.RENEWED, random.nextInt(9), 100L);
          });
    }
    return signals;
  }

  private static int scoreAt(Instant end, List<Signal> signals) {
    Fold of = new Fold("acme");
    signals.forEach(of::tell);
    of.tellAt(end, new Facts("acme").profile(end, 9, 12));
    ScoringModel model = Presets.m0();
    return model
        .score(
            ScoringInput.of(model, of.state().facts(), of.state().profile(), Peers.UNKNOWN, null))
        .score();
  }
}
