package dev.customerhealth.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.wire.UndecodableRecordException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class PassedOverTest {

  private final StringWriter err = new StringWriter();
  private final PassedOver passedOver = new PassedOver(new PrintWriter(err));

  @Test
  void a_record_is_named_with_its_place_and_the_reason() {
    take(3);
    passedOver.tell();

    assertThat(err.toString().lines())
        .containsExactly(
            "health-alerts, partition 2, offset 3 cannot be read and is passed over: 4 bytes are"
                + " too short");
  }

  @Test
  void of_many_the_first_are_named_and_the_rest_counted() {
    for (int offset = 0; offset < 1_003; offset++) {
      take(offset);
    }
    passedOver.tell();

    assertThat(err.toString().lines())
        .hasSize(4)
        .last()
        .isEqualTo(
            "1,000 more records cannot be read, the last is health-alerts, partition 2, offset"
                + " 1002");
  }

  @Test
  void what_was_said_is_not_said_again() {
    take(1);
    passedOver.tell();
    passedOver.tell();

    assertThat(err.toString().lines()).hasSize(1);
  }

  private void take(long offset) {
    passedOver.take(
        new ConsumerRecord<>("health-alerts", 2, offset, new byte[0], new byte[4]),
        new UndecodableRecordException("health-alerts: 4 bytes are too short"));
  }
}
