package dev.customerhealth.development.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.contract.TopicSettings;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.testing.Presets;
import dev.customerhealth.wire.ContractSerdes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What the view makes of records that nobody can read. */
class BoardReaderTest {
  private static final byte[] JUNK = "junk".getBytes(StandardCharsets.UTF_8);

  private final DemoBoard board = new DemoBoard();

  @Test
  void a_record_that_cannot_be_read_is_passed_over_counted_and_shown() {
    Topics topics = Topics.of(TopicSettings.standard());
    try (ContractSerdes serdes =
        ContractSerdes.from(Map.of("schema.registry.url", "http://127.0.0.1:1"))) {
      BoardReader reader = new BoardReader(Map.of(), topics, serdes, board);
      List.of(topics.clockTicks(), topics.healthScores(), topics.healthScores())
          .forEach(topic -> reader.take(new ConsumerRecord<>(topic.name(), 0, 0, null, JUNK)));
    }

    assertThat(text().foot(board.snapshot(1), vitals(0)))
        .contains(
            "Passed over: 1 record of clock-ticks, 2 records of health-scores that cannot be"
                + " read");
  }

  @Test
  void without_such_a_record_there_is_no_word_of_it() {
    assertThat(text().foot(board.snapshot(1), vitals(0)))
        .noneMatch(line -> line.contains("cannot be read"));
  }

  @Test
  void such_a_record_is_shown_though_the_service_worked_off_nothing() throws InterruptedException {
    StringWriter out = new StringWriter();
    DemoScreen screen = DemoScreen.quiet(text(), new PrintWriter(out));
    board.passOver("health-alerts");
    for (int redraws = 0; redraws < 11; redraws++) {
      screen.show(board.snapshot(1), vitals(0));
    }

    assertThat(out.toString()).containsOnlyOnce("1 record of health-alerts that cannot be read");
  }

  @Test
  void a_sandbox_is_called_so_and_does_not_wait_while_it_works_events_off() {
    assertThat(text().head(board.snapshot(1), outside(0)).get(0))
        .startsWith("customer-health sandbox   waiting for events   0 events/s");
    assertThat(text().head(board.snapshot(1), outside(1_200)).get(0))
        .startsWith("customer-health sandbox   working events off   1,200 events/s");
  }

  private static DemoVitals outside(long perSecond) {
    String phase = DemoFeed.none().phase().label();
    return new DemoVitals(
        phase, "running", perSecond, perSecond, 0, 0, 0, 0, 0, "http://127.0.0.1:18231", null);
  }

  private static DemoText text() {
    return new DemoText(Presets.b0(), false, Path.of("demo.yml"));
  }

  private static DemoVitals vitals(long events) {
    return new DemoVitals(
        "waiting", "running", 0, events, 0, 0, 0, 0, 0, "http://127.0.0.1:18231", null);
  }
}
