package dev.customerhealth.publication;

import dev.customerhealth.avro.ShadowAlert;
import dev.customerhealth.avro.ShadowMeasure;
import dev.customerhealth.avro.ShadowScore;
import dev.customerhealth.avro.ShadowStatus;
import dev.customerhealth.domain.ShadowJudgement;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.AlertMemory;
import dev.customerhealth.domain.account.MeasurePoints;
import dev.customerhealth.domain.account.ToldScore;
import dev.customerhealth.domain.measure.MeasureValues;
import dev.customerhealth.domain.measure.WindowedMeasure;
import dev.customerhealth.domain.scoring.Points;
import dev.customerhealth.domain.scoring.ScoreSheet;
import dev.customerhealth.domain.scoring.ScoringModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Scores of shadow models as records of health-scores-shadow. */
public final class PublishedShadows {

  /** Between account and model; no model id has it. */
  private static final char SEPARATOR = '/';

  private PublishedShadows() {}

  /**
   * The record of a shadow's judgement.
   *
   * @param accountId the account
   * @param profile who the account is; null when not known
   * @param model the shadow
   * @param judged what it made of the account, told just now
   */
  public static SpecificRecord of(
      String accountId, AccountProfile profile, ScoringModel model, ShadowJudgement judged) {
    ToldScore told = judged.judgement().told();
    return ShadowScore.newBuilder()
        .setAccountId(accountId)
        .setModelId(model.id())
        .setModelVersion(model.version())
        .setAsOf(Instant.ofEpochMilli(judged.asOfMillis()))
        .setStatus(told.scored() ? ShadowStatus.SCORED : ShadowStatus.INSUFFICIENT_DATA)
        .setScore(told.scored() ? Points.asDouble(told.score()) : null)
        .setBandId(told.scored() ? told.bandId() : null)
        .setCoverage(ScoreSheet.coverageAsShare(told.coverage()))
        .setMeasures(measures(model, told.points()))
        .setCapPoints(capPoints(told.points()))
        .setAlerts(alerts(judged.judgement().alerts()))
        .setAccountName(profile == null ? null : profile.name())
        .setSegment(profile == null ? null : profile.segment())
        .setCsmId(profile == null ? null : profile.csmId())
        .build();
  }

  private static List<ShadowMeasure> measures(ScoringModel model, MeasurePoints points) {
    List<ShadowMeasure> measures = new ArrayList<>(points.size());
    for (int i = 0; i < model.size(); i++) {
      WindowedMeasure measure = model.measure(i);
      int added = points.pointsOf(measure.code());
      double value = MeasureValues.asDouble(points.valueOf(measure.code()));
      if (added != 0 || !Double.isNaN(value)) {
        measures.add(
            new ShadowMeasure(
                measure.id(), measure.windowDays(), Numbers.orNull(value), Points.asDouble(added)));
      }
    }
    return measures;
  }

  private static Double capPoints(MeasurePoints points) {
    int taken = points.pointsOf(MeasurePoints.CAP);
    return taken == 0 ? null : Points.asDouble(taken);
  }

  private static List<ShadowAlert> alerts(List<AlertMemory> memories) {
    List<ShadowAlert> alerts = new ArrayList<>(memories.size());
    for (AlertMemory memory : memories) {
      // What waits to be confirmed, or was so when its rule came, was never raised.
      if (memory.episode() > 0) {
        alerts.add(
            new ShadowAlert(
                memory.ruleId(),
                memory.episode(),
                memory.open(),
                Instant.ofEpochMilli(memory.raisedAtMillis())));
      }
    }
    return alerts;
  }

  /** Says that a shadow scores an account no longer; its {@link #value} is a tombstone. */
  public static SpecificRecord ended(String accountId, String modelId) {
    return new Ended(accountId, modelId);
  }

  /** Key of a record. */
  public static String key(ShadowScore score) {
    return key(score.getAccountId(), score.getModelId());
  }

  /** Key of what a model says of an account. */
  public static String key(String accountId, String modelId) {
    return accountId + SEPARATOR + modelId;
  }

  /** Value of a record; null when the shadow ended. */
  public static ShadowScore value(ShadowScore score) {
    return score instanceof Ended ? null : score;
  }

  /** A tombstone on its way: it still knows its key. */
  private static final class Ended extends ShadowScore {
    private static final long serialVersionUID = 1L;

    Ended(String accountId, String modelId) {
      super(
          accountId,
          modelId,
          0,
          Instant.EPOCH,
          ShadowStatus.UNKNOWN,
          null,
          null,
          0.0,
          List.of(),
          null,
          List.of(),
          null,
          null,
          null);
    }
  }
}
