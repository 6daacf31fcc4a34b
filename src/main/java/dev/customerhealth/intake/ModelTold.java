package dev.customerhealth.intake;

import dev.customerhealth.avro.RejectionReason;
import dev.customerhealth.domain.ModelNews;
import org.apache.avro.specific.SpecificRecord;

/**
 * News about models, for every account of the partition.
 *
 * @param news what is new; null when nothing is: a version that the configuration brings along is
 *     only remembered, for the next start
 * @param fromMillis business time from which it holds, in milliseconds since 1970 UTC
 * @param text the text it was read from; null where there is none
 * @param who who published it; may be null
 * @param reason why; may be null
 * @param origin where it came from
 * @param event the record
 */
public record ModelTold(
    ModelNews news,
    long fromMillis,
    String text,
    String who,
    String reason,
    Origin origin,
    SpecificRecord event)
    implements Received {

  /**
   * The rejection of it, for a reason that only what else is known can give.
   *
   * @param aboutVersion whether its version is known with another content
   * @param detail for a person
   */
  public Rejection refused(boolean aboutVersion, String detail) {
    return new Rejection(
        origin,
        null,
        null,
        aboutVersion ? RejectionReason.VERSION_CONFLICT : RejectionReason.INVALID_MODEL,
        aboutVersion ? "version" : "text",
        detail,
        event);
  }

  @Override
  public void giveTo(Receiver receiver) {
    receiver.modelTold(this);
  }
}
