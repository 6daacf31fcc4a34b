package dev.customerhealth.testing;

import dev.customerhealth.avro.AccountCommand;
import dev.customerhealth.avro.AccountCommandType;
import dev.customerhealth.avro.AccountProfile;
import dev.customerhealth.avro.AlertCommand;
import dev.customerhealth.avro.AlertCommandType;
import dev.customerhealth.avro.AlertFeedback;
import dev.customerhealth.avro.ClockTick;
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
import dev.customerhealth.avro.UsageType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** Records that make sense, as builders, so that a test spoils the one field it is about. */
public final class WireEvents {

  private WireEvents() {}

  public static ProductUsageEvent.Builder login(
      String accountId, String eventId, String userId, Instant at) {
    return ProductUsageEvent.newBuilder()
        .setEventId(eventId)
        .setAccountId(accountId)
        .setOccurredAt(at)
        .setType(UsageType.LOGIN)
        .setUserId(userId);
  }

  public static ProductUsageEvent.Builder featureUse(
      String accountId, String eventId, String userId, String feature, Instant at) {
    return login(accountId, eventId, userId, at)
        .setType(UsageType.FEATURE_USED)
        .setFeature(feature);
  }

  /** Complete for its kind but for the end of an override; a sentiment of 4 on 1 to 5. */
  public static AccountCommand.Builder command(
      String accountId, String commandId, AccountCommandType type, Instant at) {
    AccountCommand.Builder command =
        AccountCommand.newBuilder()
            .setCommandId(commandId)
            .setAccountId(accountId)
            .setIssuedAt(at)
            .setType(type)
            .setIssuedBy("kim")
            .setReason("we know more");
    return switch (type) {
      case SET_SCORE_OVERRIDE -> command.setScore(85.0);
      case SET_BAND_OVERRIDE -> command.setBandId("healthy");
      case SET_SENTIMENT -> command.setSentiment(4.0).setScaleMin(1.0).setScaleMax(5.0);
      case CLEAR_OVERRIDE, UNKNOWN -> command;
    };
  }

  /** A command about an alert that makes sense, whatever its type. */
  public static AlertCommand.Builder alertCommand(
      String accountId, String commandId, AlertCommandType type, String ruleId, Instant at) {
    return AlertCommand.newBuilder()
        .setCommandId(commandId)
        .setAccountId(accountId)
        .setIssuedAt(at)
        .setType(type)
        .setRuleId(ruleId)
        .setIssuedBy("kim")
        .setReason("we are on it")
        .setSnoozeUntil(at.plus(Duration.ofDays(2)))
        .setAssignee("bob")
        .setFeedback(AlertFeedback.KNOWN);
  }

  public static SupportTicketEvent.Builder ticket(
      String accountId, String eventId, String ticketId, TicketEventType type, Instant at) {
    return SupportTicketEvent.newBuilder()
        .setEventId(eventId)
        .setAccountId(accountId)
        .setOccurredAt(at)
        .setType(type)
        .setTicketId(ticketId);
  }

  public static SurveyResponseEvent.Builder nps(
      String accountId, String eventId, double value, Instant at) {
    return SurveyResponseEvent.newBuilder()
        .setEventId(eventId)
        .setAccountId(accountId)
        .setOccurredAt(at)
        .setKind(SurveyKind.NPS)
        .setValue(value)
        .setScaleMin(0.0)
        .setScaleMax(10.0)
        .setDirection(ScaleDirection.HIGHER_IS_BETTER);
  }

  public static AccountProfile.Builder profile(String accountId, Instant at) {
    return AccountProfile.newBuilder()
        .setAccountId(accountId)
        .setUpdatedAt(at)
        .setName("Acme & Söhne")
        .setSegment("enterprise")
        .setCsmId("kim@vendor.example")
        .setRenewalDate(LocalDate.of(2027, 1, 31))
        .setPaidSeats(20)
        .setArrMinor(12_000_000L)
        .setCurrency("EUR");
  }

  public static SubscriptionChange.Builder renewal(String accountId, String eventId, Instant at) {
    return SubscriptionChange.newBuilder()
        .setEventId(eventId)
        .setAccountId(accountId)
        .setOccurredAt(at)
        .setType(SubscriptionChangeType.RENEWED)
        .setMrrAfterMinor(1_000_000L)
        .setCurrency("EUR")
        .setSeats(20);
  }

  public static SuccessActivity.Builder sentiment(
      String accountId, String eventId, double value, Instant at) {
    return SuccessActivity.newBuilder()
        .setEventId(eventId)
        .setAccountId(accountId)
        .setOccurredAt(at)
        .setType(SuccessActivityType.SENTIMENT_RECORDED)
        .setValue(value)
        .setScaleMin(1.0)
        .setScaleMax(5.0);
  }

  public static ClockTick tick(Instant time) {
    return ClockTick.newBuilder().setTime(time).setSource("test").build();
  }
}
