package dev.customerhealth.domain.scoring;

import dev.customerhealth.domain.account.StandingOverride;

/**
 * An override as people are shown it under a model.
 *
 * @param given what was set
 * @param band the band to show: the one that was set, or the one the score that was set lies in;
 *     null when the model does not know it (any more)
 */
public record AppliedOverride(StandingOverride given, Band band) {

  /** An override under a model; null when there is none. */
  public static AppliedOverride of(StandingOverride given, ScoringModel model) {
    if (given == null) {
      return null;
    }
    return new AppliedOverride(
        given,
        given.ofScore() ? model.bandOf(given.score()) : model.band(given.bandId()).orElse(null));
  }

  /** Id of the band to show, whether the model knows it or not. */
  public String bandId() {
    return given.ofScore() ? band.id() : given.bandId();
  }
}
