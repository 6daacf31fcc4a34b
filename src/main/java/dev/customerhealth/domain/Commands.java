package dev.customerhealth.domain;

import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.CsmSentiment;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.Overriding;
import dev.customerhealth.domain.account.StandingOverride;
import dev.customerhealth.domain.scoring.Band;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.domain.signal.OverrideSignal;
import dev.customerhealth.domain.signal.SentimentSignal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Which commands of people an account takes, and what is recorded of each. */
final class Commands {
  /** Thousandths of a sentiment are tenths of a percent. */
  private static final int DECIMALS_OF_PERCENT = 1;

  private Commands() {}

  /** What the passing of time ended by now; empty when nothing. */
  static List<Decision> expired(AccountState before, long at) {
    CsmSentiment said = before.facts().sentiment();
    boolean sentimentEnded = said != null && said.endsWithin(before.facts().day(), Days.of(at));
    boolean overrideEnded = before.overriding().endedBy(at);
    if (!sentimentEnded && !overrideEnded) {
      return List.of();
    }
    List<Decision> ended = new ArrayList<>(2);
    if (sentimentEnded) {
      ended.add(expired(said));
    }
    if (overrideEnded) {
      ended.add(expired(before.overriding().standing()));
    }
    ended.sort(Comparator.comparingLong(Decision::atMillis));
    return List.copyOf(ended);
  }

  private static Decision expired(StandingOverride over) {
    return new Decision(
        over.ofScore() ? Decision.Kind.SCORE_OVERRIDE : Decision.Kind.BAND_OVERRIDE,
        Decision.Result.EXPIRED,
        over.commandId(),
        over.untilMillis(),
        over.by(),
        over.reason(),
        over.inWords(),
        null,
        Decision.NO_END,
        null);
  }

  /** Who gave it and why stands in the entry of the command, which this one names. */
  private static Decision expired(CsmSentiment said) {
    return new Decision(
        Decision.Kind.SENTIMENT,
        Decision.Result.EXPIRED,
        said.commandId() == null ? "sentiment@" + said.atMillis() : said.commandId(),
        Days.startOf(said.untilDay()),
        null,
        null,
        inWords(said.thousandths()),
        null,
        Decision.NO_END,
        null);
  }

  /**
   * The record of a sentiment that is taken, and of its end where that is past already.
   *
   * @param before what held before; null for nothing
   * @param day the account's day
   */
  static List<Decision> taken(SentimentSignal signal, CsmSentiment before, int day) {
    CsmSentiment said = CsmSentiment.of(signal);
    Decision accepted = decision(signal, before, null);
    return said.holdsOn(day) ? List.of(accepted) : List.of(accepted, expired(said));
  }

  /** Whether a command about the override was taken before. */
  static boolean isRepeat(AccountState before, OverrideSignal signal, long hash) {
    return before.recentEvents().contains(hash)
        || before.overriding().isLast(signal.occurredAt().toEpochMilli(), hash);
  }

  /**
   * Why a command about the override changes nothing; null when it is to be taken. A band is asked
   * for apart, by {@link #unknownBand}.
   *
   * @param at business time at which the account is judged
   */
  static String refusal(AccountState before, OverrideSignal signal, long at) {
    if (before.asOfMillis() == AccountState.NEVER) {
      return "nothing is known of account '" + signal.accountId() + "'";
    }
    if (signal.occurredAt().toEpochMilli() < before.overriding().lastAtMillis()) {
      return "a command that was issued later was taken before";
    }
    if (signal.kind() == OverrideSignal.Kind.CLEAR) {
      return before.overriding().at(at).standing() == null ? "no override stands" : null;
    }
    return signal.until().toEpochMilli() <= at ? "it had expired when it arrived" : null;
  }

  /** What is wrong with the band asked for; null when the model has it, or none is asked for. */
  static String unknownBand(OverrideSignal signal, ScoringModel model) {
    if (signal.bandId() == null || model.band(signal.bandId()).isPresent()) {
      return null;
    }
    return "band_id is '%s'; expected a band of model %s, which scores the account: %s"
        .formatted(
            signal.bandId(),
            model.id(),
            model.bands().stream().map(Band::id).collect(Collectors.joining(", ")));
  }

  /** What is said of the override after a command that is taken. */
  static Overriding after(Overriding before, OverrideSignal signal, long hash) {
    long at = signal.occurredAt().toEpochMilli();
    return signal.kind() == OverrideSignal.Kind.CLEAR
        ? before.cleared(at, hash)
        : before.with(
            new StandingOverride(
                signal.eventId(),
                signal.bandId() == null ? signal.score() : StandingOverride.NO_SCORE,
                signal.bandId(),
                signal.by(),
                signal.reason(),
                at,
                signal.until().toEpochMilli()),
            hash);
  }

  /**
   * The record of a command about the override.
   *
   * @param standing what holds when it arrives; null when nothing does
   * @param refusal why it is refused; null when it is taken
   */
  static Decision decision(OverrideSignal signal, StandingOverride standing, String refusal) {
    boolean clears = signal.kind() == OverrideSignal.Kind.CLEAR;
    return new Decision(
        switch (signal.kind()) {
          case SET_SCORE -> Decision.Kind.SCORE_OVERRIDE;
          case SET_BAND -> Decision.Kind.BAND_OVERRIDE;
          case CLEAR -> Decision.Kind.OVERRIDE_CLEARED;
        },
        refusal == null ? Decision.Result.ACCEPTED : Decision.Result.REFUSED,
        signal.eventId(),
        signal.occurredAt().toEpochMilli(),
        signal.by(),
        signal.reason(),
        standing == null ? null : standing.inWords(),
        clears ? null : StandingOverride.inWords(signal.score(), signal.bandId()),
        clears ? Decision.NO_END : signal.until().toEpochMilli(),
        refusal);
  }

  /** The record of a sentiment given by command; refusal as above. */
  static Decision decision(SentimentSignal signal, CsmSentiment before, String refusal) {
    return new Decision(
        Decision.Kind.SENTIMENT,
        refusal == null ? Decision.Result.ACCEPTED : Decision.Result.REFUSED,
        signal.eventId(),
        signal.occurredAt().toEpochMilli(),
        signal.by(),
        signal.reason(),
        before == null ? null : inWords(before.thousandths()),
        inWords(CsmSentiment.of(signal).thousandths()),
        signal.until() == null ? Decision.NO_END : signal.until().toEpochMilli(),
        refusal);
  }

  private static String inWords(int thousandths) {
    return "sentiment "
        + BigDecimal.valueOf(thousandths, DECIMALS_OF_PERCENT).stripTrailingZeros().toPlainString()
        + "%";
  }
}
