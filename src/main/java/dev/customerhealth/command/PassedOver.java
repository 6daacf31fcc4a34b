package dev.customerhealth.command;

import dev.customerhealth.wire.UndecodableRecordException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Says on stderr which records a command passed over because they are no events of the contract. A
 * command goes on without them: whoever can write to a topic could take every command that reads it
 * away from everybody.
 */
final class PassedOver {

  /** So many are named one by one; of more there is a sum. */
  private static final int NAMED = 3;

  private final PrintWriter err;
  private final List<String> named = new ArrayList<>();
  private long more;
  private String last;

  /**
   * @param err where to say it
   */
  PassedOver(PrintWriter err) {
    this.err = err;
  }

  /** Takes note of a record. */
  void take(ConsumerRecord<?, ?> record, UndecodableRecordException why) {
    if (named.size() < NAMED) {
      named.add(place(record) + " cannot be read and is passed over: " + reason(record, why));
    } else {
      more++;
      last = place(record);
    }
  }

  /** Says what was taken note of since the last time. */
  void tell() {
    named.forEach(line -> err.println(PrintableText.of(line)));
    if (more == 1) {
      err.println(last + " cannot be read either");
    } else if (more > 1) {
      err.println("%,d more records cannot be read, the last is %s".formatted(more, last));
    }
    if (!named.isEmpty()) {
      err.flush();
    }
    named.clear();
    more = 0;
  }

  private static String place(ConsumerRecord<?, ?> record) {
    return record.topic() + ", partition " + record.partition() + ", offset " + record.offset();
  }

  /** Without the topic in front, which was named already. */
  private static String reason(ConsumerRecord<?, ?> record, UndecodableRecordException why) {
    String reason = String.valueOf(why.getMessage());
    String topic = record.topic() + ": ";
    return reason.startsWith(topic) ? reason.substring(topic.length()) : reason;
  }
}
