package dev.customerhealth.domain.alerting.quality;

import dev.customerhealth.domain.alerting.quality.QualityStep.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The fold over steps of alerts. A step that comes twice counts once; steps of one alert come in
 * the order in which they happened, those of different alerts in any. Belongs to one thread.
 */
public final class AlertQuality {

  private final Duration shortly;
  private final Map<String, AlertCareer> careers = new LinkedHashMap<>();
  private final Map<Subject, Instant> lastResolved = new HashMap<>();

  private record Subject(String accountId, String ruleId) {}

  /**
   * Nothing seen yet.
   *
   * @param shortly an alert that is raised within this time after the end of the one before, of the
   *     same account and rule, was raised again
   */
  public AlertQuality(Duration shortly) {
    this.shortly = shortly;
  }

  /** Takes a step in. */
  public void take(QualityStep step) {
    Subject subject = new Subject(step.accountId(), step.ruleId());
    AlertCareer before = careers.get(step.alertId());
    if (before == null) {
      Instant ended = lastResolved.get(subject);
      before = AlertCareer.of(step, ended != null && !step.raisedAt().isAfter(ended.plus(shortly)));
    }
    careers.put(step.alertId(), before.after(step));
    if (step.kind() == Kind.RESOLVED) {
      lastResolved.put(subject, step.at());
    }
  }

  /** What became of an alert; null when nothing was seen of it. */
  public AlertCareer career(String alertId) {
    return careers.get(alertId);
  }

  /** The figures of all alerts together. */
  public QualityFigures all() {
    return QualityFigures.of(careers.values());
  }

  /** The figures by rule. */
  public SortedMap<String, QualityFigures> byRule() {
    return by(AlertCareer::ruleId);
  }

  /** The figures by rule, by whom the alerts were for, and by the week in which they began. */
  public SortedMap<RuleCsmWeek, QualityFigures> byRuleCsmAndWeek() {
    return by(career -> new RuleCsmWeek(career.ruleId(), career.csm(), Week.of(career.raisedAt())));
  }

  private <K extends Comparable<K>> SortedMap<K, QualityFigures> by(Function<AlertCareer, K> key) {
    SortedMap<K, List<AlertCareer>> groups = new TreeMap<>();
    careers
        .values()
        .forEach(
            career ->
                groups.computeIfAbsent(key.apply(career), any -> new ArrayList<>()).add(career));
    SortedMap<K, QualityFigures> figures = new TreeMap<>();
    groups.forEach((name, members) -> figures.put(name, QualityFigures.of(members)));
    return figures;
  }

  /**
   * Whose alerts of which week.
   *
   * @param csm empty text for nobody's
   */
  public record RuleCsmWeek(String ruleId, String csm, Week week)
      implements Comparable<RuleCsmWeek> {
    @Override
    public int compareTo(RuleCsmWeek other) {
      int byRule = ruleId.compareTo(other.ruleId);
      int byCsm = byRule == 0 ? csm.compareTo(other.csm) : byRule;
      return byCsm == 0 ? week.compareTo(other.week) : byCsm;
    }
  }

  /**
   * A week from Monday to Sunday, in UTC.
   *
   * @param year the year it is counted in, which may differ from the calendar's around New Year
   * @param number 1 to 53
   */
  public record Week(int year, int number) implements Comparable<Week> {

    /** The week a moment lies in. */
    public static Week of(Instant moment) {
      LocalDate day = LocalDate.ofInstant(moment, ZoneOffset.UTC);
      return new Week(
          day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    @Override
    public int compareTo(Week other) {
      return year == other.year
          ? Integer.compare(number, other.number)
          : Integer.compare(year, other.year);
    }

    /** For instance {@code 2026-W08}. */
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%04d-W%02d", year, number);
    }
  }
}
