package dev.customerhealth.domain;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.ScoreCloses.Period;
import dev.customerhealth.domain.account.ToldScore;
import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.alerting.AlertRules;
import dev.customerhealth.domain.alerting.RuleMeasures;
import dev.customerhealth.domain.measure.AskedMeasures;
import dev.customerhealth.domain.measure.DueDays;
import dev.customerhealth.domain.measure.DueLook;
import dev.customerhealth.domain.scoring.Peers;
import dev.customerhealth.domain.scoring.ScoreSheet;
import dev.customerhealth.domain.scoring.ScoringInput;
import dev.customerhealth.domain.scoring.ScoringModel;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * How accounts are judged: which model scores whom, what is known of peers, and the alert rules.
 * Immutable.
 */
public final class HealthPolicy {
  private final ModelSelection models;
  private final Peers peers;
  private final AlertRules rules;
  private final RuleMeasures[] measures;
  private final int longestLookBack;
  private final List<AlertRule> closing;
  private final int keptForShadows;
  private final boolean standardRetention;

  /**
   * A policy.
   *
   * @param models which model scores an account
   * @param peers how measures are spread over the accounts of a segment
   * @param rules the alert rules, in the order in which their alerts are told; those that are not
   *     enabled are left out
   */
  public HealthPolicy(ModelSelection models, Peers peers, List<AlertRule> rules) {
    this(models, peers, rules, List.of());
  }

  /**
   * The same, where candidates score beside.
   *
   * @param shadows models of which accounts must remember enough, and that judge nobody here
   */
  HealthPolicy(
      ModelSelection models, Peers peers, List<AlertRule> rules, List<ScoringModel> shadows) {
    this(models, peers, rules, shadows, List.of());
  }

  private HealthPolicy(
      ModelSelection models,
      Peers peers,
      List<AlertRule> rules,
      List<ScoringModel> shadows,
      List<RuleMeasures> beside) {
    this.models = models;
    this.peers = peers;
    this.rules = new AlertRules(rules.stream().filter(AlertRule::enabled).toList());
    List<AlertRule> enabled = this.rules.list();
    this.measures =
        models.models().stream()
            .map(model -> RuleMeasures.of(model, enabled).waitingWith(beside))
            .toArray(RuleMeasures[]::new);
    this.closing =
        enabled.stream()
            .filter(
                rule ->
                    rule.condition().closes(Period.WEEKLY) > 0
                        || rule.condition().closes(Period.MONTHLY) > 0)
            .toList();
    this.longestLookBack =
        Math.max(
            1, enabled.stream().mapToInt(rule -> rule.condition().windowDays()).max().orElse(1));
    this.keptForShadows =
        shadows.stream()
            .mapToInt(shadow -> RuleMeasures.of(shadow, enabled).asked().keptDays())
            .max()
            .orElse(Days.KEPT);
    this.standardRetention =
        keptForShadows == Days.KEPT
            && Arrays.stream(measures).allMatch(each -> each.asked().keptDays() == Days.KEPT);
  }

  /** A policy of one model for all accounts, with the peers of this one, beside which it judges. */
  HealthPolicy beside(ScoringModel model, List<AlertRule> rulesOfModel) {
    return new HealthPolicy(
        ModelSelection.always(model), peers, rulesOfModel, List.of(), List.of(measures));
  }

  /**
   * Days that an account keeps: what the models ask for that may score it, also those that time
   * alone will bring, and what shadows ask for.
   *
   * @param profile who the account is; null when not known
   */
  public int keptDays(AccountProfile profile) {
    return standardRetention ? Days.KEPT : Math.max(keptForShadows, keptLive(profile));
  }

  /**
   * Days after which what is told of an account is late: its longest window. Shadows do not count,
   * for what live models tell must not depend on who tries what.
   *
   * @param profile who the account is; null when not known
   */
  public int longestWindow(AccountProfile profile) {
    return standardRetention || keptLive(profile) == Days.KEPT ? Days.LONGEST_WINDOW : Days.YEAR;
  }

  private int keptLive(AccountProfile profile) {
    int kept = Days.KEPT;
    for (SelectionRule rule : models.rules()) {
      if (rule.mayMatch(profile)) {
        kept = Math.max(kept, asked(rule.model()).keptDays());
        if (!rule.dependsOnTime()) {
          break;
        }
      }
    }
    return kept;
  }

  /**
   * How many closes of a period are to be kept of an account: as many as any rule looks at that is
   * about it.
   */
  int closesKept(Period period, AccountProfile profile, int day, ScoringModel model) {
    int kept = 0;
    for (AlertRule rule : closing) {
      if (rule.scope().covers(profile, day, model)) {
        kept = Math.max(kept, rule.condition().closes(period));
      }
    }
    return kept;
  }

  /** Whether any rule looks at closes. */
  boolean looksAtCloses() {
    return !closing.isEmpty();
  }

  /** One model for all accounts, and nothing known of peers. */
  public HealthPolicy(ScoringModel model, List<AlertRule> rules) {
    this(ModelSelection.always(model), Peers.UNKNOWN, rules);
  }

  /** Which model scores an account. */
  public ModelSelection models() {
    return models;
  }

  /** How measures are spread over the accounts of a segment. */
  public Peers peers() {
    return peers;
  }

  /** The alert rules in force, in the order in which their alerts are told. */
  public List<AlertRule> rules() {
    return rules.list();
  }

  /** The same, laid out for asking. */
  AlertRules askedRules() {
    return rules;
  }

  /** The first day whose high still matters to any rule on a day. */
  int oldestHigh(int today) {
    return Days.windowStart(today, longestLookBack);
  }

  /**
   * Version of the table of peers that scores of a model are made with; {@link Peers#NO_VERSION}
   * for a model that compares with nobody, and without a table.
   */
  int peersVersion(ScoringModel model) {
    return model.comparesWithPeers() ? peers.version() : Peers.NO_VERSION;
  }

  /** Whether a score was told, and another model, version or table of peers made it. */
  boolean judgesOtherwise(ToldScore told, ScoringModel model) {
    return told.sequence() > 0
        && !(model.id().equals(told.modelId())
            && model.version() == told.modelVersion()
            && peersVersion(model) == told.peersVersion());
  }

  /** The model that made a told score, with the peers of this policy; null when none of these. */
  ScoringModel modelOf(ToldScore told) {
    for (ScoringModel model : models.models()) {
      if (told.sequence() > 0 && !judgesOtherwise(told, model)) {
        return model;
      }
    }
    return null;
  }

  /** Whether a score was told, and another rule chose its model. */
  static boolean choosesOtherwise(ToldScore told, SelectionRule rule) {
    return told.sequence() > 0 && !Objects.equals(rule.idUnlessDefault(), told.modelRule());
  }

  /** The score that facts make under a model on their current day. */
  ScoreSheet score(ScoringModel model, AccountFacts facts, AccountProfile profile) {
    return model.score(ScoringInput.of(model, facts, profile, peers, null));
  }

  /**
   * The same score, with the values of everything rules look at.
   *
   * @param known such a score of the account made before, from which it is quicker to go on; null
   *     when none is at hand
   */
  ScoreSheet judged(
      ScoringModel model, AccountFacts facts, AccountProfile profile, ScoreSheet known) {
    return model.score(
        ScoringInput.of(
            model, asked(model), facts, profile, peers, known == null ? null : known.values()));
  }

  /** What is read of an account: what a model looks at, and behind it what rules look at. */
  AskedMeasures asked(ScoringModel model) {
    RuleMeasures watched = measuresOf(model);
    return watched == null ? model.measures() : watched.asked();
  }

  /**
   * First day after the facts' current one on which time alone can change the score or who makes
   * it, or ends what a person said for a while; {@link Days#NONE} when it never will.
   */
  int nextDue(ScoringModel model, AccountFacts facts, AccountProfile profile) {
    return nextDue(model, facts, profile, DueDays.next(facts, profile, model.measures()));
  }

  private int nextDue(
      ScoringModel model, AccountFacts facts, AccountProfile profile, int measuresDue) {
    int due =
        Days.earlier(
            model.nextDue(facts, profile, measuresDue),
            models.nextChange(facts, profile, facts.day()));
    // Also where the model does not ask for it: that it ended is recorded.
    return facts.sentiment() == null
        ? due
        : Days.earlier(due, facts.sentiment().endAfter(facts.day()));
  }

  /**
   * The same, and on which time alone can change what a rule looks at, but for days that are merely
   * counted: of those the rules know.
   *
   * @param measures a look at the {@link #timed} measures of the model
   */
  int nextLook(ScoringModel model, DueLook measures) {
    return nextDue(model, measures.facts(), measures.profile(), measures.day());
  }

  /** What of all that is looked at moves with time, but for days that are merely counted. */
  AskedMeasures timed(ScoringModel model) {
    RuleMeasures watched = measuresOf(model);
    return watched == null ? model.measures() : watched.timed();
  }

  /** Null for a model that scores nobody. */
  @SuppressWarnings("ReferenceEquality") // the very models of the selection
  private RuleMeasures measuresOf(ScoringModel model) {
    for (RuleMeasures each : measures) {
      if (each.model() == model) {
        return each;
      }
    }
    return null;
  }
}
