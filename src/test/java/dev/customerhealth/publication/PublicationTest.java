package dev.customerhealth.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.ComponentScore;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.avro.HealthScoreChange;
import dev.customerhealth.avro.MeasureMark;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.alerting.Alert;
import dev.customerhealth.domain.alerting.AlertCondition;
import dev.customerhealth.domain.alerting.AlertEnding;
import dev.customerhealth.domain.alerting.AlertEvent;
import dev.customerhealth.domain.alerting.AlertState;
import dev.customerhealth.domain.alerting.Finding;
import dev.customerhealth.domain.alerting.ScoreBelow;
import dev.customerhealth.domain.alerting.ScoreDrop;
import dev.customerhealth.domain.alerting.Severity;
import dev.customerhealth.domain.alerting.ZoneEntered;
import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.domain.measure.WindowedMeasure;
import dev.customerhealth.domain.scoring.AppliedCap;
import dev.customerhealth.domain.scoring.Band;
import dev.customerhealth.domain.scoring.BandRole;
import dev.customerhealth.domain.scoring.ChangeCause;
import dev.customerhealth.domain.scoring.Driver;
import dev.customerhealth.domain.scoring.HealthScore;
import dev.customerhealth.domain.scoring.Mark;
import dev.customerhealth.domain.scoring.MeasureScore;
import dev.customerhealth.domain.scoring.ScoreChange;
import dev.customerhealth.domain.scoring.ScoreStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PublicationTest {

  private static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");
  private static final Band AT_RISK =
      new Band("at-risk", "At risk", 40_000, BandRole.INTERVENE, "yellow", "Intervene");

  @Test
  void measures_are_grouped_by_component_with_the_weighted_mean_of_those_with_data() {
    List<ComponentScore> components = PublishedScores.of("acme", score(), null).getComponents();

    assertThat(components)
        .extracting(ComponentScore::getComponent)
        .containsExactly("product-usage", "relationship");
    ComponentScore usage = components.get(0);
    assertThat(usage.getWeight()).isEqualTo(30);
    assertThat(usage.getEffectiveWeight()).isEqualTo(60);
    assertThat(usage.getScore()).isEqualTo((40 * 80 + 20 * 50) / 60.0);
    assertThat(usage.getContribution()).isEqualTo(42);
    assertThat(usage.getMeasures()).hasSize(3);
    assertThat(usage.getMeasures().get(2).getValue()).isNull();
    assertThat(usage.getMeasures().get(2).getScore()).isNull();
  }

  @Test
  void a_component_without_data_has_no_score() {
    ComponentScore relationship = PublishedScores.of("acme", score(), null).getComponents().get(1);

    assertThat(relationship.getScore()).isNull();
    assertThat(relationship.getContribution()).isZero();
  }

  @Test
  void an_account_without_score_has_neither_score_nor_band() {
    HealthScore nothing =
        new HealthScore(
            NOW, ScoreStatus.INSUFFICIENT_DATA, 0, null, 0.1, "M0", 1, "default", List.of(), null);

    dev.customerhealth.avro.HealthScore published = PublishedScores.of("acme", nothing, null);

    assertThat(published.getScore()).isNull();
    assertThat(published.getBandId()).isNull();
    assertThat(published.getBandRole()).isNull();
  }

  @Test
  void a_score_says_which_rule_chose_its_model_which_cap_limits_it_and_how_measures_took_part() {
    HealthScore capped =
        new HealthScore(
            NOW,
            ScoreStatus.SCORED,
            42_000,
            AT_RISK,
            0.6,
            "M0",
            1,
            "new-customers",
            List.of(
                new MeasureScore(
                    "nps",
                    "relationship",
                    90,
                    50,
                    80,
                    10,
                    100,
                    80_000,
                    12,
                    Mark.STALE,
                    12,
                    true,
                    0),
                missing("usage-depth", "product-usage", 30)),
            new AppliedCap(
                "escalation",
                "Open escalation",
                new WindowedMeasure(Measure.ESCALATIONS, 30),
                2,
                42_000,
                -38_000));

    dev.customerhealth.avro.HealthScore published = PublishedScores.of("acme", capped, null);

    assertThat(published.getModelRule()).isEqualTo("new-customers");
    assertThat(published.getCap().getId()).isEqualTo("escalation");
    assertThat(published.getCap().getMeasure()).isEqualTo("escalations-30d");
    assertThat(published.getCap().getWindowDays()).isEqualTo(30);
    assertThat(published.getCap().getValue()).isEqualTo(2);
    assertThat(published.getCap().getLimit()).isEqualTo(42);
    assertThat(published.getCap().getPoints()).isEqualTo(-38);
    dev.customerhealth.avro.MeasureScore nps =
        published.getComponents().get(0).getMeasures().get(0);
    assertThat(nps.getMark()).isEqualTo(MeasureMark.STALE);
    assertThat(nps.getAnswerAgeDays()).isEqualTo(12);
    assertThat(nps.getAgeDays()).isEqualTo(12);
    assertThat(nps.getCapped()).isTrue();
    assertThat(nps.getAssumedPlanFeatures()).isNull();
    dev.customerhealth.avro.MeasureScore depth =
        published.getComponents().get(1).getMeasures().get(0);
    assertThat(depth.getMark()).isEqualTo(MeasureMark.MISSING);
    assertThat(depth.getAnswerAgeDays()).isNull();
    assertThat(depth.getAgeDays()).isNull();
    assertThat(depth.getCapped()).isFalse();
  }

  @Test
  void the_drivers_of_a_change_add_up_to_its_points() {
    HealthScoreChange change =
        PublishedChanges.of(
            "acme",
            new ScoreChange(
                7,
                NOW,
                ScoreStatus.SCORED,
                60_500,
                "stable",
                0.6,
                "M0",
                1,
                score(),
                ChangeCause.EVENT,
                "e1",
                List.of(
                    new Driver("login-frequency", "product-usage", -20_000, 12, 1),
                    new Driver("feature-breadth", "product-usage", 1_500, Double.NaN, 3)),
                List.of()),
            profile("Acme"),
            "product-usage");

    assertThat(change.getPoints()).isEqualTo(-18.5);
    assertThat(change.getDrivers().stream().mapToDouble(driver -> driver.getPoints()).sum())
        .isEqualTo(change.getPoints());
    assertThat(change.getDrivers().get(1).getValueBefore()).isNull();
    assertThat(change.getCauseTopic()).isEqualTo("product-usage");
    assertThat(change.getFromBand()).isEqualTo("stable");
    assertThat(change.getToBand()).isEqualTo("at-risk");
  }

  @Test
  void a_change_that_no_event_caused_names_no_topic() {
    HealthScoreChange change =
        PublishedChanges.of(
            "acme",
            new ScoreChange(
                1,
                NOW,
                ScoreStatus.INSUFFICIENT_DATA,
                0,
                null,
                0,
                null,
                0,
                score(),
                ChangeCause.TIME_PASSED,
                null,
                List.of(),
                List.of()),
            null,
            "clock-ticks");

    assertThat(change.getCauseTopic()).isNull();
    assertThat(change.getFromScore()).isNull();
    assertThat(change.getToScore()).isEqualTo(42);
  }

  @Test
  void a_raised_drop_reads_as_a_sentence() {
    HealthAlert alert =
        PublishedAlerts.of(
            "acme", drop(AlertState.RAISED), profile("Acme & Söhne"), ConsoleLinks.NONE);

    assertThat(alert.getSummary())
        .isEqualTo(
            "Acme & Söhne lost 23.5 points within 7 days, from 65.5 to 42.0; most of it: login"
                + " frequency -20.0, net promoter score -5.0.");
    assertThat(alert.getReferenceScore()).isEqualTo(65.5);
    assertThat(alert.getRenewalDate()).isEqualTo(LocalDate.of(2027, 1, 31));
  }

  @Test
  void what_rounds_to_nothing_is_in_the_record_and_not_in_the_sentence() {
    List<Driver> drivers =
        List.of(
            new Driver("login-frequency", "product-usage", -20_000, 12, 1),
            new Driver("nps", "relationship", -50, 50, 49),
            new Driver("usage-depth", "product-usage", -49, 2, 1),
            new Driver("feature-breadth", "product-usage", -1, 2, 1));

    HealthAlert alert =
        PublishedAlerts.of("acme", drop(AlertState.RAISED, drivers), null, ConsoleLinks.NONE);

    assertThat(alert.getSummary())
        .endsWith("; most of it: login frequency -20.0, net promoter score -0.1.");
    assertThat(alert.getDrivers()).hasSize(4);
  }

  @Test
  void no_sentence_has_a_negative_nothing() {
    assertThat(Numbers.inWords(-0.04)).isEqualTo("0.0");
    assertThat(Numbers.inWords(-0.05)).isEqualTo("-0.1");
  }

  @Test
  void a_raised_zone_names_the_band() {
    HealthAlert alert =
        PublishedAlerts.of(
            "acme",
            new Alert(
                "id",
                "intervention-zone",
                "An intervention",
                "R47",
                1,
                AlertEvent.RAISED,
                AlertState.RAISED,
                Severity.WARNING,
                NOW,
                NOW,
                42,
                60,
                new ZoneEntered(BandRole.INTERVENE, 2_000),
                List.of(),
                0,
                -1,
                score(),
                "Intervene",
                List.of(),
                Alert.Handling.NONE,
                null),
            null,
            ConsoleLinks.NONE);

    assertThat(alert.getSummary())
        .isEqualTo("acme is now in the band 'At risk', the score is 42.0.");
    assertThat(alert.getWindowDays()).isNull();
    assertThat(alert.getReferenceScore()).isNull();
  }

  /** The score fell by 20.004: "lost 20.0 points" would read as if the rule were wrong. */
  @Test
  void numbers_that_lie_just_beyond_their_bar_are_told_so() {
    assertThat(ShownPoints.lost(80.004, 60, 20))
        .isEqualTo(new ShownPoints.Lost("80.004", "60.000", "20.004"));
    assertThat(ShownPoints.lost(80.04, 60, 20))
        .isEqualTo(new ShownPoints.Lost("80.04", "60.00", "20.04"));
    assertThat(ShownPoints.lost(80.3, 60, 20))
        .isEqualTo(new ShownPoints.Lost("80.3", "60.0", "20.3"));
    assertThat(ShownPoints.beside(59.96, 60)).isEqualTo("59.96");
    assertThat(ShownPoints.beside(59.999, 60)).isEqualTo("59.999");
    assertThat(ShownPoints.beside(59.9, 60)).isEqualTo("59.9");
    assertThat(ShownPoints.beside(60, 60)).isEqualTo("60.0");
    assertThat(ShownPoints.beside(-0.01, 0)).isEqualTo("-0.01");
    assertThat(Numbers.brief(2, 3)).isEqualTo("2");
  }

  @Test
  void a_sentence_shows_that_its_bar_was_crossed() {
    assertThat(sentence(new ScoreDrop(7, 20_000, 10_000), 20.004, 20, 7, 80_004, 60_000))
        .isEqualTo("acme lost 20.004 points within 7 days, from 80.004 to 60.000.");
    assertThat(sentence(new ZoneEntered(BandRole.INTERVENE, 2_000), 59.96, 60, 0, 60_800, 59_960))
        .endsWith(", from 60.8 to 59.96.");
    assertThat(sentence(new ScoreBelow(60_000, 65_000), 59.96, 60, 0, -1, 59_960))
        .isEqualTo("acme: It is so (score 59.96, bar 60), the score is 59.96.");
  }

  private static String sentence(
      AlertCondition condition, double value, double bar, int days, int reference, int score) {
    Alert alert =
        new Alert(
            "id",
            "rule",
            "It is so",
            "R",
            1,
            AlertEvent.RAISED,
            AlertState.RAISED,
            Severity.WARNING,
            NOW,
            NOW,
            value,
            bar,
            condition,
            condition instanceof ScoreBelow
                ? List.of(new Finding(null, "points", value, bar))
                : List.of(),
            days,
            reference,
            score(score),
            null,
            List.of(),
            Alert.Handling.NONE,
            null);
    return PublishedAlerts.of("acme", alert, null, ConsoleLinks.NONE).getSummary();
  }

  /** For every pair of thousandths around a bar. */
  @Test
  void what_is_shown_of_a_drop_adds_up_and_lies_on_its_side_of_the_bar() {
    for (int from = 79_900; from <= 80_100; from++) {
      ShownPoints.Lost lost = ShownPoints.lost(from / 1000.0, 59.95, 20);
      BigDecimal change = new BigDecimal(lost.change());
      assertThat(new BigDecimal(lost.from()).subtract(new BigDecimal(lost.to())))
          .as("from %d", from)
          .isEqualByComparingTo(change);
      assertThat(Integer.signum(change.compareTo(BigDecimal.valueOf(20))) > 0)
          .as("from %d: %s", from, lost)
          .isEqualTo(from - 59_950 > 20_000);
    }
  }

  @Test
  void any_other_alert_names_what_is_the_matter_and_its_numbers() {
    HealthAlert alert =
        PublishedAlerts.of(
            "acme",
            new Alert(
                "id",
                "renewal-at-risk",
                "The renewal is near or overdue, and the score is low",
                "R50j",
                1,
                AlertEvent.RAISED,
                AlertState.RAISED,
                Severity.CRITICAL,
                NOW,
                NOW,
                42,
                60,
                new ScoreBelow(60_000, 65_000),
                List.of(
                    new Finding(null, "points", 42, 60),
                    new Finding("days-to-renewal", "days", 88, 90),
                    new Finding("nps", "points", Double.NaN, -50)),
                0,
                -1,
                score(),
                "Plan",
                List.of(),
                Alert.Handling.NONE,
                null),
            null,
            ConsoleLinks.NONE);

    assertThat(alert.getSummary())
        .isEqualTo(
            "acme: The renewal is near or overdue, and the score is low (score 42, bar 60; days to renewal 88"
                + " days, bar 90; net promoter score no data, bar -50), the score is 42.0.");
  }

  @Test
  void what_is_not_about_a_fall_says_what_the_score_lost_and_one_is_no_plural() {
    HealthAlert alert =
        PublishedAlerts.of(
            "acme",
            new Alert(
                "id",
                "critical-escalation-open",
                "A critical escalation is open",
                "R50l",
                1,
                AlertEvent.RAISED,
                AlertState.RAISED,
                Severity.CRITICAL,
                NOW,
                NOW,
                1,
                1,
                new ScoreBelow(60_000, 65_000),
                List.of(new Finding("open-critical-escalations", "tickets", 1, 1)),
                0,
                -1,
                score(),
                "Call them",
                List.of(new Driver("ticket-sentiment", "support", -700, 0, -1)),
                Alert.Handling.NONE,
                null),
            null,
            ConsoleLinks.NONE);

    assertThat(alert.getSummary())
        .isEqualTo(
            "acme: A critical escalation is open (open critical escalations 1 ticket, bar 1), the"
                + " score is 42.0; it lost: ticket sentiment -0.7.");
  }

  @Test
  void an_alert_carries_all_that_its_owner_needs_to_act() {
    Alert alert =
        new Alert(
            "id",
            "invoice-overdue",
            "An invoice is two weeks overdue",
            "R50e",
            2,
            AlertEvent.RAISED,
            AlertState.RAISED,
            Severity.WARNING,
            NOW,
            NOW,
            15,
            14,
            new ScoreBelow(60_000, 65_000),
            List.of(new Finding("days-overdue", "days", 15, 14)),
            0,
            -1,
            score(),
            "Ask your contact",
            List.of(new Driver("login-frequency", "product-usage", -20_000, 12, 1)),
            Alert.Handling.NONE,
            null);
    AccountProfile profile = profile("Acme");

    HealthAlert record =
        PublishedAlerts.of("acme", alert, profile, new ConsoleLinks("https://console"));

    assertThat(record.getAlertId()).isEqualTo("id");
    assertThat(record.getAccountId()).isEqualTo("acme");
    assertThat(record.getRuleId()).isEqualTo("invoice-overdue");
    assertThat(record.getEpisode()).isEqualTo(2);
    assertThat(record.getSeverity()).isEqualTo(dev.customerhealth.avro.Severity.WARNING);
    assertThat(record.getMeasure()).isEqualTo("days-overdue");
    assertThat(record.getUnit()).isEqualTo("days");
    assertThat(record.getValue()).isEqualTo(15.0);
    assertThat(record.getThreshold()).isEqualTo(14.0);
    assertThat(record.getDrivers()).hasSize(1);
    assertThat(record.getAccountName()).isEqualTo("Acme");
    assertThat(record.getCsmId()).isEqualTo(profile.csmId()).isNotNull();
    assertThat(record.getArrMinor()).isEqualTo(profile.arrMinor()).isNotNull();
    assertThat(record.getCurrency()).isEqualTo(profile.currency()).isNotNull();
    assertThat(record.getRenewalDate()).isEqualTo(profile.renewalDate()).isNotNull();
    assertThat(record.getBandRole()).isEqualTo(dev.customerhealth.avro.BandRole.INTERVENE);
    assertThat(record.getAction()).isEqualTo("Ask your contact");
    assertThat(record.getLink()).startsWith("https://console/").contains("acme");
  }

  @ParameterizedTest
  @EnumSource(Severity.class)
  void every_severity_is_told_by_its_name(Severity severity) {
    assertThat(PublishedAlerts.of("acme", drop(severity), null, ConsoleLinks.NONE).getSeverity())
        .hasToString(severity.name());
  }

  @Test
  void a_resolved_alert_says_so() {
    assertThat(
            PublishedAlerts.of("acme", drop(AlertState.RESOLVED), null, ConsoleLinks.NONE)
                .getSummary())
        .isEqualTo("acme: 'score drop 7d' is resolved, the score is 42.0.");
  }

  @Test
  void a_name_cannot_spoil_a_terminal() {
    assertThat(
            PublishedAlerts.of(
                    "acme", drop(AlertState.RAISED), profile("\u001b[31mAcme"), ConsoleLinks.NONE)
                .getSummary())
        .doesNotContain("\u001b");
  }

  private static Alert drop(AlertState state) {
    return drop(
        state,
        List.of(
            new Driver("login-frequency", "product-usage", -20_000, 12, 1),
            new Driver("nps", "relationship", -5_000, 50, 0),
            new Driver("feature-breadth", "product-usage", 1_500, 2, 3)));
  }

  private static Alert drop(Severity severity) {
    return drop(AlertState.RAISED, severity, List.of());
  }

  private static Alert drop(AlertState state, List<Driver> drivers) {
    return drop(state, Severity.CRITICAL, drivers);
  }

  private static Alert drop(AlertState state, Severity severity, List<Driver> drivers) {
    return new Alert(
        "id",
        "score-drop-7d",
        "The score fell",
        "R46",
        1,
        state == AlertState.RESOLVED ? AlertEvent.RESOLVED : AlertEvent.RAISED,
        state,
        severity,
        NOW,
        NOW,
        23.5,
        20,
        new ScoreDrop(7, 20_000, 10_000),
        List.of(),
        7,
        65_500,
        score(),
        "Call",
        drivers,
        Alert.Handling.NONE,
        state == AlertState.RESOLVED ? AlertEnding.NOT_TRUE_ANY_MORE : null);
  }

  private static HealthScore score() {
    return score(42_000);
  }

  private static HealthScore score(int points) {
    return new HealthScore(
        NOW,
        ScoreStatus.SCORED,
        points,
        AT_RISK,
        0.6,
        "M0",
        1,
        "default",
        List.of(
            new MeasureScore(
                "login-frequency",
                "product-usage",
                30,
                12,
                80,
                10,
                40,
                32_000,
                -1,
                Mark.COUNTED,
                0,
                false,
                0),
            new MeasureScore(
                "feature-breadth",
                "product-usage",
                30,
                3,
                50,
                10,
                20,
                10_000,
                -1,
                Mark.COUNTED,
                2,
                false,
                10),
            missing("usage-depth", "product-usage", 30),
            missing("nps", "relationship", 90)),
        null);
  }

  private static MeasureScore missing(String measure, String component, int days) {
    return new MeasureScore(
        measure, component, days, Double.NaN, Double.NaN, 10, 0, 0, -1, Mark.MISSING, -1, false, 0);
  }

  private static AccountProfile profile(String name) {
    return new AccountProfile(
        NOW,
        name,
        "enterprise",
        "EMEA",
        "gold",
        null,
        "kim",
        LocalDate.of(2025, 2, 1),
        LocalDate.of(2027, 1, 31),
        20,
        12_000_000L,
        "EUR",
        10);
  }
}
