package dev.customerhealth.packaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Grafana dashboard of the project.
 *
 * @param name of the file
 * @param json what is in it
 */
public record DashboardFile(String name, JsonNode json) {

  private static final Pattern NUMBER =
      Pattern.compile("\\b(?:customer_health|kafka|jvm|process|system)_[a-z0-9_]+");

  private static final Pattern MONEY = Pattern.compile("customer_health_portfolio_\\w*arr\\b");

  /** All of them, by name. */
  public static List<DashboardFile> all() throws IOException {
    List<DashboardFile> dashboards = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("grafana", "dashboards"))) {
      for (Path file : files.sorted().toList()) {
        dashboards.add(
            new DashboardFile(
                file.getFileName().toString(), new ObjectMapper().readTree(file.toFile())));
      }
    }
    return dashboards;
  }

  /** The names of all numbers of the service that any panel shows. */
  public static Set<String> numbersOfTheService() throws IOException {
    Set<String> numbers = numbersOnAll();
    numbers.removeIf(DashboardFile::isOfTheNotifier);
    return numbers;
  }

  /** The names of all numbers of the notifier that any panel shows. */
  public static Set<String> numbersOfTheNotifier() throws IOException {
    Set<String> numbers = numbersOnAll();
    numbers.removeIf(number -> !isOfTheNotifier(number));
    return numbers;
  }

  private static boolean isOfTheNotifier(String number) {
    return number.startsWith("customer_health_notify_")
        || number.startsWith("customer_health_alert_quality_");
  }

  private static Set<String> numbersOnAll() throws IOException {
    Set<String> numbers = new TreeSet<>();
    for (DashboardFile dashboard : all()) {
      for (String expression : dashboard.expressions()) {
        Matcher matcher = NUMBER.matcher(expression);
        while (matcher.find()) {
          numbers.add(matcher.group());
        }
      }
    }
    return numbers;
  }

  List<String> expressions() {
    List<String> expressions = new ArrayList<>();
    panels()
        .forEach(
            panel ->
                panel
                    .path("targets")
                    .forEach(target -> expressions.add(target.path("expr").asText())));
    return expressions;
  }

  /** Whether a panel, or one of its queries, shows money. */
  static boolean showsMoney(JsonNode panelOrTarget) {
    JsonNode targets = panelOrTarget.path("targets");
    JsonNode asked = targets.isMissingNode() ? panelOrTarget.path("expr") : targets;
    return MONEY.matcher(asked.toString()).find();
  }

  /** Its panels, rows left out. */
  public List<JsonNode> panels() {
    List<JsonNode> panels = new ArrayList<>();
    for (JsonNode panel : json.path("panels")) {
      if (!panel.path("type").asText().equals("row")) {
        panels.add(panel);
      }
    }
    return panels;
  }
}
