package dev.customerhealth.development.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.avro.UsageType;
import dev.customerhealth.history.HistoryEvent;
import dev.customerhealth.wire.AvroSafety;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PlayedHistoryTest {

  @BeforeAll
  static void trustTheGeneratedClasses() {
    AvroSafety.install();
  }

  @Test
  void parts_follow_each_other_and_leave_nothing_out() {
    PlayedHistory history = new PlayedHistory(events(1, 2, 3, 4));

    assertThat(seconds(history.until(Instant.ofEpochSecond(3)))).containsExactly(1L, 2L);
    assertThat(seconds(history.until(Instant.MAX))).containsExactly(3L, 4L);
  }

  @Test
  void what_was_played_before_is_left_out() {
    PlayedHistory history = new PlayedHistory(events(1, 2, 3)).from(Instant.ofEpochSecond(2));

    assertThat(seconds(history.until(Instant.MAX))).containsExactly(2L, 3L);
  }

  @Test
  void a_late_event_belongs_to_the_part_in_which_it_comes() {
    PlayedHistory history = new PlayedHistory(events(1, 5, 2, 6));

    assertThat(seconds(history.until(Instant.ofEpochSecond(5)))).containsExactly(1L);
    assertThat(seconds(history.until(Instant.MAX))).containsExactly(5L, 2L, 6L);
  }

  private static Iterator<HistoryEvent> events(long... seconds) {
    return LongStream.of(seconds)
        .mapToObj(
            second ->
                new HistoryEvent(
                    "product-usage",
                    ProductUsageEvent.newBuilder()
                        .setEventId("e" + second)
                        .setAccountId("acme")
                        .setOccurredAt(Instant.ofEpochSecond(second))
                        .setType(UsageType.LOGIN)
                        .build()))
        .iterator();
  }

  private static List<Long> seconds(Iterator<HistoryEvent> events) {
    List<Long> seconds = new ArrayList<>();
    events.forEachRemaining(event -> seconds.add(event.occurredAt().getEpochSecond()));
    return seconds;
  }
}
