package dev.customerhealth.domain.story;

import dev.customerhealth.domain.Assessor;
import dev.customerhealth.domain.Fold;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.alerting.Alert;
import dev.customerhealth.domain.scoring.HealthScore;
import dev.customerhealth.domain.scoring.MeasureScore;
import dev.customerhealth.domain.scoring.Points;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.TimePassed;
import dev.customerhealth.domain.story.StoryCheck.AlertStep;
import dev.customerhealth.domain.story.StoryCheck.Row;
import dev.customerhealth.model.ModelLibrary;
import dev.customerhealth.model.RuleLibrary;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A story lived through by the program, with a look at every due time, held against the hand. */
final class StoryRun {
  private final Story story;
  private final HealthPolicy policy;
  private final Fold fold;
  private final List<String> differences = new ArrayList<>();
  private int alertsSeen;

  private StoryRun(Story story) {
    this.story = story;
    this.policy =
        new HealthPolicy(
            ModelLibrary.presets().model(story.model()).orElseThrow(),
            RuleLibrary.shipped().rules());
    this.fold = new Fold(story.name(), policy);
  }

  /** What the program says otherwise than the hand, a line each. */
  static List<String> differences(Story story) {
    StoryRun run = new StoryRun(story);
    List<Signal> signals = story.signals();
    int next = 0;
    for (StoryCheck check : story.checks()) {
      next = run.live(signals, next, check.day());
      run.compare(check);
    }
    run.live(signals, next, story.end());
    run.alerts(story.end(), List.of());
    return run.differences;
  }

  /** Lives until the end of a day; returns the place of the next signal. */
  private int live(List<Signal> signals, int from, LocalDate last) {
    Instant end = last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    int next = from;
    while (next < signals.size() && signals.get(next).occurredAt().isBefore(end)) {
      Signal signal = signals.get(next++);
      tick(signal.occurredAt());
      fold.tell(signal);
    }
    tick(end.minusMillis(1));
    return next;
  }

  private void tick(Instant until) {
    for (Instant due = fold.state().nextDue();
        due != null && !due.isAfter(until);
        due = fold.state().nextDue()) {
      fold.tell(new TimePassed(story.name(), due));
    }
  }

  private void compare(StoryCheck check) {
    HealthScore now = new Assessor().score(on(check.day()), policy);
    String at = check.day() + ": ";
    if (!now.scored()) {
      differences.add(at + "by hand " + check.score() + ", the program has no score");
      return;
    }
    differ(at + "the score", check.score(), Points.asDouble(now.score()));
    differ(at + "the coverage", check.coverage(), 100 * now.coverage());
    if (!check.band().equals(now.band().id())) {
      differences.add(at + "by hand " + check.band() + ", the program says " + now.band().id());
    }
    for (MeasureScore measure : now.measures()) {
      List<Row> rows =
          check.rows().stream().filter(r -> r.measure().equals(measure.measureId())).toList();
      boolean counts = measure.effectiveWeight() > 0;
      if (rows.size() != (counts ? 1 : 0)) {
        differences.add(
            at
                + measure.measureId()
                + " stands in "
                + rows.size()
                + " rows, the program says "
                + measure);
      } else if (counts) {
        Row row = rows.get(0);
        String of = at + measure.measureId();
        differ(of + ", value", row.value(), measure.value());
        differ(of + ", points", row.points(), measure.score());
        differ(of + ", weight", row.weight(), measure.effectiveWeight());
        differ(of + ", adds", row.adds(), Points.asDouble(measure.contribution()));
      }
    }
    alerts(check.day(), check.alerts());
  }

  private AccountState on(LocalDate day) {
    AccountState state = fold.state();
    int epochDay = Math.toIntExact(day.toEpochDay());
    return new AccountState(
        state.accountId(),
        Days.startOf(epochDay),
        state.profile(),
        state.facts().advancedTo(epochDay),
        state.recentEvents(),
        state.judgement(),
        state.overriding());
  }

  /** What is written is rounded; one thousandth is lost when points are shared out. */
  private void differ(String what, String written, double found) {
    BigDecimal hand = new BigDecimal(written);
    double tolerance = 0.5 * Math.pow(10, -hand.scale()) + 0.0011;
    if (!(Math.abs(hand.doubleValue() - found) <= tolerance)) {
      differences.add(what + ": by hand " + written + ", the program says " + found);
    }
  }

  private void alerts(LocalDate until, List<AlertStep> expected) {
    List<AlertStep> told = new ArrayList<>();
    for (; alertsSeen < fold.alerts().size(); alertsSeen++) {
      told.add(step(fold.alerts().get(alertsSeen)));
    }
    compare(until, expected, told).forEach(differences::add);
  }

  /** Step by step: what is told twice must be written twice. Steps of one day have no order. */
  static List<String> compare(LocalDate until, List<AlertStep> byHand, List<AlertStep> told) {
    List<AlertStep> missing = new ArrayList<>(byHand);
    List<AlertStep> more = new ArrayList<>();
    for (AlertStep step : told) {
      if (!missing.remove(step)) {
        more.add(step);
      }
    }
    List<String> found = new ArrayList<>();
    missing.forEach(step -> found.add(until + ": by hand, but not by the program: " + step));
    more.forEach(step -> found.add(until + ": by the program, but not by hand: " + step));
    for (int i = 1; i < told.size(); i++) {
      if (told.get(i).day().isBefore(told.get(i - 1).day())) {
        found.add(until + ": by the program before a later one: " + told.get(i));
      }
    }
    return found;
  }

  private static AlertStep step(Alert alert) {
    return new AlertStep(
        alert.at().atZone(ZoneOffset.UTC).toLocalDate(),
        alert.event().name().toLowerCase(java.util.Locale.ROOT),
        alert.ruleId(),
        String.format(java.util.Locale.ROOT, "%.3f", alert.value()));
  }
}
