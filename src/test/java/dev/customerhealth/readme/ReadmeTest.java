package dev.customerhealth.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.contract.TopicSettings;
import dev.customerhealth.contract.TopicTable;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.domain.Assessor;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.alerting.StandardRules;
import dev.customerhealth.domain.measure.WindowedMeasure;
import dev.customerhealth.domain.scoring.Component;
import dev.customerhealth.domain.scoring.HealthScore;
import dev.customerhealth.domain.scoring.MeasureScore;
import dev.customerhealth.domain.scoring.Points;
import dev.customerhealth.domain.scoring.ScoreChange;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.domain.scoring.WeightedMeasure;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.SurveySignal;
import dev.customerhealth.domain.signal.TicketSignal;
import dev.customerhealth.domain.signal.UsageSignal;
import dev.customerhealth.model.FunctionText;
import dev.customerhealth.testing.Presets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Holds the README to what the code does. {@code -Dsnapshots=update} rewrites the tables; read the
 * difference before committing it, because users read these tables as promises.
 */
class ReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)\\)");
  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  @Test
  void it_has_at_most_250_lines() throws IOException {
    assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(250);
  }

  @Test
  void every_link_leads_somewhere() throws IOException {
    Matcher links = LINK.matcher(Files.readString(README));
    List<String> broken = new ArrayList<>();
    while (links.find()) {
      String target = links.group(1);
      if (!target.startsWith("http") && !Files.exists(Path.of(target))) {
        broken.add(target);
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void its_topics_are_the_topics_of_the_service() throws IOException {
    holds("topics", TopicTable.markdown(Topics.of(TopicSettings.standard())));
  }

  @Test
  void its_model_is_the_default_model() throws IOException {
    ScoringModel model = Presets.m0();
    StringBuilder table =
        new StringBuilder("| component | measure | weight | days | unit | score |\n");
    table.append("|---|---|---|---|---|---|\n");
    for (Component component : model.components()) {
      String label = component.label() + " " + number(component.weight());
      for (WeightedMeasure weighted : component.measures()) {
        WindowedMeasure measure = weighted.measure();
        table.append(
            String.format(
                Locale.ROOT,
                "| %s | %s | %s | %d | %s | %s |%n",
                label,
                measure.id(),
                number(weighted.weight()),
                measure.windowDays(),
                measure.measure().unit(),
                FunctionText.of(weighted.function()) + halfLife(weighted)));
        label = "";
      }
    }
    holds("model", table.toString());
  }

  private static String halfLife(WeightedMeasure measure) {
    int days = measure.staleness().halfLifeDays();
    return days == 0 ? "" : "; half-life " + days + " days";
  }

  @Test
  void its_worked_example_is_what_the_domain_computes() throws IOException {
    HealthScore score = scoreOf(example());
    StringBuilder table =
        new StringBuilder("| measure | value | score | weight | of 100 with data | points |\n");
    table.append("|---|---|---|---|---|---|\n");
    for (MeasureScore measure : score.measures()) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %s | %s |%n",
              measure.measureId(),
              measure.missing() ? "no data" : number(measure.value()),
              measure.missing() ? "" : number(measure.score()),
              number(measure.weight()),
              measure.missing() ? "" : number(measure.effectiveWeight()),
              measure.missing() ? "" : number(Points.asDouble(measure.contribution()))));
    }
    table.append(
        String.format(
            Locale.ROOT,
            "| **score: %s** | | | | coverage %s%% | **%s** |%n",
            score.band().label(),
            number(100 * score.coverage()),
            number(Points.asDouble(score.score()))));
    holds("example", table.toString());
  }

  /** Five people on three days each, a ticket, three NPS answers and two CSAT answers. */
  private static List<Signal> example() {
    List<Signal> signals = new ArrayList<>();
    for (int day = 0; day < 15; day++) {
      String user = "user-" + day % 5;
      Instant at = START.plus(Duration.ofDays(day));
      signals.add(usage(id(signals), at, UsageSignal.Kind.LOGIN, user, null, 1, 0));
      signals.add(usage(id(signals), at, UsageSignal.Kind.SESSION, user, null, 1, 2400));
      signals.add(
          usage(id(signals), at, UsageSignal.Kind.FEATURE_USED, user, "feature-" + day % 4, 8, 0));
    }
    Instant last = START.plus(Duration.ofDays(14));
    signals.add(
        new TicketSignal(
            id(signals),
            "acme",
            last,
            TicketSignal.Step.OPENED,
            "ticket-1",
            TicketSignal.Priority.HIGH,
            -0.5,
            null,
            -1));
    for (int answer : new int[] {10, 9, 6}) {
      signals.add(survey(id(signals), last, SurveySignal.Kind.NPS, answer, 0, 10));
    }
    for (int answer : new int[] {5, 4, 4, 4, 2}) {
      signals.add(survey(id(signals), last, SurveySignal.Kind.CSAT, answer, 1, 5));
    }
    return signals;
  }

  private static HealthScore scoreOf(List<Signal> signals) {
    HealthPolicy policy = new HealthPolicy(Presets.m0(), StandardRules.all());
    Assessor assessor = new Assessor();
    AccountState state = AccountState.unknown("acme");
    ScoreChange told = null;
    for (Signal signal : signals) {
      var assessment = assessor.assess(state, signal, null, policy);
      state = assessment.after();
      told = assessment.change().orElse(told);
    }
    assertThat(told).isNotNull();
    return told.to();
  }

  private static UsageSignal usage(
      String eventId,
      Instant at,
      UsageSignal.Kind kind,
      String user,
      String feature,
      long count,
      long seconds) {
    return new UsageSignal(
        eventId, "acme", at, kind, user, feature, false, count, seconds, Double.NaN);
  }

  private static SurveySignal survey(
      String eventId, Instant at, SurveySignal.Kind kind, double value, double min, double max) {
    return new SurveySignal(eventId, "acme", at, kind, value, min, max, true, null);
  }

  private static String id(List<Signal> signals) {
    return "event-" + signals.size();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
  }

  private static void holds(String section, String expected) throws IOException {
    String readme = Files.readString(README);
    String open = "<!-- " + section + " -->\n";
    String close = "<!-- /" + section + " -->";
    int from = readme.indexOf(open) + open.length();
    int to = readme.indexOf(close);
    assertThat(from).as("README has a section " + section).isGreaterThan(open.length());
    if ("update".equals(System.getProperty("snapshots"))) {
      Files.writeString(README, readme.substring(0, from) + expected + readme.substring(to));
      return;
    }
    assertThat(readme.substring(from, to))
        .as(
            "README section '%s'; mvn -Dtest=ReadmeTest -Dsnapshots=update test rewrites it",
            section)
        .isEqualTo(expected);
  }
}
