package dev.customerhealth.topology;

import dev.customerhealth.domain.Assessment;
import dev.customerhealth.domain.Assessor;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.ModelTimeline;
import dev.customerhealth.domain.Regime;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.alerting.Alert;
import dev.customerhealth.domain.alerting.RuleChange;
import dev.customerhealth.domain.scoring.ScoreChange;
import dev.customerhealth.domain.scoring.ScoreSheet;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.TimePassed;
import dev.customerhealth.publication.ConsoleLinks;
import dev.customerhealth.publication.PublishedAlerts;
import dev.customerhealth.publication.PublishedChanges;
import dev.customerhealth.publication.PublishedScores;
import dev.customerhealth.publication.PublishedStandings;
import dev.customerhealth.state.AccountRecord;
import dev.customerhealth.state.AccountShadows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Asks the domain about an account and prepares what follows. Writes nothing. */
final class AccountJudge {

  private final Assessor open = new Assessor();
  private final Assessor holding = new Assessor(true);
  private final ShadowJudge shadows = new ShadowJudge();
  private final ModelShelf shelf;
  private final ChangedRules changed;
  private final ConsoleLinks links;
  private final FleetGate gate;

  /**
   * A judge.
   *
   * @param changed the configured alert rules that not every account knows
   * @param gate whether alerts are held back at the moment
   */
  AccountJudge(ModelShelf shelf, ChangedRules changed, ConsoleLinks links, FleetGate gate) {
    this.shelf = shelf;
    this.changed = changed;
    this.links = links;
    this.gate = gate;
  }

  /**
   * What a signal leads to.
   *
   * @param before what is kept of the account
   * @param known the sheet it was last judged by; null when not at hand
   * @param signal about the same account
   * @param now the partition's time; null before its first tick
   * @param topic where the signal came from
   */
  Verdict judge(AccountRecord before, ScoreSheet known, Signal signal, Instant now, String topic) {
    ModelTimeline timeline = shelf.timeline();
    if (isSettled(timeline)) {
      return judge(before, known, signal, now, topic, timeline.first());
    }
    long at = Assessor.judgedAt(before.state(), signal, now);
    Regime regime = timeline.at(at);
    Verdict switched = throughSwitches(before, at, topic);
    return switched == null
        ? judge(before, known, signal, now, topic, regime)
        : switched.then(judge(switched.after(), null, signal, now, topic, regime));
  }

  private boolean isSettled(ModelTimeline timeline) {
    return timeline.isSettled() && !changed.areComing();
  }

  private Verdict judge(
      AccountRecord before,
      ScoreSheet known,
      Signal signal,
      Instant now,
      String topic,
      Regime regime) {
    Assessment assessment = assessor().assess(before.state(), known, signal, now, regime.policy());
    return unchanged(before, assessment)
        ? new Verdict(assessment, before, before, List.of())
        : verdict(before, assessment, topic, regime);
  }

  /**
   * What the passing of time leads to for an account that came up in the index. Its entry is gone
   * then, so the account is kept anew even when the domain changed nothing.
   */
  Verdict judgeInTime(AccountRecord account, ScoreSheet known, Instant now, String topic) {
    AccountRecord before = account.unindexed();
    ModelTimeline timeline = shelf.timeline();
    if (isSettled(timeline)) {
      return judgeInTime(before, known, now, topic, timeline.first());
    }
    long at = Math.max(account.state().asOfMillis(), now.toEpochMilli());
    Regime regime = timeline.at(at);
    Verdict switched = throughSwitches(before, at, topic);
    return switched == null
        ? judgeInTime(before, known, now, topic, regime)
        : switched.then(judgeInTime(switched.after(), null, now, topic, regime));
  }

  private Verdict judgeInTime(
      AccountRecord before, ScoreSheet known, Instant now, String topic, Regime regime) {
    Signal signal = new TimePassed(before.state().accountId(), now);
    return verdict(
        before,
        assessor().assess(before.state(), known, signal, now, regime.policy()),
        topic,
        regime);
  }

  /**
   * What the passing of time leads to for the shadows of an account that came up in their index.
   * Like {@link #judgeInTime}, but no live model is asked.
   */
  Verdict judgeShadowsInTime(AccountRecord account, Instant now) {
    AccountRecord before = account.with(account.shadows().unindexed());
    long at = Math.max(account.state().asOfMillis(), now.toEpochMilli());
    ShadowJudge.Result judged =
        shadows.inTime(before, at, shelf.timeline().at(at), ShadowJudge.Terms.by(assessor()));
    return new Verdict(
        null, before, before.with(judged.after()), judged.told(), judged.wouldAlert());
  }

  /**
   * What a regime that came into force leads to, as of the moment it holds from; null when it leads
   * to nothing.
   */
  Verdict switched(AccountRecord before, Regime regime, String topic) {
    Verdict earlier = throughSwitches(before, regime.fromMillis() - 1, topic);
    AccountRecord account = earlier == null ? before : earlier.after();
    Verdict switched = switchedOnly(account, regime, topic);
    if (earlier == null || switched == null) {
      return earlier == null ? switched : earlier;
    }
    return earlier.then(switched);
  }

  /**
   * What rules that the configuration changed have to say of an account: nothing of what is so
   * already. As of this time, or of the account's latest where models change in between; null when
   * nothing comes of it.
   */
  Verdict askedAnew(AccountRecord account, long at, String topic) {
    long lived = account.state().asOfMillis();
    if (lived == AccountState.NEVER) {
      return null;
    }
    ModelTimeline timeline = shelf.timeline();
    Instant moment =
        Instant.ofEpochMilli(timeline.between(lived, at).isEmpty() ? Math.max(lived, at) : lived);
    Regime regime = timeline.at(lived);
    RuleChange change = changed.change();
    Assessment assessment = assessor().switched(account.state(), moment, regime.policy(), change);
    return verdict(account, assessment, topic, regime, change);
  }

  /** Every change of models between the account's latest time and this one; null when none. */
  private Verdict throughSwitches(AccountRecord before, long at, String topic) {
    Verdict all = changed.areComing() ? askedAnew(before, at, topic) : null;
    for (Regime regime : shelf.timeline().between(before.state().asOfMillis(), at)) {
      AccountRecord account = all == null ? before : all.after();
      Verdict one = switchedOnly(account, regime, topic);
      if (one != null) {
        all = all == null ? one : all.then(one);
      }
    }
    return all;
  }

  private Verdict switchedOnly(AccountRecord account, Regime regime, String topic) {
    Regime earlier = shelf.timeline().before(regime);
    if (Assessor.isSwitchedBy(account.state(), earlier, regime)) {
      Instant moment = Instant.ofEpochMilli(regime.fromMillis());
      RuleChange change = changed.alsoKnowing(regime.ruleChangeSince(earlier));
      Assessment assessment =
          assessor().switched(account.state(), moment, earlier.policy(), regime.policy(), change);
      return verdict(account, assessment, topic, regime, change);
    }
    ShadowJudge.Result begun = shadows.begin(account, regime, ShadowJudge.Terms.by(assessor()));
    return begun == null
        ? null
        : new Verdict(null, account, account.with(begun.after()), begun.told(), begun.wouldAlert());
  }

  /** The account as it is, entered in the index for when its time really comes. */
  Verdict enterAgain(AccountRecord account) {
    AccountRecord before = account.unindexed();
    AccountRecord after = new AccountRecord(account.state(), account.nextDue(), account.shadows());
    return new Verdict(null, before, after, List.of());
  }

  /** The same for its shadows. */
  Verdict enterShadowsAgain(AccountRecord account) {
    AccountRecord before = account.with(account.shadows().unindexed());
    AccountRecord after = before.with(before.shadows().followedBy(before.shadows().judgements()));
    return new Verdict(null, before, after, List.of());
  }

  private Verdict verdict(
      AccountRecord before, Assessment assessment, String topic, Regime regime) {
    return verdict(before, assessment, topic, regime, RuleChange.NONE);
  }

  private Verdict verdict(
      AccountRecord before, Assessment assessment, String topic, Regime regime, RuleChange change) {
    AccountState after = assessment.after();
    List<SpecificRecord> told = told(before.state(), assessment, topic, regime.policy());
    if ((regime.shadows().isEmpty() && before.shadows().isEmpty())
        || unchanged(before, assessment)) {
      return new Verdict(assessment, before, learned(before, after, before.shadows()), told);
    }
    ShadowJudge.Result shadowed =
        shadows.along(
            before,
            assessment,
            regime,
            !showsTheSame(before.state().profile(), after.profile()),
            new ShadowJudge.Terms(assessor(), change));
    List<SpecificRecord> all = new ArrayList<>(told);
    all.addAll(shadowed.told());
    return new Verdict(
        assessment, before, learned(before, after, shadowed.after()), all, shadowed.wouldAlert());
  }

  private static AccountRecord learned(
      AccountRecord before, AccountState after, AccountShadows shadows) {
    AccountRecord learned = new AccountRecord(after, before.indexedDue(), shadows);
    return learned.nextDue() < before.indexedDue()
        ? new AccountRecord(after, learned.nextDue(), shadows)
        : learned;
  }

  /** The domain answers with the same object then; comparing the contents would cost far more. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean unchanged(AccountRecord before, Assessment assessment) {
    return assessment.after() == before.state();
  }

  private List<SpecificRecord> told(
      AccountState before, Assessment assessment, String topic, HealthPolicy policy) {
    AccountState after = assessment.after();
    AccountProfile profile = after.profile();
    Optional<ScoreChange> change = assessment.change();
    boolean shownAnew =
        change.isEmpty()
            && !(showsTheSame(before.profile(), profile)
                && isChosenTheSame(before, after)
                && before.degraded() == after.degraded());
    List<SpecificRecord> toParents = PublishedStandings.of(before, after);
    if (change.isEmpty() && !shownAnew && assessment.alerts().isEmpty()) {
      return toParents;
    }
    String accountId = after.accountId();
    String degradedBy = after.degraded() ? gate.heldBy() : null;
    List<SpecificRecord> told = new ArrayList<>(toParents);
    if (shownAnew) {
      told.add(PublishedScores.of(accountId, open.score(after, policy), profile, degradedBy));
    }
    if (change.isPresent()) {
      told.add(PublishedScores.of(accountId, change.get().to(), profile, degradedBy));
      told.add(PublishedChanges.of(accountId, change.get(), profile, topic));
    }
    for (Alert alert : assessment.alerts()) {
      told.add(PublishedAlerts.of(accountId, alert, profile, links));
    }
    return told;
  }

  /** Whether a published score would name the same rule as the one that chose its model. */
  private static boolean isChosenTheSame(AccountState before, AccountState after) {
    return Objects.equals(
        before.judgement().told().modelRule(), after.judgement().told().modelRule());
  }

  private Assessor assessor() {
    return gate.heldBy() == null ? open : holding;
  }

  /** Whether a published score would look the same: it names the account and its owner. */
  private static boolean showsTheSame(AccountProfile before, AccountProfile after) {
    if (before == null || after == null) {
      return Objects.equals(before, after);
    }
    return Objects.equals(before.name(), after.name())
        && Objects.equals(before.segment(), after.segment())
        && Objects.equals(before.csmId(), after.csmId());
  }
}
