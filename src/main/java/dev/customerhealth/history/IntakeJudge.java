package dev.customerhealth.history;

import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.intake.AlertCommandReader;
import dev.customerhealth.intake.CommandReader;
import dev.customerhealth.intake.HoldTold;
import dev.customerhealth.intake.IntakeLimits;
import dev.customerhealth.intake.ModelTold;
import dev.customerhealth.intake.Origin;
import dev.customerhealth.intake.ProfileReader;
import dev.customerhealth.intake.Receiver;
import dev.customerhealth.intake.Rejection;
import dev.customerhealth.intake.SignalReader;
import dev.customerhealth.intake.SubscriptionReader;
import dev.customerhealth.intake.SuccessReader;
import dev.customerhealth.intake.SurveyReader;
import dev.customerhealth.intake.TicketReader;
import dev.customerhealth.intake.UsageReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** Judges by the service's own code, so that both always agree. */
public final class IntakeJudge implements EventJudge {
  private final Map<String, Function<HistoryEvent, Optional<Refusal>>> judges = new HashMap<>();
  private final long now;

  /**
   * A judge.
   *
   * @param limits those of the service
   * @param now when the events will arrive
   */
  public IntakeJudge(Topics topics, IntakeLimits limits, Instant now) {
    this.now = now.toEpochMilli();
    add(topics.productUsage(), new UsageReader(limits));
    add(topics.supportTickets(), new TicketReader(limits));
    add(topics.surveyResponses(), new SurveyReader(limits));
    add(topics.accountProfiles(), new ProfileReader(limits));
    add(topics.subscriptionChanges(), new SubscriptionReader(limits));
    add(topics.successActivities(), new SuccessReader(limits));
    add(topics.accountCommands(), new CommandReader(limits));
    add(topics.alertCommands(), new AlertCommandReader(limits));
  }

  @Override
  public Optional<Refusal> judge(HistoryEvent event) {
    return judges.get(event.topic()).apply(event);
  }

  private <V extends SpecificRecord> void add(Topic<V> topic, SignalReader<V> reader) {
    Origin origin = new Origin(topic.name(), 0, 0, now);
    judges.put(
        topic.name(),
        event -> {
          Answer answer = new Answer();
          V record = topic.valueType().cast(event.event());
          reader.read(event.accountId(), record, origin).giveTo(answer);
          return answer.refusal;
        });
  }

  private static final class Answer implements Receiver {
    private Optional<Refusal> refusal = Optional.empty();

    @Override
    public void accepted(Signal signal) {}

    @Override
    public void timeTold(Instant time) {}

    @Override
    public void holdTold(HoldTold told) {}

    @Override
    public void modelTold(ModelTold told) {}

    @Override
    public void rejected(Rejection rejection) {
      refusal = Optional.of(new Refusal(rejection.reason().name(), rejection.detail()));
    }
  }
}
