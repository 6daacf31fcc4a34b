package dev.customerhealth.history;

import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * One event of a history: a record of the contract and the topic it belongs to.
 *
 * @param topic name of an input topic
 * @param event a record of that topic's schema
 */
public record HistoryEvent(String topic, SpecificRecord event) {

  /** The account concerned: the key of the record. */
  public String accountId() {
    return (String) event.get(position("account_id"));
  }

  /** When it happened in the world; for a profile, when it became true. */
  public Instant occurredAt() {
    Schema.Field field = event.getSchema().getField("occurred_at");
    return (Instant) event.get(field == null ? position("updated_at") : field.pos());
  }

  private int position(String field) {
    return event.getSchema().getField(field).pos();
  }
}
