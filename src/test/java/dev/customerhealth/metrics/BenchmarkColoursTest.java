package dev.customerhealth.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.domain.portfolio.Benchmark;
import dev.customerhealth.domain.portfolio.Kpi;
import dev.customerhealth.packaging.DashboardFile;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The colours of the dashboards change where the published ranges of a KPI do. */
class BenchmarkColoursTest {

  private static final Set<String> COLOURED = Set.of("stat", "bargauge", "gauge");
  private static final double PERCENT = 100;

  /** Above a bound that itself belongs to the range below; less than anybody shows. */
  private static final double JUST_ABOVE = 1e-5;

  record Coloured(String title, Kpi kpi, List<Double> steps, String description) {
    @Override
    public String toString() {
      return title + " / " + kpi;
    }
  }

  static List<Coloured> panelsWithABenchmark() throws IOException {
    return panels().stream().filter(panel -> !ranges(panel).isEmpty()).toList();
  }

  static List<Coloured> panelsWithoutABenchmark() throws IOException {
    return panels().stream()
        .filter(panel -> ranges(panel).isEmpty() && panel.steps().size() > 1)
        .filter(panel -> !panel.steps().equals(List.of(Double.NEGATIVE_INFINITY, 1.0)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("panelsWithABenchmark")
  void a_colour_begins_where_a_range_of_the_benchmark_does(Coloured panel) {
    List<Benchmark.Range> ranges = ranges(panel);
    double scale = panel.kpi().unit() == Kpi.Unit.PERCENT ? PERCENT : 1;

    assertThat(panel.steps()).as(panel.title()).hasSameSizeAs(ranges);
    for (int index = 1; index < ranges.size(); index++) {
      double bound = ranges.get(index).from();
      double step = panel.steps().get(index) * scale;
      assertThat(step).as(panel.title()).isBetween(Math.nextDown(bound), bound + JUST_ABOVE);
      assertThat(panel.kpi().benchmark().of(step))
          .as(panel.title() + " from " + step)
          .isEqualTo(ranges.get(index));
    }
  }

  @ParameterizedTest
  @MethodSource("panelsWithoutABenchmark")
  void where_nothing_is_published_the_panel_says_that_the_colours_are_ours(Coloured panel) {
    assertThat(panel.description()).as(panel.title()).contains("colours are our own");
  }

  @Test
  void both_kinds_are_there() throws IOException {
    assertThat(panelsWithABenchmark()).hasSizeGreaterThan(10);
    assertThat(panelsWithoutABenchmark()).isNotEmpty();
  }

  /** A range that begins where nothing can be less is no colour's beginning. */
  private static List<Benchmark.Range> ranges(Coloured panel) {
    return panel.kpi().benchmark().ranges();
  }

  private static List<Coloured> panels() throws IOException {
    List<Coloured> coloured = new ArrayList<>();
    for (DashboardFile dashboard : DashboardFile.all()) {
      for (JsonNode panel : dashboard.panels()) {
        if (COLOURED.contains(panel.path("type").asText())) {
          kpis(panel.at("/targets/0/expr").asText()).stream()
              .map(kpi -> coloured(dashboard, panel, kpi))
              .forEach(coloured::add);
        }
      }
    }
    return coloured;
  }

  private static Coloured coloured(DashboardFile dashboard, JsonNode panel, Kpi kpi) {
    List<Double> steps = new ArrayList<>();
    for (JsonNode step : panel.at("/fieldConfig/defaults/thresholds/steps")) {
      JsonNode value = step.path("value");
      steps.add(value.isNull() ? Double.NEGATIVE_INFINITY : value.asDouble());
    }
    return new Coloured(
        dashboard.name() + " / " + panel.path("title").asText(),
        kpi,
        steps,
        panel.path("description").asText());
  }

  private static List<Kpi> kpis(String query) {
    PrometheusNamingConvention names = new PrometheusNamingConvention();
    return Arrays.stream(PortfolioGauge.values())
        .filter(gauge -> query.contains(names.name(gauge.meter(), Meter.Type.GAUGE, null) + "{"))
        .flatMap(gauge -> gauge.kpis().stream().limit(1))
        .toList();
  }
}
