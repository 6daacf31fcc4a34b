package dev.customerhealth.domain;

import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.Judgement;
import dev.customerhealth.domain.account.Lifecycle;
import dev.customerhealth.domain.account.MeasurePoints;
import dev.customerhealth.domain.account.ScoreCloses;
import dev.customerhealth.domain.account.ScoreHighs;
import dev.customerhealth.domain.account.ToldScore;
import dev.customerhealth.domain.alerting.AlertContext;
import dev.customerhealth.domain.alerting.AlertRound;
import dev.customerhealth.domain.alerting.RuleChange;
import dev.customerhealth.domain.alerting.Situation;
import dev.customerhealth.domain.measure.DueLook;
import dev.customerhealth.domain.scoring.AppliedOverride;
import dev.customerhealth.domain.scoring.ChangeCause;
import dev.customerhealth.domain.scoring.HealthScore;
import dev.customerhealth.domain.scoring.Points;
import dev.customerhealth.domain.scoring.ScoreChange;
import dev.customerhealth.domain.scoring.ScoreSheet;
import dev.customerhealth.domain.scoring.ScoreStatus;
import dev.customerhealth.domain.scoring.ScoringModel;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** How an account is judged by what is known of it. */
final class Judging {
  private static final double TEN_THOUSANDTHS_PER_PERCENT = 100;

  private final AccountState before;
  private final ScoreSheet known;
  private final Learned learned;
  private final HealthPolicy policy;
  private final boolean held;
  private final RuleChange alertRules;
  private final HealthPolicy former;
  private final ToldScore told;
  private final SelectionRule rule;
  private final boolean modelChanged;
  private final boolean ruleChanged;
  private final boolean overrideChanged;
  private final boolean byModel;
  private final ScoreSheet sheet;
  private final Aged aged;
  private final DueLook measuresDue;

  /** Nobody is told of its alerts, so nobody owns them. */
  private final boolean shadow;

  private HealthScore record;

  /**
   * What is the same for all accounts at the moment.
   *
   * @param held whether alerts are held back, because what is seen may be a fault of the data
   * @param alertRules how the alert rules differ from those before
   * @param former how accounts were judged before; null when it is as now, or not known
   */
  record Terms(boolean held, RuleChange alertRules, HealthPolicy former) {}

  /**
   * @param sheet the score that the chosen model makes; null when it is still to be made
   * @param look at measures of the very account; null when none is at hand
   */
  private Judging(
      AccountState before,
      ScoreSheet known,
      Learned learned,
      HealthPolicy policy,
      ScoreSheet sheet,
      DueLook look,
      Terms terms) {
    this.held = terms.held();
    this.alertRules = terms.alertRules();
    this.former = terms.former();
    this.before = before;
    this.known = known;
    this.learned = learned;
    this.policy = policy;
    this.told = before.judgement().told();
    this.rule = policy.models().choose(learned.facts(), learned.profile(), learned.facts().day());
    this.modelChanged = policy.judgesOtherwise(told, rule.model());
    this.ruleChanged = HealthPolicy.choosesOtherwise(told, rule);
    this.overrideChanged =
        !Objects.equals(before.overriding().standing(), learned.overriding().standing());
    this.byModel =
        modelChanged || (learned.cause() == ChangeCause.MODEL_CHANGED && told.sequence() == 0);
    this.shadow = sheet != null;
    this.sheet =
        sheet == null
            ? policy.judged(rule.model(), learned.facts(), learned.profile(), known)
            : sheet;
    this.aged = new Aged(before, learned, rule.model(), policy, this.sheet);
    this.measuresDue =
        DueLook.at(policy.timed(rule.model()), learned.facts(), learned.profile(), look);
  }

  /** The account, the score change and the alerts after what was learned. */
  static Assessment judge(
      AccountState before, ScoreSheet known, Learned learned, HealthPolicy policy, Terms terms) {
    return new Judging(before, known, learned, policy, null, null, terms).assessment();
  }

  /**
   * What a shadow makes of what was learned, as if it were the live model of all accounts.
   *
   * @param before the account, with what the shadow made of it
   * @param sheet the shadow's score
   * @param look when time alone moves the live model's measures; null when not at hand
   * @param shownAnew whether the account is shown in another way than before
   */
  static ShadowAssessment shadow(
      AccountState before,
      Learned learned,
      Shadow shadow,
      ScoreSheet sheet,
      DueLook look,
      boolean shownAnew,
      Terms terms) {
    return new Judging(before, null, learned, shadow.policy(), sheet, look, terms)
        .shadowAssessment(shownAnew);
  }

  private Assessment assessment() {
    Rounds rounds = rounds();
    Optional<ScoreChange> change = isWorthTelling() ? Optional.of(change()) : Optional.empty();
    AccountState after =
        new AccountState(
            before.accountId(),
            learned.atMillis(),
            learned.profile(),
            learned.facts(),
            learned.recentEvents(),
            judgement(rounds, change.isPresent()),
            learned.overriding(),
            isDegraded(rounds, change.isPresent()));
    return new Assessment(
        after,
        Outcome.SCORED,
        change,
        rounds.alerts.steps(),
        learned.decisions(),
        after.nextDue(),
        sheet,
        learned.aged(),
        measuresDue);
  }

  private boolean isDegraded(Rounds rounds, boolean changed) {
    return held && (before.degraded() || changed || rounds.alerts.heldBack());
  }

  /** Told besides: the first judgement, what it covers, and the alerts it would have told. */
  private ShadowAssessment shadowAssessment(boolean shownAnew) {
    Rounds rounds = rounds();
    boolean tells =
        shownAnew
            || told.sequence() == 0
            || isWorthTelling()
            || inPercent(sheet.coverage()) != inPercent(told.coverage())
            || !rounds.alerts.steps().isEmpty();
    return new ShadowAssessment(
        new ShadowJudgement(
            learned.atMillis(),
            judgement(rounds, tells),
            isDegraded(rounds, isWorthTelling()),
            sheet.values()),
        tells,
        rounds.alerts.steps());
  }

  private static long inPercent(int coverage) {
    return Math.round(coverage / TEN_THOUSANDTHS_PER_PERCENT);
  }

  /** What follows from the score: since when there is one, the highs, and what the rules say. */
  private record Rounds(
      int firstScoredDay, ScoreHighs highs, ScoreCloses closes, AlertRound alerts) {}

  private Judgement judgement(Rounds rounds, boolean tells) {
    return new Judgement(
        tells ? toldNow() : toldBefore(),
        rounds.firstScoredDay,
        rounds.highs,
        rounds.alerts.memories(),
        Days.earlier(policy.nextLook(rule.model(), measuresDue), rounds.alerts.dueDay()),
        rounds.closes);
  }

  private Rounds rounds() {
    int today = learned.facts().day();
    int firstScoredDay = before.judgement().firstScoredDay();
    if (sheet.scored() && firstScoredDay == Days.NONE) {
      firstScoredDay = today;
    }
    boolean settling = modelChanged || firstScoredDay == today;
    ScoreHighs good =
        firstScoredDay == today || modelChangedOtherwiseThanByTime() || graceChangedBySignal()
            ? ScoreHighs.NONE
            : HighsByDay.until(today, before, aged, policy, held);
    ScoreHighs highs =
        sheet.scored() ? good.with(today, sheet.points(), policy.oldestHigh(today)) : good;
    ScoreCloses closes =
        policy.looksAtCloses()
            ? new Closing(before, sheet, rule.model(), policy, held)
                .until(today, modelChanged || graceChangedBySignal())
            : ScoreCloses.NONE;
    AlertRound alerts =
        AlertRound.judge(
            policy.askedRules(),
            new Situation(
                before.accountId(),
                learned.atMillis(),
                today,
                learned.facts(),
                learned.profile(),
                rule.model(),
                sheet,
                before.degraded() ? lastGood() : told,
                highs,
                closes,
                settling),
            before.judgement(),
            alertContext(),
            this::healthScore);
    return new Rounds(firstScoredDay, held ? good : highs, closes, alerts);
  }

  /** Asked for every event: nothing is made unless somebody did something. */
  @SuppressWarnings("ReferenceEquality") // nearly every signal leaves the profile the same object
  private AlertContext alertContext() {
    boolean ownerChanged =
        !shadow
            && before.profile() != learned.profile()
            && !Objects.equals(csm(before.profile()), csm(learned.profile()));
    return ownerChanged || held || learned.alertCommand() != null || alertRules != RuleChange.NONE
        ? new AlertContext(
            learned.alertCommand(), ownerChanged, csm(before.profile()), held, alertRules)
        : AlertContext.NOTHING;
  }

  private static String csm(AccountProfile profile) {
    return profile == null ? null : profile.csmId();
  }

  /**
   * Whether the model is another one because of what was configured or told, and not because the
   * account grew older: only what time does can be lived through day by day.
   */
  private boolean modelChangedOtherwiseThanByTime() {
    return modelChanged
        && (policy.judgesOtherwise(told, modelOn(before.facts().day()))
            || !modelOn(learned.facts().day()).isSameAs(rule.model()));
  }

  /** Whether the signal told that the account is older, or younger, than was known. */
  private boolean graceChangedBySignal() {
    return rule.model().hasGrace()
        && sheet.asksOtherwiseThanAt(
            Lifecycle.ageDays(before.facts(), before.profile(), learned.facts().day()));
  }

  /** The model of the account as it was before the signal. */
  private ScoringModel modelOn(int day) {
    return policy.models().choose(before.facts(), before.profile(), day).model();
  }

  /**
   * What rules compare with when the score told last may say more of the data than of the customer:
   * the score before that, as if nothing had been told since. Highs are kept free of such scores,
   * so the last of them is it.
   */
  private ToldScore lastGood() {
    ScoreHighs highs = before.judgement().highs();
    if (highs.size() == 0) {
      return told;
    }
    MeasurePoints points = highs.points(highs.size() - 1);
    return told.insteadScored(rule.model().bandOf(points.total()).id(), points);
  }

  /**
   * A change is told when people would see it: the rounded score, the band or the status moved, or
   * what a person set beside them.
   */
  private boolean isWorthTelling() {
    if (modelChanged || overrideChanged || sheet.scored() != told.scored()) {
      return true;
    }
    return sheet.scored()
        && (Points.rounded(sheet.score()) != Points.rounded(told.score())
            || !Objects.equals(sheet.band().id(), told.bandId()));
  }

  private ScoreChange change() {
    return new ScoreChange(
        told.sequence() + 1,
        Instant.ofEpochMilli(learned.atMillis()),
        told.scored() ? ScoreStatus.SCORED : ScoreStatus.INSUFFICIENT_DATA,
        told.score(),
        told.scored() ? told.bandId() : null,
        ScoreSheet.coverageAsShare(told.coverage()),
        told.modelId(),
        told.modelVersion(),
        told.peersVersion(),
        healthScore(),
        cause(),
        byModel ? null : learned.causeEventId(),
        ChangeCauses.drivers(sheet, told.points()),
        new ChangeCauses(aged, known, rule.model(), policy)
            .of(learned, sheet, byModel, told.points(), sheetOfFormerModel()),
        AppliedOverride.of(before.overriding().standing(), rule.model()));
  }

  /** What the model of the score told last says of the facts judged last; null when it is gone. */
  private ScoreSheet sheetOfFormerModel() {
    if (!modelChanged) {
      return null;
    }
    HealthPolicy then = former != null && former.modelOf(told) != null ? former : policy;
    ScoringModel model = then.modelOf(told);
    return model == null ? null : then.score(model, before.facts(), before.profile());
  }

  private ChangeCause cause() {
    if (byModel) {
      return ChangeCause.MODEL_CHANGED;
    }
    if (overrideChanged) {
      return ChangeCause.OVERRIDE;
    }
    // Another rule that chose the same model moved nothing: then it was time.
    return learned.cause() == ChangeCause.MODEL_CHANGED ? ChangeCause.TIME_PASSED : learned.cause();
  }

  private ToldScore toldNow() {
    return new ToldScore(
        told.sequence() + 1,
        sheet.scored(),
        sheet.scored() ? sheet.band().id() : told.bandId(),
        sheet.coverage(),
        rule.model().id(),
        rule.model().version(),
        policy.peersVersion(rule.model()),
        rule.idUnlessDefault(),
        sheet.pointsAndValues());
  }

  /** What was told holds on, but people are shown which rule chose its model now. */
  private ToldScore toldBefore() {
    return ruleChanged ? told.madeBy(told.peersVersion(), rule.idUnlessDefault()) : told;
  }

  private HealthScore healthScore() {
    if (record == null) {
      record =
          sheet
              .toHealthScore(Instant.ofEpochMilli(learned.atMillis()), rule.id())
              .with(AppliedOverride.of(learned.overriding().standing(), rule.model()));
    }
    return record;
  }
}
