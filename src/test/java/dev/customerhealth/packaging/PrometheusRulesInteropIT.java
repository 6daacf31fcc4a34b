package dev.customerhealth.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.testing.Promtool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules before Prometheus' own tool. */
class PrometheusRulesInteropIT {

  static List<Path> tests() throws IOException {
    return PrometheusRules.files(PrometheusRules.TESTS);
  }

  @Test
  void prometheus_takes_its_configuration_with_all_rules() throws Exception {
    Promtool checked = Promtool.run("check", "config", PrometheusRules.CONFIG.toString());

    assertThat(checked.exitCode()).as(checked.said()).isZero();
    assertThat(checked.said())
        .contains(PrometheusRules.files(PrometheusRules.FOLDER).size() + " rule files found");
  }

  @ParameterizedTest
  @MethodSource("tests")
  void every_rule_fires_when_it_must_and_only_then(Path tests) throws Exception {
    Promtool tested = Promtool.run("test", "rules", tests.toString());

    assertThat(tested.exitCode()).as(tested.said()).isZero();
  }

  @Test
  void a_bar_in_the_wrong_place_is_found_out(@TempDir Path folder) throws Exception {
    Path tests = Files.createDirectory(folder.resolve("tests"));
    Path rules = PrometheusRules.FOLDER.resolve("service-alerts.yml");
    Files.writeString(
        folder.resolve("service-alerts.yml"), Files.readString(rules).replace("50000", "500000"));
    Path test = tests.resolve("service-alerts.yml");
    Files.copy(PrometheusRules.TESTS.resolve("service-alerts.yml"), test);

    Promtool tested = Promtool.run("test", "rules", test.toString());

    assertThat(tested.exitCode()).isNotZero();
    assertThat(tested.said()).contains("CustomerHealthBehind: sixty thousand wait");
  }
}
