package dev.customerhealth.history;

import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * One event of a history: a record of the contract and the topic it belongs to.
 *
 * @param topic name of an input topic
 * @param event a record of that topic's schema
 */
public record HistoryEvent(String topic, SpecificRecord event) {

  private static final List<String> TIMES = List.of("occurred_at", "updated_at", "issued_at");

  /** The account concerned: the key of the record. */
  public String accountId() {
    return (String) event.get(position("account_id"));
  }

  /**
   * When it happened in the world; for a profile, when it became true, for a command, when it was
   * issued.
   */
  public Instant occurredAt() {
    for (String name : TIMES) {
      Schema.Field field = event.getSchema().getField(name);
      if (field != null) {
        return (Instant) event.get(field.pos());
      }
    }
    throw new IllegalStateException(
        "a record of topic " + topic + " has none of the fields " + TIMES);
  }

  private int position(String field) {
    return event.getSchema().getField(field).pos();
  }
}
