package dev.customerhealth.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.contract.Topics;
import dev.customerhealth.notify.routing.ChannelKind;
import dev.customerhealth.notify.routing.ChannelSettings;
import dev.customerhealth.notify.routing.Target;
import dev.customerhealth.testing.Presets;
import dev.customerhealth.testing.Promtool;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
    Promtool promtool = Promtool.reading(scrape, "check", "metrics");
    return promtool.exitCode() == 0
        ? promtool.said()
        : promtool.said() + " (exit code " + promtool.exitCode() + ")";
  }
}
