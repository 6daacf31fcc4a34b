package dev.customerhealth.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.alerting.Severity;
import dev.customerhealth.model.RuleLibrary;
import dev.customerhealth.notify.reading.RoutingFile;
import dev.customerhealth.notify.routing.Routing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers that the pages about notifications name. */
class NotificationsPageTest {

  @TempDir Path folder;

  private static String page(String name) throws IOException {
    return Files.readString(Path.of(name)).replaceAll("\\s+", " ");
  }

  @Test
  void it_names_the_critical_rules_that_are_on_which_quiet_hours_and_limits_let_pass()
      throws IOException {
    List<String> critical =
        RuleLibrary.shipped().rules().stream()
            .filter(rule -> rule.enabled() && rule.severity() == Severity.CRITICAL)
            .map(AlertRule::id)
            .toList();

    assertThat(critical).as("six, as the page says").hasSize(6);
    assertThat(page("docs/notifications.md"))
        .contains("six of the twelve rules that are on (`" + String.join("`, `", critical) + "`)");
  }

  @Test
  void limits_are_those_that_count_where_the_file_says_nothing() throws Exception {
    Routing routing =
        RoutingFile.read(
            Files.writeString(
                folder.resolve("routing.yml"),
                """
                version: 1
                smtp: {host: mail, from: a@example.com}
                receivers: [{name: all, email_configs: [{to: [b@example.com]}]}]
                route: {receiver: all}
                """),
            Map.of());

    long limit = routing.smtp().orElseThrow().timeLimit().toSeconds();
    assertThat(page("docs/alerts-in-practice.md"))
        .contains("the attempt ends after `smtp.time_limit` (" + limit + " s");
    assertThat(page("docs/notifications.md"))
        .contains(
            "`smtp.time_limit` (" + limit + "s",
            "`retry.attempts` (" + routing.retry().attempts() + ",");
  }
}
