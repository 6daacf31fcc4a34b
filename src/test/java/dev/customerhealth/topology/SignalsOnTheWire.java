package dev.customerhealth.topology;

import dev.customerhealth.avro.AccountCommand;
import dev.customerhealth.avro.AccountCommandType;
import dev.customerhealth.avro.AccountProfile;
import dev.customerhealth.avro.AlertCommand;
import dev.customerhealth.avro.AlertCommandType;
import dev.customerhealth.avro.AlertFeedback;
import dev.customerhealth.avro.Attendee;
import dev.customerhealth.avro.GoalKind;
import dev.customerhealth.avro.Initiator;
import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.avro.ScaleDirection;
import dev.customerhealth.avro.SponsorAttendance;
import dev.customerhealth.avro.StakeholderRole;
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
import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.domain.scoring.Points;
import dev.customerhealth.domain.signal.AlertSignal;
import dev.customerhealth.domain.signal.OverrideSignal;
import dev.customerhealth.domain.signal.ProfileRemoved;
import dev.customerhealth.domain.signal.ProfileSignal;
import dev.customerhealth.domain.signal.SentimentSignal;
import dev.customerhealth.domain.signal.SignalVisitor;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SuccessSignal;
import dev.customerhealth.domain.signal.SurveySignal;
import dev.customerhealth.domain.signal.TicketSignal;
import dev.customerhealth.domain.signal.TimePassed;
import dev.customerhealth.domain.signal.UsageSignal;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;

/** Signals as the records a producer would have sent: the way in, walked backwards. */
public final class SignalsOnTheWire implements SignalVisitor<SignalsOnTheWire.Sent<?>> {

  private final Topics topics;

  public SignalsOnTheWire(Topics topics) {
    this.topics = topics;
  }

  @Override
  public Sent<ProductUsageEvent> usage(UsageSignal signal) {
    return new Sent<>(
        topics.productUsage(),
        signal.accountId(),
        ProductUsageEvent.newBuilder()
            .setEventId(signal.eventId())
            .setAccountId(signal.accountId())
            .setOccurredAt(signal.occurredAt())
            .setType(UsageType.valueOf(signal.kind().name()))
            .setUserId(signal.userId())
            .setFeature(signal.subject())
            .setWorkflow(signal.subject())
            .setIntegration(signal.subject())
            .setTraining(signal.subject())
            .setAdvanced(signal.advanced())
            .setCount(signal.count())
            .setDurationSeconds(signal.durationSeconds())
            .setDataQuality(Double.isNaN(signal.quality()) ? null : signal.quality())
            .build());
  }

  @Override
  public Sent<SupportTicketEvent> ticket(TicketSignal signal) {
    return new Sent<>(
        topics.supportTickets(),
        signal.accountId(),
        SupportTicketEvent.newBuilder()
            .setEventId(signal.eventId())
            .setAccountId(signal.accountId())
            .setOccurredAt(signal.occurredAt())
            .setType(TicketEventType.valueOf(signal.step().name()))
            .setTicketId(signal.ticketId())
            .setPriority(
                signal.priority() == null ? null : TicketPriority.valueOf(signal.priority().name()))
            .setSentiment(Double.isNaN(signal.sentiment()) ? null : signal.sentiment())
            .setSolvedAtFirstContact(signal.solvedAtFirstContact())
            .setElapsedMinutes(signal.elapsedMinutes() < 0 ? null : signal.elapsedMinutes())
            .build());
  }

  @Override
  public Sent<SurveyResponseEvent> survey(SurveySignal signal) {
    return new Sent<>(
        topics.surveyResponses(),
        signal.accountId(),
        SurveyResponseEvent.newBuilder()
            .setEventId(signal.eventId())
            .setAccountId(signal.accountId())
            .setOccurredAt(signal.occurredAt())
            .setKind(SurveyKind.valueOf(signal.kind().name()))
            .setValue(signal.value())
            .setScaleMin(signal.scaleMin())
            .setScaleMax(signal.scaleMax())
            .setDirection(
                signal.higherIsBetter()
                    ? ScaleDirection.HIGHER_IS_BETTER
                    : ScaleDirection.LOWER_IS_BETTER)
            .setRespondentId(signal.respondentId())
            .setTouchpoint(signal.touchpoint())
            .build());
  }

  @Override
  public Sent<SubscriptionChange> subscription(SubscriptionSignal signal) {
    return new Sent<>(
        topics.subscriptionChanges(),
        signal.accountId(),
        SubscriptionChange.newBuilder()
            .setEventId(signal.eventId())
            .setAccountId(signal.accountId())
            .setOccurredAt(signal.occurredAt())
            .setType(SubscriptionChangeType.valueOf(signal.kind().name()))
            .setMrrAfterMinor(signal.mrrAfterMinor())
            .setAmountMinor(signal.amountMinor())
            .setCurrency(signal.currency())
            .setSeats(signal.seats())
            .setTermEnd(signal.termEnd())
            .setInvoiceId(signal.invoiceId())
            .setDueDate(signal.dueDate())
            .build());
  }

  @Override
  public Sent<SuccessActivity> success(SuccessSignal signal) {
    boolean judged = !Double.isNaN(signal.sentiment());
    return new Sent<>(
        topics.successActivities(),
        signal.accountId(),
        SuccessActivity.newBuilder()
            .setEventId(signal.eventId())
            .setAccountId(signal.accountId())
            .setOccurredAt(signal.occurredAt())
            .setType(SuccessActivityType.valueOf(signal.kind().name()))
            .setValue(judged ? signal.sentiment() : null)
            .setScaleMin(judged ? 0.0 : null)
            .setScaleMax(judged ? 1.0 : null)
            .setSponsorAttendance(
                signal.sponsorAttendance() == null
                    ? null
                    : SponsorAttendance.valueOf(signal.sponsorAttendance().name()))
            .setPersonId(signal.personId())
            .setRole(role(signal.role()))
            .setInitiatedBy(
                signal.initiator() == null ? null : Initiator.valueOf(signal.initiator().name()))
            .setAnswered(signal.answered())
            .setAttendees(
                signal.attendees().stream()
                    .map(attendee -> new Attendee(attendee.personId(), role(attendee.role())))
                    .toList())
            .setGoalId(signal.goalId())
            .setGoalKind(
                signal.goalKind() == null ? null : GoalKind.valueOf(signal.goalKind().name()))
            .setGoalValueMinor(signal.goalValueMinor())
            .setCurrency(signal.currency())
            .setDueDate(signal.dueDate())
            .build());
  }

  private static StakeholderRole role(SuccessSignal.Role role) {
    return role == null ? null : StakeholderRole.valueOf(role.name());
  }

  @Override
  public Sent<AccountCommand> override(OverrideSignal signal) {
    AccountCommandType type =
        switch (signal.kind()) {
          case SET_SCORE -> AccountCommandType.SET_SCORE_OVERRIDE;
          case SET_BAND -> AccountCommandType.SET_BAND_OVERRIDE;
          case CLEAR -> AccountCommandType.CLEAR_OVERRIDE;
        };
    boolean score = signal.kind() == OverrideSignal.Kind.SET_SCORE;
    return command(
        AccountCommand.newBuilder()
            .setCommandId(signal.eventId())
            .setAccountId(signal.accountId())
            .setIssuedAt(signal.occurredAt())
            .setType(type)
            .setIssuedBy(signal.by())
            .setReason(signal.reason())
            .setScore(score ? Points.asDouble(signal.score()) : null)
            .setBandId(signal.bandId())
            .setExpiresAt(signal.until()));
  }

  @Override
  public Sent<AccountCommand> sentiment(SentimentSignal signal) {
    return command(
        AccountCommand.newBuilder()
            .setCommandId(signal.eventId())
            .setAccountId(signal.accountId())
            .setIssuedAt(signal.occurredAt())
            .setType(AccountCommandType.SET_SENTIMENT)
            .setIssuedBy(signal.by())
            .setReason(signal.reason())
            .setSentiment(signal.sentiment())
            .setScaleMin(0.0)
            .setScaleMax(1.0)
            .setExpiresAt(signal.until()));
  }

  @Override
  public Sent<AlertCommand> alert(AlertSignal signal) {
    return new Sent<>(
        topics.alertCommands(),
        signal.accountId(),
        AlertCommand.newBuilder()
            .setCommandId(signal.eventId())
            .setAccountId(signal.accountId())
            .setIssuedAt(signal.occurredAt())
            .setType(AlertCommandType.valueOf(signal.kind().name()))
            .setRuleId(signal.ruleId())
            .setAlertId(signal.alertId())
            .setIssuedBy(signal.by())
            .setReason(signal.reason())
            .setSnoozeUntil(signal.until())
            .setAssignee(signal.assignee())
            .setFeedback(
                signal.feedback() == null ? null : AlertFeedback.valueOf(signal.feedback().name()))
            .build());
  }

  private Sent<AccountCommand> command(AccountCommand.Builder command) {
    return new Sent<>(topics.accountCommands(), command.getAccountId(), command.build());
  }

  @Override
  public Sent<AccountProfile> profile(ProfileSignal signal) {
    List<String> features =
        IntStream.range(0, signal.planFeatureCount())
            .mapToObj(number -> "plan-feature-" + number)
            .toList();
    return new Sent<>(
        topics.accountProfiles(),
        signal.accountId(),
        AccountProfile.newBuilder()
            .setAccountId(signal.accountId())
            .setUpdatedAt(signal.occurredAt())
            .setName(signal.name())
            .setSegment(signal.segment())
            .setRegion(signal.region())
            .setTier(signal.tier())
            .setParentAccountId(signal.parentAccountId())
            .setCsmId(signal.csmId())
            .setContractStart(signal.contractStart())
            .setRenewalDate(signal.renewalDate())
            .setPaidSeats(signal.paidSeats())
            .setArrMinor(signal.arrMinor())
            .setCurrency(signal.currency())
            .setPlanFeatures(features)
            .setIndustry(signal.industry())
            .setValuableFeatures(signal.valuableFeatures())
            .build());
  }

  @Override
  public Sent<AccountProfile> profileRemoved(ProfileRemoved signal) {
    return new Sent<>(topics.accountProfiles(), signal.accountId(), null);
  }

  @Override
  public Sent<?> timePassed(TimePassed signal) {
    throw new IllegalArgumentException("time is told by ticks, to a whole partition");
  }

  /**
   * A record to send.
   *
   * @param value null for a tombstone
   */
  public record Sent<V extends SpecificRecord>(Topic<V> topic, String key, V value) {}
}
