package dev.customerhealth.publication;

import dev.customerhealth.avro.AccountCommand;
import dev.customerhealth.avro.AlertCommand;
import dev.customerhealth.avro.AuditEntry;
import dev.customerhealth.avro.AuditKind;
import dev.customerhealth.avro.AuditOutcome;
import dev.customerhealth.avro.AuditSubject;
import dev.customerhealth.avro.RejectionReason;
import dev.customerhealth.domain.Decision;
import dev.customerhealth.domain.account.StandingOverride;
import dev.customerhealth.domain.scoring.Points;
import dev.customerhealth.intake.Origin;
import dev.customerhealth.intake.Rejection;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** Decisions of people, and what became of them, as records of audit-log. */
public final class PublishedAudit {

  /** Name of the reason with which the domain's refusals are told as rejected. */
  public static final String REASON_OF_REFUSAL = RejectionReason.OUT_OF_RANGE.name();

  private static final String BAND = "band_id";

  private PublishedAudit() {}

  /**
   * The records of what was decided about an account; what is refused as nonsense is also told like
   * any other nonsense.
   *
   * @param refused whether the record that led to it is to be told as rejected
   * @param origin the record that led to them
   */
  public static List<SpecificRecord> of(
      String accountId, List<Decision> decisions, boolean refused, Origin origin) {
    List<SpecificRecord> told = new ArrayList<>(decisions.size() + 1);
    for (Decision decision : decisions) {
      told.add(entry(accountId, decision, origin));
      if (refused && decision.outcome() == Decision.Result.REFUSED) {
        told.add(PublishedRejections.of(rejection(accountId, decision, origin)));
      }
    }
    return told;
  }

  /** The record of a command that was refused at the door; empty when it was no command. */
  public static Optional<SpecificRecord> of(Rejection rejection) {
    if (rejection.event() instanceof AccountCommand command) {
      return Optional.of(
          refused(rejection, command.getIssuedAt())
              .setKind(kind(command))
              .setWho(command.getIssuedBy())
              .setReason(command.getReason())
              .setAfter(askedFor(command))
              .setExpiresAt(command.getExpiresAt())
              .build());
    }
    if (rejection.event() instanceof AlertCommand command) {
      return Optional.of(
          refused(rejection, command.getIssuedAt())
              .setKind(kind(command))
              .setWho(command.getIssuedBy())
              .setReason(command.getReason())
              .setAfter(command.getRuleId() == null ? command.getAlertId() : command.getRuleId())
              .setExpiresAt(command.getSnoozeUntil())
              .build());
    }
    return Optional.empty();
  }

  private static AuditEntry.Builder refused(Rejection rejection, Instant issuedAt) {
    Origin origin = rejection.origin();
    String at = origin.topic() + '-' + origin.partition() + '-' + origin.offset();
    Instant received = Instant.ofEpochMilli(origin.receivedAt());
    return AuditEntry.newBuilder()
        .setEntryId(entryId(String.valueOf(rejection.accountId()), at, AuditOutcome.REFUSED))
        .setHappenedAt(issuedAt == null ? received : issuedAt)
        .setRecordedAt(received)
        .setOutcome(AuditOutcome.REFUSED)
        .setSubjectType(AuditSubject.ACCOUNT)
        .setSubjectId(rejection.accountId())
        .setDecisionId(rejection.eventId())
        .setRefusal(rejection.detail())
        .setSourceTopic(origin.topic())
        .setSourcePartition(origin.partition())
        .setSourceOffset(origin.offset());
  }

  private static AuditEntry entry(String accountId, Decision decision, Origin origin) {
    AuditOutcome outcome = outcome(decision.outcome());
    return AuditEntry.newBuilder()
        .setEntryId(entryId(accountId, decision.id(), outcome))
        .setHappenedAt(Instant.ofEpochMilli(decision.atMillis()))
        .setRecordedAt(Instant.ofEpochMilli(origin.receivedAt()))
        .setKind(kind(decision.kind()))
        .setOutcome(outcome)
        .setSubjectType(AuditSubject.ACCOUNT)
        .setSubjectId(accountId)
        .setDecisionId(decision.id())
        .setWho(decision.by())
        .setReason(decision.reason())
        .setBefore(decision.before())
        .setAfter(decision.after())
        .setExpiresAt(
            decision.untilMillis() == Decision.NO_END
                ? null
                : Instant.ofEpochMilli(decision.untilMillis()))
        .setRefusal(decision.refusal())
        .setSourceTopic(origin.topic())
        .setSourcePartition(origin.partition())
        .setSourceOffset(origin.offset())
        .build();
  }

  /**
   * The only nonsense that the door cannot see is a band that the account's model does not have.
   */
  private static Rejection rejection(String accountId, Decision decision, Origin origin) {
    return new Rejection(
        origin,
        accountId,
        decision.id(),
        RejectionReason.OUT_OF_RANGE,
        BAND,
        decision.refusal(),
        null);
  }

  /** Parts go in with their lengths, so that no two triples read the same. */
  private static String entryId(String subject, String decision, AuditOutcome outcome) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (String part : List.of(subject, decision, outcome.name())) {
        byte[] text = part.getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return UUID.nameUUIDFromBytes(bytes.toByteArray()).toString();
  }

  private static AuditKind kind(AccountCommand command) {
    if (command.getType() == null) {
      return AuditKind.UNKNOWN;
    }
    return switch (command.getType()) {
      case SET_SCORE_OVERRIDE -> AuditKind.SCORE_OVERRIDE;
      case SET_BAND_OVERRIDE -> AuditKind.BAND_OVERRIDE;
      case CLEAR_OVERRIDE -> AuditKind.OVERRIDE_CLEARED;
      case SET_SENTIMENT -> AuditKind.SENTIMENT;
      case UNKNOWN -> AuditKind.UNKNOWN;
    };
  }

  private static AuditKind kind(AlertCommand command) {
    if (command.getType() == null) {
      return AuditKind.UNKNOWN;
    }
    return switch (command.getType()) {
      case ACKNOWLEDGE -> AuditKind.ALERT_ACKNOWLEDGED;
      case SNOOZE -> AuditKind.ALERT_SNOOZED;
      case ASSIGN, UNASSIGN -> AuditKind.ALERT_ASSIGNED;
      case FEEDBACK -> AuditKind.ALERT_FEEDBACK;
      case UNKNOWN -> AuditKind.UNKNOWN;
    };
  }

  private static AuditKind kind(Decision.Kind kind) {
    return switch (kind) {
      case SCORE_OVERRIDE -> AuditKind.SCORE_OVERRIDE;
      case BAND_OVERRIDE -> AuditKind.BAND_OVERRIDE;
      case OVERRIDE_CLEARED -> AuditKind.OVERRIDE_CLEARED;
      case SENTIMENT -> AuditKind.SENTIMENT;
      case ALERT_ACKNOWLEDGED -> AuditKind.ALERT_ACKNOWLEDGED;
      case ALERT_SNOOZED -> AuditKind.ALERT_SNOOZED;
      case ALERT_ASSIGNED -> AuditKind.ALERT_ASSIGNED;
      case ALERT_FEEDBACK -> AuditKind.ALERT_FEEDBACK;
    };
  }

  private static AuditOutcome outcome(Decision.Result result) {
    return switch (result) {
      case ACCEPTED -> AuditOutcome.ACCEPTED;
      case REFUSED -> AuditOutcome.REFUSED;
      case EXPIRED -> AuditOutcome.EXPIRED;
    };
  }

  /** What a refused command asked for, as far as it said; null when it did not. */
  private static String askedFor(AccountCommand command) {
    if (command.getScore() != null) {
      return Double.isFinite(command.getScore())
          ? StandingOverride.inWords(Points.of(command.getScore()), null)
          : "score " + command.getScore();
    }
    if (command.getBandId() != null) {
      return StandingOverride.inWords(StandingOverride.NO_SCORE, command.getBandId());
    }
    return command.getSentiment() == null
        ? null
        : "sentiment %s on %s to %s"
            .formatted(command.getSentiment(), command.getScaleMin(), command.getScaleMax());
  }
}
