package dev.customerhealth.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.contract.Topics;
import dev.customerhealth.notify.routing.ChannelKind;
import dev.customerhealth.notify.routing.ChannelSettings;
import dev.customerhealth.notify.routing.Target;
import dev.customerhealth.testing.DebianProgram;
import dev.customerhealth.testing.Presets;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What we show, before the judgement of Prometheus' own tool. */
class PromtoolInteropIT {

  @Test
  void the_service_shows_nothing_promtool_objects_to() throws Exception {
    try (ServiceMeters meters = new ServiceMeters(Topics.standard(), Presets.policy())) {
      assertThat(objections(meters.scrape())).isEmpty();
    }
  }

  @Test
  void the_notifier_shows_nothing_promtool_objects_to() throws Exception {
    try (NotifierMeters meters =
        new NotifierMeters(
            Arrays.stream(ChannelKind.values())
                .map(
                    kind ->
                        new Target(
                            "r/" + kind.word() + "/1",
                            "r",
                            kind,
                            true,
                            Optional.empty(),
                            new ChannelSettings.Log()))
                .toList(),
            List.of("score-drop-7d"))) {
      assertThat(objections(meters.scrape())).isEmpty();
    }
  }

  @Test
  void promtool_objects_to_a_counter_without_total() throws Exception {
    assertThat(objections("# TYPE things counter\nthings 1\n")).contains("_total");
  }

  private static String objections(String scrape) throws IOException, InterruptedException {
    Path promtool = DebianProgram.find("promtool", "prometheus");
    Process process =
        new ProcessBuilder(promtool.toString(), "check", "metrics")
            .redirectErrorStream(true)
            .start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(scrape.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue() == 0 ? said : said + " (exit code " + process.exitValue() + ")";
  }
}
