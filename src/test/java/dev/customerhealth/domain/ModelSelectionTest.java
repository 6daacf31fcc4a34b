package dev.customerhealth.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.Lifecycle;
import dev.customerhealth.domain.account.Lifecycle.Stage;
import dev.customerhealth.domain.alerting.Alert;
import dev.customerhealth.domain.alerting.StandardRules;
import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.domain.measure.WindowedMeasure;
import dev.customerhealth.domain.scoring.ChangeCause;
import dev.customerhealth.domain.scoring.Component;
import dev.customerhealth.domain.scoring.MissingData;
import dev.customerhealth.domain.scoring.Peers;
import dev.customerhealth.domain.scoring.ScoreChange;
import dev.customerhealth.domain.scoring.ScoringFunction.Linear;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.domain.scoring.Staleness;
import dev.customerhealth.domain.scoring.WeightedMeasure;
import dev.customerhealth.domain.signal.ProfileSignal;
import dev.customerhealth.testing.Presets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which model scores an account, and that changing it is never taken for bad news. */
class ModelSelectionTest {
  private static final LocalDate START = LocalDate.parse("2026-01-01");
  private static final LocalDate RENEWAL = LocalDate.parse("2027-06-30");

  /** The CSM's sentiment as it is. */
  private static final ScoringModel KIND = sentiment("kind", 100, Staleness.NONE, 0);

  /** The CSM's sentiment halved. */
  private static final ScoringModel STRICT = sentiment("strict", 200, Staleness.NONE, 0);

  /** Sentiment from the first day, NPS from day 70 on. */
  private static final ScoringModel SPARING =
      model(
          "sparing",
          part(Measure.CSM_SENTIMENT, new Linear(0, 100), Staleness.NONE, 0),
          part(Measure.NPS, new Linear(-100, 100), Staleness.NONE, 70));

  private final Facts facts = new Facts("acme");

  @ParameterizedTest
  @CsvSource({
    "0, ONBOARDING",
    "90, ONBOARDING",
    "91, GROWTH",
    "365, GROWTH",
    "366, MATURE",
    "4000, MATURE",
    "-5, ONBOARDING"
  })
  void stages_end_on_day_90_and_day_365(int day, Stage stage) {
    assertThat(Lifecycle.stage(profile("smb", null), dayOf(day))).isEqualTo(stage);
  }

  @Test
  void an_account_whose_start_nobody_told_is_in_no_stage() {
    assertThat(Lifecycle.stage(null, dayOf(10))).isNull();
  }

  @Test
  void a_renewal_is_near_from_90_days_before_its_date_until_a_later_date_is_told() {
    AccountProfile profile = profile("smb", RENEWAL);
    int renewal = (int) RENEWAL.toEpochDay();

    assertThat(Lifecycle.renewalNear(AccountFacts.NONE, profile, renewal - 91)).isFalse();
    assertThat(Lifecycle.renewalNear(AccountFacts.NONE, profile, renewal - 90)).isTrue();
    assertThat(Lifecycle.renewalNear(AccountFacts.NONE, profile, renewal + 40)).isTrue();
    assertThat(
            Lifecycle.renewalNear(AccountFacts.NONE, profile("smb", RENEWAL.plusYears(1)), renewal))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0, 91", "90, 91", "91, 366", "365, 366", "366, 455", "455, "})
  void stages_and_renewal_change_on_foreseeable_days(int day, Integer next) {
    AccountProfile profile = profile("smb", START.plusDays(545));

    assertThat(Lifecycle.nextChange(AccountFacts.NONE, profile, dayOf(day)))
        .isEqualTo(next == null ? Days.NONE : dayOf(next));
  }

  @Test
  void the_first_rule_that_an_account_meets_chooses_and_else_the_default() {
    ModelSelection selection =
        new ModelSelection(
            List.of(
                new SelectionRule("near", List.of(), List.of(), List.of(), true, STRICT),
                new SelectionRule(
                    "small", List.of("SMB"), List.of("gold"), List.of(), null, STRICT),
                new SelectionRule(
                    "grown", List.of(), List.of(), List.of(Stage.MATURE), null, STRICT)),
            KIND);

    assertThat(rule(selection, profile("smb", RENEWAL), 10)).isEqualTo("small");
    assertThat(rule(selection, profile("enterprise", RENEWAL), 10)).isEqualTo("default");
    assertThat(rule(selection, profile("enterprise", RENEWAL), 366)).isEqualTo("grown");
    assertThat(rule(selection, profile("smb", START.plusDays(50)), 10)).isEqualTo("near");
    assertThat(rule(selection, null, 10)).isEqualTo("default");
    assertThat(selection.models()).containsExactly(KIND, STRICT);
  }

  @Test
  void two_rules_of_one_id_are_refused() {
    SelectionRule rule = new SelectionRule("a", List.of(), List.of(), List.of(), true, KIND);

    assertThatThrownBy(() -> new ModelSelection(List.of(rule, rule), KIND))
        .hasMessageContaining("a different id for every rule, found [a, a, default]");
  }

  @Test
  void the_change_of_a_stage_changes_the_model_on_its_day_and_is_no_alert() {
    Fold fold = fold();
    fold.tell(told(0, START), facts.sentiment(at(60), 0.9));
    assertThat(fold.state().nextDue()).isEqualTo(midnight(91));

    fold.tell(facts.timePassed(at(91)));

    ScoreChange change = fold.lastChange();
    assertThat(change.cause()).isEqualTo(ChangeCause.MODEL_CHANGED);
    assertThat(change.points()).isEqualTo(-45_000);
    assertThat(change.to().modelId()).isEqualTo("strict");
    assertThat(change.to().modelRule()).isEqualTo("after-onboarding");
    assertThat(fold.alerts()).isEmpty();
  }

  @Test
  void a_fall_after_the_change_is_an_alert_again() {
    Fold fold = fold();
    fold.tell(told(0, START), facts.sentiment(at(60), 0.9), facts.timePassed(at(91)));

    fold.tell(facts.sentiment(at(92), 0.3));

    assertThat(fold.alerts()).extracting(Alert::ruleId).contains("score-drop-7d");
  }

  @Test
  void the_change_is_no_alert_either_when_nobody_looked_for_weeks() {
    Fold ticked = fold();
    Fold silent = fold();
    ticked.tell(told(0, START), facts.sentiment(at(60), 0.9));
    silent.tell(told(0, START), facts.sentiment(at(60), 0.9));
    for (int day = 61; day < 100; day++) {
      ticked.tell(facts.timePassed(at(day)));
    }

    ticked.tell(facts.sentiment(at(100), 0.88));
    silent.tell(facts.sentiment(at(100), 0.88));

    assertThat(silent.alerts()).isEmpty();
    assertThat(ticked.alerts()).isEmpty();
    assertThat(silent.state().judgement().highs())
        .as("the same highs however often ticks come")
        .isEqualTo(ticked.state().judgement().highs());
  }

  @Test
  void a_profile_that_moves_an_account_to_another_model_is_no_alert() {
    Fold fold = fold();
    fold.tell(told(80, START), facts.sentiment(at(80), 0.9));

    fold.tell(told(81, START.minusYears(1)));

    assertThat(fold.lastChange().cause()).isEqualTo(ChangeCause.MODEL_CHANGED);
    assertThat(fold.lastChange().points()).isEqualTo(-45_000);
    assertThat(fold.alerts()).isEmpty();
    assertThat(fold.state().judgement().highs().size()).isEqualTo(1);
  }

  @Test
  void an_answer_that_grows_old_is_due_every_day_and_on_the_day_it_expires() {
    ScoringModel decaying = sentiment("decaying", 100, new Staleness(10, 30), 0);
    ScoringModel expiring = sentiment("expiring", 100, new Staleness(0, 30), 0);

    assertThat(dueAfterSentiment(decaying)).isEqualTo(midnight(61));
    assertThat(dueAfterSentiment(expiring)).isEqualTo(midnight(90));
  }

  @Test
  void an_expired_answer_ends_the_score_on_its_day() {
    ScoringModel expiring = sentiment("expiring", 100, new Staleness(0, 30), 0);
    Fold fold = new Fold("acme", new HealthPolicy(expiring, StandardRules.all()));
    fold.tell(facts.sentiment(at(60), 0.9), facts.timePassed(at(89)));
    assertThat(fold.changes()).hasSize(1);

    fold.tell(facts.timePassed(at(90)));

    assertThat(fold.lastChange().to().scored()).isFalse();
    assertThat(fold.lastChange().cause()).isEqualTo(ChangeCause.TIME_PASSED);
  }

  @Test
  void the_end_of_grace_is_a_due_day_by_contract_or_else_by_the_first_fact() {
    ScoringModel graceful = sentiment("graceful", 100, Staleness.NONE, 70);
    Fold known = new Fold("acme", new HealthPolicy(graceful, StandardRules.all()));
    Fold unknown = new Fold("acme", new HealthPolicy(graceful, StandardRules.all()));

    known.tell(told(0, START), facts.sentiment(at(60), 0.9));
    unknown.tell(facts.login(at(60), "ann"), facts.sentiment(at(61), 0.9));

    assertThat(known.state().nextDue()).isEqualTo(midnight(70));
    known.tell(facts.timePassed(at(70)));
    assertThat(known.lastChange().to().score()).isEqualTo(90_000);
    unknown.tell(facts.timePassed(at(129)));
    assertThat(unknown.changes()).isEmpty();
    unknown.tell(facts.timePassed(at(130)));
    assertThat(unknown.lastChange().to().score()).isEqualTo(90_000);
  }

  @Test
  void a_score_that_falls_because_a_grace_ended_is_no_drop_but_a_zone_entered() {
    Fold fold = new Fold("acme", new HealthPolicy(SPARING, StandardRules.all()));
    fold.tell(told(0, START), facts.sentiment(at(60), 0.9), facts.nps(at(61), 0));
    assertThat(fold.lastChange().to().score()).isEqualTo(90_000);

    fold.tell(facts.timePassed(at(70)));

    assertThat(fold.lastChange().cause()).isEqualTo(ChangeCause.TIME_PASSED);
    assertThat(fold.lastChange().points()).isEqualTo(-45_000);
    assertThat(fold.alerts())
        .extracting(Alert::ruleId)
        .containsExactly("intervention-zone-entered");
  }

  @Test
  void the_end_of_a_grace_is_no_drop_either_when_nobody_looked_for_weeks() {
    Fold silent = new Fold("acme", new HealthPolicy(SPARING, StandardRules.all()));
    Fold ticked = new Fold("acme", new HealthPolicy(SPARING, StandardRules.all()));
    for (Fold fold : List.of(silent, ticked)) {
      fold.tell(told(0, START), facts.sentiment(at(60), 0.9), facts.nps(at(61), 0));
    }
    for (int day = 62; day < 80; day++) {
      ticked.tell(facts.timePassed(at(day)));
    }

    silent.tell(facts.sentiment(at(80), 0.9));
    ticked.tell(facts.sentiment(at(80), 0.9));

    assertThat(silent.alerts())
        .extracting(Alert::ruleId)
        .containsExactly("intervention-zone-entered");
    assertThat(silent.state().judgement().highs())
        .as("the same highs however often ticks come")
        .isEqualTo(ticked.state().judgement().highs());
  }

  @Test
  void a_fall_after_a_grace_ended_is_a_drop_again() {
    Fold fold = new Fold("acme", new HealthPolicy(SPARING, StandardRules.all()));
    fold.tell(told(0, START), facts.sentiment(at(60), 0.9), facts.nps(at(61), 0));
    fold.tell(facts.timePassed(at(70)));

    fold.tell(facts.sentiment(at(72), 0.4));

    assertThat(fold.alerts()).extracting(Alert::ruleId).contains("score-drop-7d");
  }

  @Test
  void a_grace_that_ends_without_data_forgets_no_high() {
    Fold fold = new Fold("acme", new HealthPolicy(SPARING, StandardRules.all()));
    fold.tell(told(0, START), facts.sentiment(at(60), 0.95), facts.sentiment(at(68), 0.8));
    fold.tell(facts.timePassed(at(70)));

    fold.tell(facts.sentiment(at(71), 0.7));

    assertThat(fold.alerts()).extracting(Alert::ruleId).contains("score-drop-7d");
  }

  @Test
  void a_contract_told_to_be_older_ends_the_grace_and_is_no_drop() {
    Fold fold = new Fold("acme", new HealthPolicy(SPARING, StandardRules.all()));
    fold.tell(told(0, START), facts.sentiment(at(60), 0.9), facts.nps(at(61), 0));

    fold.tell(told(62, START.minusYears(1)));

    assertThat(fold.lastChange().points()).isEqualTo(-45_000);
    assertThat(fold.alerts())
        .extracting(Alert::ruleId)
        .containsExactly("intervention-zone-entered");
  }

  @Test
  void a_contract_told_to_be_younger_begins_the_grace_and_is_no_drop() {
    Fold fold = new Fold("acme", new HealthPolicy(SPARING, StandardRules.all()));
    fold.tell(told(0, START.minusYears(1)), facts.sentiment(at(60), 0.2), facts.nps(at(60), 10));
    fold.tell(facts.timePassed(at(61)));
    assertThat(fold.lastChange().to().score()).isEqualTo(60_000);

    fold.tell(told(62, START));

    assertThat(fold.lastChange().points()).isEqualTo(-40_000);
    assertThat(fold.alerts()).extracting(Alert::ruleId).containsExactly("escalation-zone-entered");
  }

  private Instant dueAfterSentiment(ScoringModel model) {
    Fold fold = new Fold("acme", new HealthPolicy(model, StandardRules.all()));
    fold.tell(facts.sentiment(at(60), 0.9));
    return fold.state().nextDue();
  }

  /** Onboarding is scored kindly, everything later strictly. */
  private static Fold fold() {
    ModelSelection selection =
        new ModelSelection(
            List.of(
                new SelectionRule(
                    "after-onboarding",
                    List.of(),
                    List.of(),
                    List.of(Stage.GROWTH, Stage.MATURE),
                    null,
                    STRICT)),
            KIND);
    return new Fold("acme", new HealthPolicy(selection, Peers.UNKNOWN, StandardRules.all()));
  }

  private static ScoringModel sentiment(
      String id, double fullAt, Staleness staleness, int graceDays) {
    return model(id, part(Measure.CSM_SENTIMENT, new Linear(0, fullAt), staleness, graceDays));
  }

  private static WeightedMeasure part(
      Measure measure, Linear function, Staleness staleness, int graceDays) {
    return new WeightedMeasure(
        WindowedMeasure.of(measure), 1, function, MissingData.LEAVE_OUT, staleness, graceDays);
  }

  private static ScoringModel model(String id, WeightedMeasure... parts) {
    return new ScoringModel(
        id,
        1,
        "Test",
        0.1,
        10,
        List.of(new Component("voice", "Voice", 1, List.of(parts))),
        List.of(),
        Presets.b0());
  }

  private static String rule(ModelSelection selection, AccountProfile profile, int day) {
    return selection.choose(AccountFacts.NONE, profile, dayOf(day)).id();
  }

  private static AccountProfile profile(String segment, LocalDate renewal) {
    return new AccountProfile(
        Instant.EPOCH,
        "Acme",
        segment,
        null,
        "Gold",
        null,
        null,
        START,
        renewal,
        null,
        null,
        null,
        0);
  }

  private static ProfileSignal told(int day, LocalDate contractStart) {
    return new ProfileSignal(
        "acme",
        at(day),
        "Acme",
        null,
        null,
        null,
        null,
        null,
        contractStart,
        null,
        null,
        null,
        null,
        0);
  }

  private static int dayOf(int day) {
    return Math.toIntExact(START.toEpochDay()) + day;
  }

  private static Instant at(int day) {
    return midnight(day).plusSeconds(3600);
  }

  private static Instant midnight(int day) {
    return START.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofDays(day));
  }
}
