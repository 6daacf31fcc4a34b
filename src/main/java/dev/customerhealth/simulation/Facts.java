package dev.customerhealth.simulation;

import dev.customerhealth.avro.AccountCommand;
import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.avro.ScaleDirection;
import dev.customerhealth.avro.SubscriptionChange;
import dev.customerhealth.avro.SubscriptionChangeType;
import dev.customerhealth.avro.SuccessActivity;
import dev.customerhealth.avro.SuccessActivityType;
import dev.customerhealth.avro.SupportTicketEvent;
import dev.customerhealth.avro.SurveyKind;
import dev.customerhealth.avro.SurveyResponseEvent;
import dev.customerhealth.avro.TicketEventType;
import dev.customerhealth.avro.TicketPriority;
import dev.customerhealth.avro.UsageType;
import dev.customerhealth.history.HistoryEvent;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes facts about one account as records of the contract, each with an id of its own.
 *
 * <p>Ids are the prefix and a number: the same facts in the same order have the same ids.
 */
final class Facts {
  private static final String SOURCE = "simulation";

  private final String accountId;
  private final String idPrefix;
  private final Consumer<HistoryEvent> out;
  private int count;

  /**
   * Facts with ids that begin with the prefix.
   *
   * @param idPrefix unique within the account
   * @param out receives the facts, in any order of time
   */
  Facts(String accountId, String idPrefix, Consumer<HistoryEvent> out) {
    this.accountId = accountId;
    this.idPrefix = idPrefix;
    this.out = out;
  }

  /** A usage fact, to be completed. */
  ProductUsageEvent.Builder usage(Instant time, UsageType type) {
    return ProductUsageEvent.newBuilder()
        .setEventId(nextId())
        .setAccountId(accountId)
        .setOccurredAt(time)
        .setSource(SOURCE)
        .setType(type);
  }

  /** A commercial fact, to be completed. */
  SubscriptionChange.Builder subscription(Instant time, SubscriptionChangeType type) {
    return SubscriptionChange.newBuilder()
        .setEventId(nextId())
        .setAccountId(accountId)
        .setOccurredAt(time)
        .setSource(SOURCE)
        .setCurrency("USD")
        .setType(type);
  }

  /** Something people did, to be completed. */
  SuccessActivity.Builder activity(Instant time, SuccessActivityType type) {
    return SuccessActivity.newBuilder()
        .setEventId(nextId())
        .setAccountId(accountId)
        .setOccurredAt(time)
        .setSource(SOURCE)
        .setType(type);
  }

  /** A decision of a person, to be completed. */
  AccountCommand.Builder command(Instant time, String by) {
    return AccountCommand.newBuilder()
        .setCommandId(nextId())
        .setAccountId(accountId)
        .setIssuedAt(time)
        .setIssuedBy(by)
        .setSource(SOURCE);
  }

  /** A step of a ticket, to be completed. */
  SupportTicketEvent.Builder ticket(
      Instant time, TicketEventType type, String ticketId, TicketPriority priority) {
    return SupportTicketEvent.newBuilder()
        .setEventId(nextId())
        .setAccountId(accountId)
        .setOccurredAt(time)
        .setSource(SOURCE)
        .setType(type)
        .setTicketId(ticketId)
        .setPriority(priority);
  }

  /** An answer on a scale from 1 to 5, where 5 is good. */
  void satisfaction(Instant time, int value, Person who, String touchpoint) {
    survey(time, SurveyKind.CSAT, value, 1, 5, who, touchpoint);
  }

  /** An answer to how likely somebody recommends the product, 0 to 10. */
  void recommendation(Instant time, int value, Person who) {
    survey(time, SurveyKind.NPS, value, 0, 10, who, "quarterly");
  }

  /** An answer to how hard it was, 1 (easy) to 7. */
  void effort(Instant time, int value, Person who, String touchpoint) {
    survey(time, SurveyKind.CES, value, 1, 7, who, touchpoint);
  }

  /** Hands a completed record on. */
  void tell(String topic, SpecificRecord record) {
    out.accept(new HistoryEvent(topic, record));
  }

  private void survey(
      Instant time, SurveyKind kind, int value, int min, int max, Person who, String touchpoint) {
    tell(
        Places.SURVEYS,
        SurveyResponseEvent.newBuilder()
            .setEventId(nextId())
            .setAccountId(accountId)
            .setOccurredAt(time)
            .setSource(SOURCE)
            .setKind(kind)
            .setValue(value)
            .setScaleMin((double) min)
            .setScaleMax((double) max)
            .setDirection(
                kind == SurveyKind.CES
                    ? ScaleDirection.LOWER_IS_BETTER
                    : ScaleDirection.HIGHER_IS_BETTER)
            .setRespondentId(who.id())
            .setTouchpoint(touchpoint)
            .build());
  }

  private String nextId() {
    count++;
    return idPrefix + "-" + count;
  }
}
