package dev.customerhealth.packaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.customerhealth.testing.PrometheusServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What Prometheus answers to every query of every panel, at one moment and over a time. */
final class PanelAnswers {
  private static final Duration STEP = Duration.ofSeconds(3);

  /** Of Grafana's at a scrape interval of a second, some more, so that a late scrape is no gap. */
  private static final String RATE_INTERVAL = "15s";

  private static final String PERIOD = "$period";

  private final ObjectNode byDashboard = new ObjectMapper().createObjectNode();
  private final List<Shown> shown = new ArrayList<>();

  /**
   * One query of a panel with what it shows.
   *
   * @param place dashboard, panel and query, for people
   * @param values how many series have a value
   * @param zero whether all of them are zero all the time
   * @param zeroInTheEnd whether the last of each is zero
   */
  record Shown(String place, int values, boolean zero, boolean zeroInTheEnd) {

    boolean isEmpty() {
      return values == 0;
    }
  }

  private PanelAnswers() {}

  /** Asks everything. */
  static PanelAnswers ask(PrometheusServer prometheus, Instant from) throws IOException {
    PanelAnswers answers = new PanelAnswers();
    Instant now = Instant.now();
    for (DashboardFile dashboard : DashboardFile.all()) {
      ObjectNode panels = answers.byDashboard.putObject(dashboard.json().path("uid").asText());
      for (JsonNode panel : dashboard.panels()) {
        ObjectNode targets = panels.putObject(panel.path("id").asText());
        for (JsonNode target : panel.path("targets")) {
          JsonNode data = answers(prometheus, target, "year", from, now);
          targets.set(target.path("refId").asText(), data);
          answers.shown.add(shown(dashboard, panel, target, data));
        }
      }
    }
    return answers;
  }

  /** Asks the queries that look at the variable {@code period}, with another choice of it. */
  static List<Shown> askOf(PrometheusServer prometheus, Instant from, String period)
      throws IOException {
    List<Shown> shown = new ArrayList<>();
    Instant now = Instant.now();
    for (DashboardFile dashboard : DashboardFile.all()) {
      for (JsonNode panel : dashboard.panels()) {
        for (JsonNode target : panel.path("targets")) {
          if (target.path("expr").asText().contains(PERIOD)) {
            JsonNode data = answers(prometheus, target, period, from, now);
            shown.add(shown(dashboard, panel, target, data));
          }
        }
      }
    }
    return shown;
  }

  private static JsonNode answers(
      PrometheusServer prometheus, JsonNode target, String period, Instant from, Instant now) {
    String expression = concrete(target.path("expr").asText(), period);
    return target.path("instant").asBoolean()
        ? prometheus.at(expression, now)
        : prometheus.over(expression, from, now, STEP);
  }

  /** With the variables of the dashboards as they are chosen at first, but for the period. */
  private static String concrete(String expression, String period) {
    return expression
        .replace("$__rate_interval", RATE_INTERVAL)
        .replace(PERIOD, period)
        .replaceAll("\\$(rule|segment|region|csm)\\b", ".*");
  }

  private static Shown shown(
      DashboardFile dashboard, JsonNode panel, JsonNode target, JsonNode data) {
    int values = 0;
    boolean zero = true;
    boolean zeroInTheEnd = true;
    for (JsonNode series : data.path("result")) {
      double last = Double.NaN;
      for (JsonNode point :
          series.has("value") ? List.of(series.path("value")) : series.path("values")) {
        double value = Double.parseDouble(point.get(1).asText());
        last = Double.isNaN(value) ? last : value;
        zero &= Double.isNaN(value) || value == 0;
      }
      values += Double.isNaN(last) ? 0 : 1;
      zeroInTheEnd &= Double.isNaN(last) || last == 0;
    }
    return new Shown(place(dashboard, panel, target), values, zero, zeroInTheEnd);
  }

  /** Dashboard, panel and query, for people. */
  static String place(DashboardFile dashboard, JsonNode panel, JsonNode target) {
    return "%s / %s / %s"
        .formatted(
            dashboard.json().path("uid").asText().replace("customer-health-", ""),
            panel.path("title").asText(),
            target.path("refId").asText());
  }

  List<Shown> all() {
    return shown;
  }

  /** Everything, by dashboard, panel and query. */
  JsonNode json() {
    return byDashboard;
  }
}
