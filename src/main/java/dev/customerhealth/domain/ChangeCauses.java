package dev.customerhealth.domain;

import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.MeasurePoints;
import dev.customerhealth.domain.scoring.CauseShare;
import dev.customerhealth.domain.scoring.ChangeCause;
import dev.customerhealth.domain.scoring.Driver;
import dev.customerhealth.domain.scoring.ScoreSheet;
import dev.customerhealth.domain.scoring.ScoringModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Splits a change of a score into what brought it about. */
final class ChangeCauses {
  private static final Comparator<Driver> LARGEST_FIRST =
      (one, other) -> Integer.compare(Math.abs(other.points()), Math.abs(one.points()));

  private final Aged aged;
  private final ScoreSheet known;
  private final ScoringModel model;
  private final HealthPolicy policy;

  /**
   * For an account as it was before a signal.
   *
   * @param aged the account on the day of now
   * @param known a score made of it before; null when not at hand
   * @param model that judges it now
   */
  ChangeCauses(Aged aged, ScoreSheet known, ScoringModel model, HealthPolicy policy) {
    this.aged = aged;
    this.known = known;
    this.model = model;
    this.policy = policy;
  }

  /**
   * The change in three steps, each judged by the model of now: what was known before the signal,
   * the same when time has passed, and with the signal. Before another model there is one more:
   * what had become of the score told last by its own model. Every step ends where the next begins,
   * so the points of all causes add up to the change.
   *
   * @param sheet the score with the signal
   * @param byModel whether another model is what changed it first
   * @param told the points told last
   * @param former what their model makes of what was known before the signal; null when the model
   *     is the same, or not known any more: then all until there counts as the change of model
   */
  @SuppressWarnings("ReferenceEquality") // facts that no time passed over stay the same object
  List<CauseShare> of(
      Learned learned, ScoreSheet sheet, boolean byModel, MeasurePoints told, ScoreSheet former) {
    AccountFacts earlier = aged.earlier();
    ScoreSheet then = sheetOf(earlier);
    ScoreSheet older = aged.facts() == earlier ? then : aged.sheet();
    List<CauseShare> causes = new ArrayList<>();
    if (former != null) {
      add(causes, ChangeCause.EARLIER, former, told);
    }
    MeasurePoints before = former == null ? told : former.pointsAndValues();
    add(causes, byModel ? ChangeCause.MODEL_CHANGED : ChangeCause.EARLIER, then, before);
    if (older != then) {
      add(causes, ChangeCause.TIME_PASSED, older, then.pointsAndValues());
    }
    add(causes, learned.cause(), sheet, older.pointsAndValues());
    return List.copyOf(causes);
  }

  /** The measures that moved a score, the largest move first. */
  static List<Driver> drivers(ScoreSheet after, MeasurePoints before) {
    List<Driver> drivers = after.driversSince(before);
    drivers.sort(LARGEST_FIRST);
    return List.copyOf(drivers);
  }

  /** The score that facts make under the model of now. */
  private ScoreSheet sheetOf(AccountFacts facts) {
    return known != null && known.isOf(model, facts, aged.profile(), policy.peers())
        ? known
        : policy.score(model, facts, aged.profile());
  }

  private static void add(
      List<CauseShare> causes, ChangeCause cause, ScoreSheet after, MeasurePoints before) {
    List<Driver> drivers = drivers(after, before);
    if (!drivers.isEmpty()) {
      int points = 0;
      for (Driver driver : drivers) {
        points += driver.points();
      }
      causes.add(new CauseShare(cause, points, drivers));
    }
  }
}
