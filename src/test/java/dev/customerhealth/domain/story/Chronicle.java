package dev.customerhealth.domain.story;

import dev.customerhealth.domain.Fold;
import dev.customerhealth.domain.alerting.Alert;
import dev.customerhealth.domain.alerting.AlertState;
import dev.customerhealth.domain.scoring.HealthScore;
import dev.customerhealth.domain.scoring.MeasureScore;
import dev.customerhealth.domain.scoring.Points;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.TimePassed;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the service made of a story, day by day, in words a person can check. */
final class Chronicle {
  private final String account;
  private final Fold fold;
  private final List<String> lines = new ArrayList<>();
  private HealthScore yesterday;
  private int alertsWritten;

  private Chronicle(String account) {
    this.account = account;
    this.fold = new Fold(account);
  }

  /**
   * Lives through a story, with a look at every due time, and writes a line where anything moved.
   */
  static List<String> of(String account, Story story) {
    Chronicle chronicle = new Chronicle(account);
    LocalDate today = null;
    for (Signal signal : story.signals()) {
      LocalDate day = dayOf(signal.occurredAt());
      if (!day.equals(today)) {
        chronicle.passUntil(day);
        today = day;
      }
      chronicle.fold.tell(signal);
    }
    chronicle.passUntil(story.end().plusDays(1));
    chronicle.explain();
    return chronicle.lines;
  }

  private static LocalDate dayOf(Instant instant) {
    return instant.atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** Closes the days before the given one, and looks where time alone moves something. */
  private void passUntil(LocalDate day) {
    Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    for (Instant due = fold.state().nextDue();
        due != null && due.isBefore(start);
        due = fold.state().nextDue()) {
      close();
      fold.tell(new TimePassed(account, due));
    }
    close();
  }

  private void close() {
    if (!fold.changes().isEmpty()) {
      HealthScore now = fold.lastChange().to();
      boolean moved =
          yesterday == null
              || Points.rounded(now.score()) != Points.rounded(yesterday.score())
              || now.scored() != yesterday.scored()
              || (now.scored() && !now.band().id().equals(yesterday.band().id()));
      if (moved) {
        lines.add(dayOf(now.asOf()) + "  " + headline(now) + reasons(now));
        yesterday = now;
      }
    }
    for (; alertsWritten < fold.alerts().size(); alertsWritten++) {
      lines.add(alert(fold.alerts().get(alertsWritten)));
    }
  }

  private String headline(HealthScore now) {
    if (yesterday == null) {
      return "first score " + score(now);
    }
    return score(yesterday) + " -> " + score(now);
  }

  private static String score(HealthScore score) {
    return score.scored()
        ? Points.rounded(score.score()) + " " + score.band().id()
        : "insufficient data";
  }

  /** The three measures that moved it most since the last line. */
  private String reasons(HealthScore now) {
    Map<String, Integer> moved = new TreeMap<>();
    now.measures().forEach(measure -> moved.put(measure.measureId(), measure.contribution()));
    if (yesterday != null) {
      yesterday
          .measures()
          .forEach(
              measure -> moved.merge(measure.measureId(), -measure.contribution(), Integer::sum));
    }
    List<String> reasons =
        moved.entrySet().stream()
            .filter(entry -> Math.abs(entry.getValue()) >= Points.PER_POINT / 10)
            .sorted(
                Comparator.comparingInt(
                    (Map.Entry<String, Integer> entry) -> -Math.abs(entry.getValue())))
            .limit(3)
            .map(entry -> String.format(Locale.ROOT, "%s %+.1f", entry.getKey(), points(entry)))
            .toList();
    return reasons.isEmpty() ? "" : ": " + String.join(", ", reasons);
  }

  private static double points(Map.Entry<String, Integer> entry) {
    return Points.asDouble(entry.getValue());
  }

  private static String alert(Alert alert) {
    String value =
        alert.windowDays() > 0
            ? String.format(Locale.ROOT, "%.1f points under the highest score", alert.value())
            : String.format(Locale.ROOT, "score %.1f", alert.value());
    String step = alert.state() == AlertState.RAISED ? "raised" : "resolved";
    return dayOf(alert.at()) + "    ALERT " + step + ": " + alert.ruleId() + ", " + value;
  }

  /** The last score as a sum: value, points out of 100, weight, what it adds. */
  private void explain() {
    HealthScore last = yesterday;
    lines.add("");
    lines.add("The score of " + dayOf(last.asOf()) + ", measure by measure:");
    for (MeasureScore measure : last.measures()) {
      lines.add(
          measure.missing()
              ? String.format(Locale.ROOT, "  %-24s no data", measure.measureId())
              : String.format(
                  Locale.ROOT,
                  "  %-24s %10.3f is worth %6.2f of 100, weighs %5.2f%%, adds %6.3f",
                  measure.measureId(),
                  measure.value(),
                  measure.score(),
                  measure.effectiveWeight(),
                  Points.asDouble(measure.contribution())));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "  together %.3f, %s, from %.0f%% of the weight",
            Points.asDouble(last.score()),
            last.band() == null ? "no score" : last.band().id(),
            100 * last.coverage()));
  }
}
