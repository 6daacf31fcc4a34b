package dev.customerhealth.contract;

import dev.customerhealth.avro.AccountCommand;
import dev.customerhealth.avro.AccountProfile;
import dev.customerhealth.avro.AlertCommand;
import dev.customerhealth.avro.AuditEntry;
import dev.customerhealth.avro.ClockTick;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.HealthScoreChange;
import dev.customerhealth.avro.ParentHealthScore;
import dev.customerhealth.avro.PortfolioHealth;
import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.avro.RejectedEvent;
import dev.customerhealth.avro.ScoringModelPublished;
import dev.customerhealth.avro.ShadowScore;
import dev.customerhealth.avro.SubscriptionChange;
import dev.customerhealth.avro.SuccessActivity;
import dev.customerhealth.avro.SupportTicketEvent;
import dev.customerhealth.avro.SurveyResponseEvent;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every topic the service reads or writes, in the order of the business process. The one place
 * where names, types, partitions, retention and compaction are said.
 */
public record Topics(
    Topic<ProductUsageEvent> productUsage,
    Topic<SupportTicketEvent> supportTickets,
    Topic<SurveyResponseEvent> surveyResponses,
    Topic<AccountProfile> accountProfiles,
    Topic<SubscriptionChange> subscriptionChanges,
    Topic<SuccessActivity> successActivities,
    Topic<AccountCommand> accountCommands,
    Topic<AlertCommand> alertCommands,
    Topic<ClockTick> clockTicks,
    Topic<ScoringModelPublished> scoringModels,
    Topic<HealthScore> healthScores,
    Topic<ShadowScore> healthScoresShadow,
    Topic<HealthScoreChange> healthScoreChanges,
    Topic<HealthAlert> healthAlerts,
    Topic<ParentHealthScore> parentHealthScores,
    Topic<PortfolioHealth> portfolioHealth,
    Topic<AuditEntry> auditLog,
    Topic<RejectedEvent> rejectedEvents,
    Topic<byte[]> deadLetters) {

  /** What a broker takes by default; an event larger than this is refused at the producer. */
  private static final int ONE_MEBIBYTE = 1_048_588;

  /** A dead letter is a whole input record plus headers that tell what went wrong. */
  private static final int FOUR_MEBIBYTES = 4_194_304;

  /** The topics with an installation's settings. */
  public static Topics of(TopicSettings settings) {
    Retention inputs = new Retention(false, settings.inputRetention());
    Retention outputs = new Retention(false, settings.outputRetention());
    Retention refused = new Retention(false, settings.refusedRetention());
    int partitions = settings.partitions();
    return new Topics(
        input(
            "product-usage",
            ProductUsageEvent.class,
            partitions,
            inputs,
            "What users did in the product: logins, sessions, features (E1-E7, E14)."),
        input(
            "support-tickets",
            SupportTicketEvent.class,
            partitions,
            inputs,
            "Steps in the life of support tickets (E8)."),
        input(
            "survey-responses",
            SurveyResponseEvent.class,
            partitions,
            inputs,
            "Answers to NPS, CSAT and CES surveys (E9)."),
        input(
            "account-profiles",
            AccountProfile.class,
            partitions,
            Retention.compactedAfter(settings.inputRetention()),
            "Who an account is; a tombstone removes the profile (E19)."),
        input(
            "subscription-changes",
            SubscriptionChange.class,
            partitions,
            inputs,
            "Subscriptions, invoices, finance facts, forecasts (E15, E16, E18, E22, E23)."),
        input(
            "success-activities",
            SuccessActivity.class,
            partitions,
            inputs,
            "What people did for the relationship (E10-E13, E17, E20, E21)."),
        input(
            "account-commands",
            AccountCommand.class,
            partitions,
            inputs,
            "What people decide about an account: overrides, a sentiment with its reason (E10)."),
        input(
            "alert-commands",
            AlertCommand.class,
            partitions,
            inputs,
            "What people do about alerts: take on, put off, hand over, say what they were worth."),
        new Topic<>(
            "clock-ticks",
            TopicRole.INTERNAL,
            KeyType.NONE,
            ClockTick.class,
            partitions,
            inputs,
            ONE_MEBIBYTE,
            "The passing of time, one record per partition and tick (T)."),
        new Topic<>(
            "scoring-models",
            TopicRole.INTERNAL,
            KeyType.MODEL_VERSION,
            ScoringModelPublished.class,
            partitions,
            Retention.compactedForEver(),
            ONE_MEBIBYTE,
            "Models and selection rules, every version, one copy per partition."),
        output(
            "health-scores",
            HealthScore.class,
            partitions,
            Retention.compactedForEver(),
            "The current score of every account with all it was made of."),
        new Topic<>(
            "health-scores-shadow",
            TopicRole.OUTPUT,
            KeyType.ACCOUNT_AND_MODEL,
            ShadowScore.class,
            partitions,
            Retention.compactedForEver(),
            ONE_MEBIBYTE,
            "What shadow models say of every account, beside the live score; alerts nobody."),
        output(
            "health-score-changes",
            HealthScoreChange.class,
            partitions,
            outputs,
            "Every change of a score, with the points each measure moved."),
        output(
            "health-alerts",
            HealthAlert.class,
            partitions,
            outputs,
            "Every step in the life of alerts, for the people who look after them."),
        new Topic<>(
            "parent-health-scores",
            TopicRole.OUTPUT,
            KeyType.PARENT_ACCOUNT_ID,
            ParentHealthScore.class,
            partitions,
            Retention.compactedForEver(),
            ONE_MEBIBYTE,
            "The scores of a parent's accounts rolled up: mean, worst, weighted by revenue."),
        new Topic<>(
            "portfolio-health",
            TopicRole.OUTPUT,
            KeyType.PERIOD_AND_SLICE,
            PortfolioHealth.class,
            partitions,
            Retention.compactedForEver(),
            ONE_MEBIBYTE,
            "The portfolio KPIs by period and slice of the book, with what restated them."),
        new Topic<>(
            "audit-log",
            TopicRole.OUTPUT,
            KeyType.SUBJECT_ID,
            AuditEntry.class,
            partitions,
            outputs,
            ONE_MEBIBYTE,
            "Who changed what and why: overrides, alerts, models, rules; also what was refused."),
        new Topic<>(
            "rejected-events",
            TopicRole.OUTPUT,
            KeyType.ACCOUNT_ID_IF_KNOWN,
            RejectedEvent.class,
            partitions,
            refused,
            ONE_MEBIBYTE,
            "Events that decode but make no sense, with the reason."),
        new Topic<>(
            "dead-letters",
            TopicRole.OUTPUT,
            KeyType.RAW,
            byte[].class,
            partitions,
            refused,
            FOUR_MEBIBYTES,
            "Bytes that do not decode or broke processing, with Kafka's error headers."));
  }

  /** The topics with standard settings. */
  public static Topics standard() {
    return of(TopicSettings.standard());
  }

  /** Every topic, inputs first. */
  public List<Topic<?>> all() {
    return Stream.concat(
            read().stream(),
            Stream.of(
                healthScores,
                healthScoresShadow,
                healthScoreChanges,
                healthAlerts,
                parentHealthScores,
                portfolioHealth,
                auditLog,
                rejectedEvents,
                deadLetters))
        .toList();
  }

  /**
   * Every topic the scoring reads. All of them must have the same number of partitions: Kafka
   * Streams does not check it where streams are merged into one store, and would score an account
   * in two places.
   */
  public List<Topic<?>> read() {
    return List.of(
        productUsage,
        supportTickets,
        surveyResponses,
        accountProfiles,
        subscriptionChanges,
        successActivities,
        accountCommands,
        alertCommands,
        clockTicks,
        scoringModels);
  }

  private static <V> Topic<V> input(
      String name, Class<V> type, int partitions, Retention retention, String description) {
    return new Topic<>(
        name,
        TopicRole.INPUT,
        KeyType.ACCOUNT_ID,
        type,
        partitions,
        retention,
        ONE_MEBIBYTE,
        description);
  }

  private static <V> Topic<V> output(
      String name, Class<V> type, int partitions, Retention retention, String description) {
    return new Topic<>(
        name,
        TopicRole.OUTPUT,
        KeyType.ACCOUNT_ID,
        type,
        partitions,
        retention,
        ONE_MEBIBYTE,
        description);
  }
}
