package dev.customerhealth.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.domain.portfolio.Benchmark;
import dev.customerhealth.domain.portfolio.Benchmark.Level;
import dev.customerhealth.domain.portfolio.Kpi;
import dev.customerhealth.packaging.DashboardFile;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The colours of the dashboards about the book change where the published ranges of a KPI do, and
 * mean the same on every panel.
 */
class BenchmarkColoursTest {

  private static final Set<String> ABOUT_THE_BOOK =
      Set.of("customer-health-executive", "customer-health-portfolio");

  private static final double PERCENT = 100;

  /** Above a bound that itself belongs to the range below; less than anybody shows. */
  private static final double JUST_ABOVE = 1e-5;

  private static final Map<Level, Set<String>> MEANING =
      Map.of(
          Level.ACT, Set.of("red"),
          Level.WATCH, Set.of("orange"),
          Level.PLAIN, Set.of("yellow"),
          Level.GOOD, Set.of("green", "blue", "purple"));

  /** Ranges that are neither good nor bad, as models of service, are told apart by shades. */
  private static final Set<String> NO_VERDICT =
      Set.of("super-light-blue", "light-blue", "blue", "semi-dark-blue", "dark-blue", "purple");

  record Step(double from, String colour) {}

  record Coloured(String title, String query, Kpi kpi, List<Step> steps, String description) {

    List<Benchmark.Range> ranges() {
      return kpi == null ? List.of() : kpi.benchmark().ranges();
    }

    boolean isChange() {
      return query.contains(" - ");
    }

    @Override
    public String toString() {
      return title;
    }
  }

  static List<Coloured> withABenchmark() throws IOException {
    return coloured().stream()
        .filter(each -> !each.isChange() && !each.ranges().isEmpty())
        .toList();
  }

  static List<Coloured> withoutABenchmark() throws IOException {
    return coloured().stream().filter(each -> !each.isChange() && each.ranges().isEmpty()).toList();
  }

  static List<Coloured> changes() throws IOException {
    return coloured().stream().filter(Coloured::isChange).toList();
  }

  @ParameterizedTest
  @MethodSource("withABenchmark")
  void a_colour_begins_where_a_range_of_the_benchmark_does(Coloured shown) {
    List<Benchmark.Range> ranges = shown.ranges();
    double scale = shown.kpi().unit() == Kpi.Unit.PERCENT ? PERCENT : 1;

    assertThat(shown.steps()).hasSameSizeAs(ranges);
    for (int index = 1; index < ranges.size(); index++) {
      double bound = ranges.get(index).from();
      double step = shown.steps().get(index).from() * scale;
      assertThat(step).isBetween(Math.nextDown(bound), bound + JUST_ABOVE);
      assertThat(shown.kpi().benchmark().of(step)).as("from " + step).isEqualTo(ranges.get(index));
    }
  }

  @ParameterizedTest
  @MethodSource("withABenchmark")
  void a_colour_means_the_same_everywhere(Coloured shown) {
    List<Benchmark.Range> ranges = shown.ranges();
    boolean judged = ranges.stream().anyMatch(range -> range.level() != Level.PLAIN);
    for (int index = 0; index < ranges.size(); index++) {
      Benchmark.Range range = ranges.get(index);
      assertThat(judged ? MEANING.get(range.level()) : NO_VERDICT)
          .as(range.name())
          .contains(shown.steps().get(index).colour());
    }
    assertThat(shown.steps()).extracting(Step::colour).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("withoutABenchmark")
  void where_nothing_is_published_the_panel_says_that_the_colours_are_ours(Coloured shown) {
    assertThat(shown.description()).containsIgnoringCase("the colours are our own");
  }

  /** More of what is at risk is worse, more of everything else is better. */
  @ParameterizedTest
  @MethodSource("changes")
  void a_change_for_the_worse_is_red(Coloured shown) {
    boolean moreIsWorse = shown.query().contains("at_risk");
    assertThat(shown.steps())
        .extracting(Step::colour)
        .containsExactly(moreIsWorse ? "green" : "red", moreIsWorse ? "red" : "green");
  }

  @Test
  void every_kind_is_there() throws IOException {
    assertThat(withABenchmark()).hasSizeGreaterThan(22);
    assertThat(withABenchmark())
        .extracting(Coloured::kpi)
        .contains(Kpi.ACCOUNTS_PER_CSM, Kpi.ARR_PER_CSM);
    assertThat(withABenchmark())
        .extracting(Coloured::title)
        .contains("10-portfolio.json / Books / E");
    assertThat(withoutABenchmark()).hasSizeGreaterThan(5);
    assertThat(changes()).hasSizeGreaterThan(5);
  }

  /** Every query whose values are shown in more than one colour, of whatever kind the panel is. */
  private static List<Coloured> coloured() throws IOException {
    List<Coloured> coloured = new ArrayList<>();
    for (DashboardFile dashboard : DashboardFile.all()) {
      if (!ABOUT_THE_BOOK.contains(dashboard.json().path("uid").asText())) {
        continue;
      }
      for (JsonNode panel : dashboard.panels()) {
        for (JsonNode target : panel.path("targets")) {
          List<Step> steps = steps(panel, target);
          if (steps.size() > 1) {
            String query = target.path("expr").asText();
            coloured.add(
                new Coloured(
                    "%s / %s / %s"
                        .formatted(
                            dashboard.name(),
                            panel.path("title").asText(),
                            target.path("refId").asText()),
                    query,
                    kpi(query),
                    steps,
                    panel.path("description").asText()));
          }
        }
      }
    }
    return coloured;
  }

  /** Those of the panel, or what is said instead of one of its fields. */
  private static List<Step> steps(JsonNode panel, JsonNode target) {
    JsonNode thresholds = panel.at("/fieldConfig/defaults/thresholds");
    Set<String> names =
        Set.of(
            target.path("legendFormat").asText(" "),
            "Value #" + target.path("refId").asText(),
            target.path("refId").asText());
    for (JsonNode override : panel.at("/fieldConfig/overrides")) {
      if (names.contains(override.at("/matcher/options").asText())) {
        for (JsonNode property : override.path("properties")) {
          if (property.path("id").asText().equals("thresholds")) {
            thresholds = property.path("value");
          }
        }
      }
    }
    List<Step> steps = new ArrayList<>();
    for (JsonNode step : thresholds.path("steps")) {
      JsonNode value = step.path("value");
      steps.add(
          new Step(
              value.isNull() ? Double.NEGATIVE_INFINITY : value.asDouble(),
              step.path("color").asText()));
    }
    return steps;
  }

  /** The KPI a query shows; null for none. What a manager has is the whole of a book of one. */
  private static Kpi kpi(String query) {
    if (query.contains("customer_health_portfolio_accounts{scope=\"csm\"")) {
      return query.contains("band=") ? null : Kpi.ACCOUNTS_PER_CSM;
    }
    if (query.contains("customer_health_portfolio_arr{scope=\"csm\"")) {
      return Kpi.ARR_PER_CSM;
    }
    PrometheusNamingConvention names = new PrometheusNamingConvention();
    return Arrays.stream(PortfolioGauge.values())
        .filter(gauge -> gauge != PortfolioGauge.CHURN_BY_SCORE)
        .filter(gauge -> query.contains(names.name(gauge.meter(), Meter.Type.GAUGE, null) + "{"))
        .flatMap(gauge -> gauge.kpis().stream().limit(1))
        .findFirst()
        .orElse(null);
  }
}
