package dev.customerhealth.publication;

import dev.customerhealth.avro.AuditEntry;
import dev.customerhealth.avro.AuditKind;
import dev.customerhealth.avro.AuditOutcome;
import dev.customerhealth.avro.AuditSubject;
import dev.customerhealth.avro.ModelPublicationKind;
import dev.customerhealth.avro.ScoringModelPublished;
import dev.customerhealth.domain.ModelNews;
import dev.customerhealth.domain.ModelPublication;
import dev.customerhealth.domain.Regime;
import dev.customerhealth.domain.Shadow;
import dev.customerhealth.domain.scoring.Peers;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.intake.Origin;
import dev.customerhealth.intake.Rejection;
import java.time.Instant;
import java.util.List;

/** What became of models and selection rules, as records of audit-log. */
public final class ModelAudit {

  private ModelAudit() {}

  /** Whether it was a publication that was refused. */
  public static boolean isOfModel(Rejection rejection) {
    return rejection.event() instanceof ScoringModelPublished;
  }

  /** What kind of publication was refused, in a word. */
  public static String kindOf(Rejection rejection) {
    return rejection.event() instanceof ScoringModelPublished record
        ? record.getKind().name()
        : ModelPublicationKind.UNKNOWN.name();
  }

  /** Id of the model or rules that were refused; null when it was none. */
  public static String idOf(Rejection rejection) {
    return rejection.event() instanceof ScoringModelPublished record ? record.getId() : null;
  }

  /** A publication that cannot be used; null when it was none that was refused. */
  public static AuditEntry refused(Rejection rejection) {
    if (!(rejection.event() instanceof ScoringModelPublished record)) {
      return null;
    }
    Origin origin = rejection.origin();
    return entry(record.getKind().name(), record.getId(), record.getVersion(), AuditOutcome.REFUSED)
        .setHappenedAt(record.getEffectiveFrom())
        .setRecordedAt(Instant.ofEpochMilli(origin.receivedAt()))
        .setWho(record.getPublishedBy())
        .setReason(record.getReason())
        .setAfter(name(record.getId(), record.getVersion()))
        .setRefusal(rejection.detail())
        .setSourceTopic(origin.topic())
        .setSourcePartition(origin.partition())
        .setSourceOffset(origin.offset())
        .build();
  }

  /**
   * A publication that was made, and waits for its time.
   *
   * @param before what it replaces, for a person; null when nothing
   */
  public static AuditEntry published(ScoringModelPublished record, String before) {
    return entry(
            record.getKind().name(), record.getId(), record.getVersion(), AuditOutcome.ACCEPTED)
        .setHappenedAt(record.getEffectiveFrom())
        .setRecordedAt(record.getPublishedAt())
        .setWho(record.getPublishedBy())
        .setReason(record.getReason())
        .setBefore(before)
        .setAfter(after(record.getKind().name(), record.getId(), record.getVersion()))
        .build();
  }

  /**
   * A version, or rules, that the configuration of a service brought along.
   *
   * @param scores whether it judges from now on; else something published goes before it
   * @param before what it replaces, for a person; null when nothing
   * @param after what it says, for a person
   * @param occasion tells it from earlier entries of the same version; null for the first
   */
  public static AuditEntry configured(
      ScoringModelPublished record, boolean scores, String before, String after, String occasion) {
    boolean selection = record.getId().equals(ModelNotice.CONFIGURED_RULES);
    boolean alerts = record.getId().equals(ModelNotice.CONFIGURED_ALERT_RULES);
    String kind = record.getKind().name();
    AuditOutcome outcome = scores ? AuditOutcome.ACTIVATED : AuditOutcome.ACCEPTED;
    AuditEntry.Builder entry = entry(kind, record.getId(), record.getVersion(), outcome);
    if (occasion != null) {
      entry.setEntryId(entry.getEntryId() + "/" + occasion);
    }
    return entry
        .setKind(
            selection
                ? AuditKind.SELECTION_RULES
                : alerts ? AuditKind.ALERT_RULES : AuditKind.MODEL)
        .setSubjectType(selection || alerts ? AuditSubject.RULE : AuditSubject.MODEL)
        .setHappenedAt(record.getEffectiveFrom())
        .setRecordedAt(record.getPublishedAt())
        .setReason("brought along by the configuration")
        .setBefore(before)
        .setAfter(after)
        .build();
  }

  /**
   * A publication that came into force.
   *
   * @param earlier what was in force before
   * @param rules what rules it takes the place of, for a person; null where it is no rules
   * @param arrival when Kafka took the tick that said so, in milliseconds since 1970 UTC
   */
  public static AuditEntry activated(
      ModelPublication model, Regime earlier, String rules, long arrival) {
    return entry(model.kind().name(), model.id(), model.version(), AuditOutcome.ACTIVATED)
        .setHappenedAt(Instant.ofEpochMilli(model.fromMillis()))
        .setRecordedAt(Instant.ofEpochMilli(arrival))
        .setWho(model.who())
        .setReason(model.reason())
        .setBefore(before(model, earlier, rules))
        .setAfter(after(model.kind().name(), model.id(), model.version()))
        .build();
  }

  private static String before(ModelPublication model, Regime earlier, String rules) {
    return switch (model.kind()) {
      case MODEL -> named(model.id(), earlier.policy().models().models());
      case SHADOW, SHADOW_ENDED -> shadow(model.id(), earlier);
      case SELECTION, ALERT_RULES -> rules;
      case PEERS ->
          earlier.policy().peers().version() == Peers.NO_VERSION
              ? null
              : name(model.id(), earlier.policy().peers().version());
    };
  }

  private static String named(String id, List<ScoringModel> models) {
    return models.stream()
        .filter(model -> model.id().equals(id))
        .map(model -> name(id, model.version()))
        .findFirst()
        .orElse(null);
  }

  private static String shadow(String id, Regime earlier) {
    Shadow shadow = earlier.shadow(id);
    return shadow == null ? null : name(id, shadow.model().version());
  }

  private static String after(String kind, String id, int version) {
    return ModelNews.Kind.SHADOW_ENDED.name().equals(kind) ? null : name(id, version);
  }

  private static String name(String id, int version) {
    return id + " version " + version;
  }

  private static AuditEntry.Builder entry(
      String kind, String id, int version, AuditOutcome outcome) {
    return AuditEntry.newBuilder()
        .setEntryId(kind + "/" + id + "@" + version + "/" + outcome)
        .setKind(kind(kind))
        .setOutcome(outcome)
        .setSubjectType(subject(kind))
        .setSubjectId(id)
        .setDecisionId(kind + "/" + id + "@" + version);
  }

  private static AuditSubject subject(String kind) {
    return switch (kind) {
      case "SELECTION", "ALERT_RULES" -> AuditSubject.RULE;
      case "PEERS" -> AuditSubject.PEERS;
      default -> AuditSubject.MODEL;
    };
  }

  private static AuditKind kind(String kind) {
    return switch (kind) {
      case "MODEL" -> AuditKind.MODEL;
      case "SHADOW", "SHADOW_ENDED" -> AuditKind.SHADOW_MODEL;
      case "SELECTION" -> AuditKind.SELECTION_RULES;
      case "PEERS" -> AuditKind.PEERS;
      case "ALERT_RULES" -> AuditKind.ALERT_RULES;
      default -> AuditKind.UNKNOWN;
    };
  }
}
