package dev.customerhealth.domain.scoring;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.Lifecycle;
import dev.customerhealth.domain.measure.AnswerAge;
import dev.customerhealth.domain.measure.AskedMeasures;
import dev.customerhealth.domain.measure.FactAge;
import dev.customerhealth.domain.measure.MeasureReader;
import dev.customerhealth.domain.measure.MeasureValues;
import dev.customerhealth.domain.measure.WindowedMeasure;

/**
 * What a model scores: an account's values on one day, and what else scoring functions and decay
 * may look at. What is rarely needed is looked up when it is.
 */
public abstract class ScoringInput {
  /** Stands for a tenure that is not known. */
  public static final int NO_TENURE = Lifecycle.NO_TENURE;

  /** Values of the model's measures, in its order. */
  public abstract MeasureValues values();

  /** Days since the contract started; {@link #NO_TENURE} when not known. */
  public abstract int tenureDays();

  /** Days the account is known to have lived, at least 0. */
  public abstract int ageDays();

  /** Days since the latest answer of a measure; {@link AnswerAge#NONE} when it has no age. */
  public abstract int answerAge(WindowedMeasure measure);

  /**
   * Days since the latest fact a measure was made of; {@link FactAge#NONE} when it has no age. Only
   * for scores that are told.
   */
  public abstract int factAge(WindowedMeasure measure);

  /** Whether a profile tells how many features the plan has. */
  public abstract boolean tellsPlan();

  /** The value of a measure in the account's own earlier window; NaN when not known. */
  public abstract double earlier(WindowedMeasure measure);

  /** Whom the account is compared with by a measure; null when nothing is known of any peers. */
  public abstract PeerGroup peers(WindowedMeasure measure);

  /** Version of the table of peers; {@link Peers#NO_VERSION} when there is none. */
  public int peersVersion() {
    return Peers.NO_VERSION;
  }

  /** Whether it was made of just these facts and this profile among these peers. */
  boolean isOf(AccountFacts facts, AccountProfile profile, Peers peers) {
    return false;
  }

  /** The input of an account on the current day of its facts, with what the model looks at. */
  public static ScoringInput of(
      ScoringModel model,
      AccountFacts facts,
      AccountProfile profile,
      Peers peers,
      MeasureValues known) {
    return of(model, model.measures(), facts, profile, peers, known);
  }

  /**
   * The input of an account on the current day of its facts.
   *
   * @param asked what is to be read: what the model looks at, and perhaps more behind it
   * @param known values read of the account before, from which it is quicker to read on; null when
   *     there are none
   */
  public static ScoringInput of(
      ScoringModel model,
      AskedMeasures asked,
      AccountFacts facts,
      AccountProfile profile,
      Peers peers,
      MeasureValues known) {
    return of(
        facts,
        profile,
        peers,
        MeasureReader.read(facts, profile, asked, model.assumedPlanFeatures(), known));
  }

  /**
   * The input of an account on the current day of its facts.
   *
   * @param values read from these facts and this profile, the model's measures in its order, and
   *     perhaps more behind them
   */
  public static ScoringInput of(
      AccountFacts facts, AccountProfile profile, Peers peers, MeasureValues values) {
    return new OfAccount(facts, profile, peers, values);
  }

  private static final class OfAccount extends ScoringInput {
    private final AccountFacts facts;
    private final AccountProfile profile;
    private final Peers peers;
    private final MeasureValues values;

    OfAccount(AccountFacts facts, AccountProfile profile, Peers peers, MeasureValues values) {
      this.facts = facts;
      this.profile = profile;
      this.peers = peers;
      this.values = values;
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(AccountFacts otherFacts, AccountProfile otherProfile, Peers otherPeers) {
      return facts == otherFacts && profile == otherProfile && peers == otherPeers;
    }

    @Override
    public MeasureValues values() {
      return values;
    }

    @Override
    public int tenureDays() {
      return Lifecycle.tenureDays(profile, facts.day());
    }

    @Override
    public int ageDays() {
      return Lifecycle.ageDays(facts, profile);
    }

    @Override
    public int answerAge(WindowedMeasure measure) {
      return AnswerAge.days(facts, measure);
    }

    @Override
    public int factAge(WindowedMeasure measure) {
      return FactAge.days(facts, measure);
    }

    @Override
    public boolean tellsPlan() {
      return profile != null && profile.planFeatureCount() > 0;
    }

    @Override
    public double earlier(WindowedMeasure measure) {
      return values.earlierScored(values.asked().indexOf(measure));
    }

    @Override
    public PeerGroup peers(WindowedMeasure measure) {
      return peers.of(profile == null ? null : profile.segment(), measure);
    }

    @Override
    public int peersVersion() {
      return peers.version();
    }
  }
}
