package dev.customerhealth.simulation;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * What happens to an account.
 *
 * @param kind the plot
 * @param turn the day it turns
 * @param wellbeing how well the account does before the turn, 0 to 1
 */
record AccountStory(Kind kind, LocalDate turn, double wellbeing) {

  /** The plots, with how common they are. */
  enum Kind {
    /** Nothing much happens. */
    STEADY(0.46),
    /** More people, more use, an expansion. */
    GROWING(0.12),
    /** Loses interest over a quarter, then buys less. */
    SLOW_DECLINE(0.09),
    /** From one day to the next nobody comes any more. */
    SUDDEN_SILENCE(0.06),
    /** A bad week with tickets and anger, made good over the three weeks after. */
    OUTAGE_AND_RECOVERY(0.08),
    /** The person who carried the product leaves, use crumbles. */
    CHAMPION_LEAVES(0.06),
    /** A new customer finds its way, or does not. */
    ONBOARDING(0.07),
    /** The term ends and is talked about. */
    RENEWAL(0.06),
    /**
     * Nobody comes any more, and who still says something is furious. Not drawn: every fiftieth
     * account, so that a book always has some that cannot be in a worse band.
     */
    FALLING_OUT(0),
    /** Was a customer once, and is gone before the history begins. */
    LEAVING(0);

    private final double share;

    Kind(double share) {
      this.share = share;
    }

    /** Share of a book's accounts to which this happens; all shares add up to 1. */
    double share() {
      return share;
    }
  }

  private static final int DECLINE_DAYS = 75;
  private static final int OUTAGE_DAYS = 6;
  private static final int RECOVERY_DAYS = 21;

  /** How things stand on a day. */
  Conditions on(LocalDate day) {
    long since = ChronoUnit.DAYS.between(turn, day);
    return switch (kind) {
      case STEADY, RENEWAL, LEAVING -> Conditions.of(wellbeing);
      case GROWING -> Conditions.of(wellbeing + 0.25 * progress(since, 60));
      case SLOW_DECLINE -> Conditions.of(wellbeing - 0.65 * progress(since, DECLINE_DAYS));
      case SUDDEN_SILENCE ->
          since < 0 ? Conditions.of(wellbeing) : Conditions.of(wellbeing - 0.2).silent();
      case FALLING_OUT -> since < 0 ? Conditions.of(wellbeing) : Conditions.RUIN;
      case OUTAGE_AND_RECOVERY -> Conditions.of(wellbeing).outage(outageDepth(since));
      case CHAMPION_LEAVES -> Conditions.of(wellbeing - 0.45 * progress(since, 20));
      case ONBOARDING -> Conditions.of(wellbeing * (0.3 + 0.7 * progress(since, 40)));
    };
  }

  private static double outageDepth(long since) {
    if (since < 0) {
      return 0;
    }
    return since < OUTAGE_DAYS ? 1 : 1 - progress(since - OUTAGE_DAYS, RECOVERY_DAYS);
  }

  private static double progress(long days, int of) {
    return Math.min(1, Math.max(0, days / (double) of));
  }
}
