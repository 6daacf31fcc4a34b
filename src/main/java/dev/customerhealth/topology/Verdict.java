package dev.customerhealth.topology;

import dev.customerhealth.domain.Assessment;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.Matters;
import dev.customerhealth.domain.scoring.ScoreSheet;
import dev.customerhealth.state.AccountRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * Everything one signal leads to, complete before the first write: a throw between two writes would
 * leave the record both in the dead letters and in the score.
 */
final class Verdict {

  private final Assessment assessment;
  private final AccountRecord before;
  private final AccountRecord after;
  private final List<SpecificRecord> told;
  private final Verdict earlier;
  private final List<ShadowJudge.WouldAlert> wouldAlert;

  /**
   * @param assessment what the domain said; null when it was not asked
   * @param before what was kept of the account
   * @param after what is to be kept; the same object when nothing is
   * @param told what is to be told, in order: score, change, alerts, scores of shadows
   */
  Verdict(
      Assessment assessment, AccountRecord before, AccountRecord after, List<SpecificRecord> told) {
    this(assessment, before, after, told, List.of());
  }

  /**
   * @param wouldAlert alerts of shadow models, which are counted only
   */
  Verdict(
      Assessment assessment,
      AccountRecord before,
      AccountRecord after,
      List<SpecificRecord> told,
      List<ShadowJudge.WouldAlert> wouldAlert) {
    this(assessment, before, after, told, wouldAlert, null);
  }

  private Verdict(
      Assessment assessment,
      AccountRecord before,
      AccountRecord after,
      List<SpecificRecord> told,
      List<ShadowJudge.WouldAlert> wouldAlert,
      Verdict earlier) {
    this.assessment = assessment;
    this.before = before;
    this.after = after;
    this.told = told;
    this.wouldAlert = wouldAlert;
    this.earlier = earlier;
  }

  /** This and what follows from it as one verdict: nothing is kept between the two. */
  Verdict then(Verdict next) {
    List<SpecificRecord> both = new ArrayList<>(told);
    both.addAll(next.told);
    return new Verdict(next.assessment, before, next.after, both, next.wouldAlert, this);
  }

  /** Alerts that shadow models would have raised or resolved in this part of the step. */
  List<ShadowJudge.WouldAlert> wouldAlert() {
    return wouldAlert;
  }

  /** What came before in the same step; null when nothing did. */
  Verdict earlier() {
    return earlier;
  }

  Assessment assessment() {
    return assessment;
  }

  /** The sheet the account was judged by; null when it was not. */
  ScoreSheet sheet() {
    return assessment == null ? null : assessment.sheet();
  }

  AccountRecord before() {
    return before;
  }

  AccountRecord after() {
    return after;
  }

  List<SpecificRecord> told() {
    return told;
  }

  /** Whether there is something to be kept. */
  @SuppressWarnings("ReferenceEquality")
  boolean changed() {
    return after != before;
  }

  /** Whether nothing was known of the account before. */
  boolean isFirst() {
    return before.state().asOfMillis() == AccountState.NEVER;
  }

  /** Items followed one by one that were given up for want of room. */
  @SuppressWarnings("ReferenceEquality")
  long forgotten() {
    Matters then = before.state().facts().matters();
    Matters now = after.state().facts().matters();
    // Nearly every event leaves them the same object; looking into them would cost each of those.
    return now == then ? 0 : Math.max(0, now.forgotten() - then.forgotten());
  }

  /** Ids of events that were given up on the day they were seen. */
  long forgottenIds() {
    return after.state().recentEvents().forgottenOfTodaySince(before.state().recentEvents());
  }

  /** Whether the account now comes up earlier than its entry in the index says. */
  boolean comesUpEarlier() {
    return after.indexedDue() < before.indexedDue();
  }

  /** Whether its shadows now come up earlier than their entry in their index says. */
  boolean shadowsComeUpEarlier() {
    return after.shadows().indexedDue() < before.shadows().indexedDue();
  }
}
