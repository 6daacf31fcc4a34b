package dev.customerhealth.intake;

import dev.customerhealth.avro.RejectionReason;
import org.apache.avro.specific.SpecificRecord;

/**
 * A record that decoded but makes no sense.
 *
 * @param origin where it came from
 * @param accountId the account as far as it could be told, at most 256 characters; may be null
 * @param eventId the event's id as far as it could be told, at most 256 characters; may be null
 * @param reason why it was refused
 * @param field the field that was wrong
 * @param detail what was found and what was expected, for a person
 * @param event the record; null when there was none
 */
public record Rejection(
    Origin origin,
    String accountId,
    String eventId,
    RejectionReason reason,
    String field,
    String detail,
    SpecificRecord event)
    implements Received {

  @Override
  public void giveTo(Receiver receiver) {
    receiver.rejected(this);
  }
}
