package dev.customerhealth.publication;

import dev.customerhealth.avro.RejectedEvent;
import dev.customerhealth.intake.Origin;
import dev.customerhealth.intake.Rejection;
import java.time.Instant;

/** Rejections as records of rejected-events. */
public final class PublishedRejections {

  private static final int LONGEST_EVENT = 4096;

  private PublishedRejections() {}

  /** The record of a rejection, with the event as JSON, shortened to 4,096 characters. */
  public static RejectedEvent of(Rejection rejection) {
    Origin origin = rejection.origin();
    return RejectedEvent.newBuilder()
        .setSourceTopic(origin.topic())
        .setSourcePartition(origin.partition())
        .setSourceOffset(origin.offset())
        .setReceivedAt(Instant.ofEpochMilli(origin.receivedAt()))
        .setAccountId(rejection.accountId())
        .setEventId(rejection.eventId())
        .setReason(rejection.reason())
        .setField(rejection.field())
        .setDetail(rejection.detail())
        .setEvent(json(rejection))
        .build();
  }

  private static String json(Rejection rejection) {
    if (rejection.event() == null) {
      return null;
    }
    String json = rejection.event().toString();
    return json.length() <= LONGEST_EVENT ? json : json.substring(0, LONGEST_EVENT);
  }
}
