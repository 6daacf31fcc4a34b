package dev.customerhealth.domain.alerting;

import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Fold;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.domain.scoring.Component;
import dev.customerhealth.domain.scoring.ScoringFunction.Linear;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.domain.scoring.WeightedMeasure;
import dev.customerhealth.domain.signal.ProfileSignal;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.TimePassed;
import dev.customerhealth.testing.Presets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The life of one account that is watched by one rule. Its score is what the CSM says and nothing
 * else, so every other measure is one the model does not weigh; and it is looked at when it is due,
 * never otherwise, so what time alone does must be found by the due days.
 */
final class RuleLife {
  static final LocalDate START = LocalDate.of(2026, 4, 1);

  private static final int HOUR = 8;
  private static final int NOON = 12;
  private static final int SENTIMENT_LASTS = 60;

  private final Facts facts = new Facts("acme");
  private final Fold fold;
  private HealthPolicy policy;
  private double score = 0.7;
  private int sentimentOn;

  /** Watched by a rule that is on and raises at once. */
  RuleLife(AlertRule rule) {
    this(rule, sentimentOnly());
  }

  /** The same, scored by another model. */
  RuleLife(AlertRule rule, ScoringModel model) {
    this(new HealthPolicy(model, List.of(on(rule, AlertTiming.AT_ONCE))));
  }

  private RuleLife(HealthPolicy policy) {
    this.policy = policy;
    fold = new Fold("acme", policy);
    fold.tell(facts.sentiment(at(0), score));
  }

  /** Watched by a rule that is on and has times of its own. */
  static RuleLife withItsTimes(AlertRule rule, ScoringModel model) {
    return new RuleLife(new HealthPolicy(model, List.of(on(rule, rule.timing()))));
  }

  /** Watched by a rule that may be off and has times of its own. */
  static RuleLife asItIs(AlertRule rule, ScoringModel model) {
    return new RuleLife(new HealthPolicy(model, List.of(rule)));
  }

  /** Watched by many rules, all of them on and raising at once. */
  static RuleLife watchedByAll(List<AlertRule> rules, ScoringModel model) {
    return new RuleLife(
        new HealthPolicy(
            model, rules.stream().map(rule -> on(rule, AlertTiming.AT_ONCE)).toList()));
  }

  private static AlertRule on(AlertRule rule, AlertTiming timing) {
    return new AlertRule(
        rule.id(),
        rule.source(),
        rule.label(),
        rule.severity(),
        true,
        rule.scope(),
        rule.minimumCoverage(),
        timing,
        rule.condition(),
        rule.action());
  }

  /** A score that is the CSM's sentiment, with bands B0. */
  static ScoringModel sentimentOnly() {
    return model(part("relationship", 1, Measure.CSM_SENTIMENT));
  }

  /** Four parts of sentiment, and one of satisfaction. */
  static ScoringModel sentimentAndSatisfaction() {
    return model(
        part("relationship", 4, Measure.CSM_SENTIMENT), part("satisfaction", 1, Measure.CSAT));
  }

  /** So many parts of a hundred of sentiment, and the others of satisfaction. */
  static ScoringModel sentimentOf(int percent) {
    return model(
        part("relationship", percent, Measure.CSM_SENTIMENT),
        part("satisfaction", 100 - percent, Measure.CSAT));
  }

  private static ScoringModel model(Component... components) {
    return new ScoringModel(
        "parts", 1, "Parts", 0.3, 10, List.of(components), List.of(), Presets.b0());
  }

  private static Component part(String id, double weight, Measure measure) {
    return new Component(
        id, id, weight, List.of(new WeightedMeasure(measure, 1, new Linear(0, 100))));
  }

  /** The morning of a day of the story. */
  static Instant at(int day) {
    return at(day, HOUR);
  }

  Facts facts() {
    return facts;
  }

  /** Tells something, at its own time, after everything that was due before. */
  RuleLife tell(Signal... signals) {
    for (Signal signal : signals) {
      looks(signal.occurredAt());
      fold.tell(signal);
    }
    return this;
  }

  /** The score from a day on, in points. */
  RuleLife score(int day, double points) {
    score = points / 100;
    sentimentOn = day;
    return tell(facts.sentiment(at(day), score));
  }

  /** Who the account is: a mature one with ten seats and ten features, two of them valuable. */
  RuleLife profile(int day, LocalDate contractStart, LocalDate renewal) {
    return tell(
        new ProfileSignal(
            "acme",
            at(day),
            "Acme",
            "mid-market",
            "DACH",
            "gold",
            null,
            "anna@example.com",
            contractStart,
            renewal,
            10,
            4_800_000L,
            "EUR",
            10,
            "Logistics",
            List.of("forecast", "export")));
  }

  /** Another model scores the account from the noon of a day on. */
  RuleLife switchTo(int day, ScoringModel model) {
    Instant noon = at(day, NOON);
    looks(noon);
    policy = new HealthPolicy(model, policy.rules());
    fold.switchTo(policy, noon, Set.of());
    return this;
  }

  /** Lives until the end of a day; the CSM says from time to time what was said before. */
  RuleLife until(int day) {
    while (day - sentimentOn > SENTIMENT_LASTS) {
      score(sentimentOn + SENTIMENT_LASTS, score * 100);
    }
    looks(at(day + 1).minus(Duration.ofHours(HOUR)).minusMillis(1));
    return this;
  }

  private void looks(Instant until) {
    for (Instant due = fold.state().nextDue();
        due != null && !due.isAfter(until);
        due = fold.state().nextDue()) {
      fold.tell(new TimePassed("acme", due));
    }
  }

  /** Steps told so far, each with the day of the story. */
  List<String> told() {
    List<String> told = new ArrayList<>();
    for (Alert alert : fold.alerts()) {
      long day = Duration.between(at(0, 0), alert.at()).toDays();
      told.add(alert.state() + " on day " + day);
    }
    return told;
  }

  List<Alert> alerts() {
    return fold.alerts();
  }

  /** Until when a rule leaves the account in peace. */
  Instant quietUntil(String ruleId) {
    return Instant.ofEpochMilli(fold.state().judgement().alert(ruleId).course().quietUntilMillis());
  }

  private static Instant at(int day, int hour) {
    return Instant.ofEpochMilli(Days.startOf((int) START.toEpochDay() + day))
        .plus(Duration.ofHours(hour));
  }
}
