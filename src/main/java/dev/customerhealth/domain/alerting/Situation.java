package dev.customerhealth.domain.alerting;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.Lifecycle;
import dev.customerhealth.domain.account.ScoreCloses;
import dev.customerhealth.domain.account.ScoreHighs;
import dev.customerhealth.domain.account.ToldScore;
import dev.customerhealth.domain.measure.WindowedMeasure;
import dev.customerhealth.domain.scoring.BandRole;
import dev.customerhealth.domain.scoring.ScoreSheet;
import dev.customerhealth.domain.scoring.ScoringModel;

/**
 * What a rule looks at.
 *
 * @param accountId the account
 * @param atMillis business time of the judgement
 * @param day its day
 * @param facts what is known to have happened
 * @param profile who the account is; null when not known
 * @param model the scoring model
 * @param sheet the score now; rules are only asked when there is one
 * @param told the score last told, before this judgement
 * @param highs daily highs, the score now included
 * @param closes how past weeks and months ended, as many as rules look at
 * @param settling whether the score moves because of what we know or how we judge, and not because
 *     of the customer: on the day of the first score, while its facts come in one by one, and when
 *     the score last told was another model's. Nothing is raised then
 */
public record Situation(
    String accountId,
    long atMillis,
    int day,
    AccountFacts facts,
    AccountProfile profile,
    ScoringModel model,
    ScoreSheet sheet,
    ToldScore told,
    ScoreHighs highs,
    ScoreCloses closes,
    boolean settling) {

  /** The score last told. */
  Reference lastTold() {
    return told.scored() ? new Reference(told.score(), told.points()) : Reference.UNKNOWN;
  }

  /**
   * Whether the account is too young for a measure, by the model that scores it. Asked last of all:
   * few models spare anybody anything.
   */
  boolean inGrace(WindowedMeasure measure) {
    return model.hasGrace() && Lifecycle.ageDays(facts, profile, day) < model.graceDays(measure);
  }

  /** Role of the band now. */
  BandRole role() {
    return sheet.band().role();
  }

  /**
   * Role of the band last told; null before the first score, and when the model does not know that
   * band any more.
   */
  BandRole roleBefore() {
    return told.bandId() == null
        ? null
        : model.band(told.bandId()).map(band -> band.role()).orElse(null);
  }
}
