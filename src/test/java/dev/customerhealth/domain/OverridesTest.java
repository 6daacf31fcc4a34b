package dev.customerhealth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.StandingOverride;
import dev.customerhealth.domain.alerting.Alert;
import dev.customerhealth.domain.alerting.StandardRules;
import dev.customerhealth.domain.scoring.ChangeCause;
import dev.customerhealth.domain.scoring.Driver;
import dev.customerhealth.domain.scoring.HealthScore;
import dev.customerhealth.domain.scoring.ScoreChange;
import dev.customerhealth.domain.signal.AccountSignal;
import dev.customerhealth.domain.signal.OverrideSignal;
import dev.customerhealth.domain.signal.SentimentSignal;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.TimePassed;
import dev.customerhealth.model.ModelLibrary;
import dev.customerhealth.oracle.Given;
import dev.customerhealth.oracle.RandomHistory;
import dev.customerhealth.testing.Notices;
import dev.customerhealth.testing.Presets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What persons set beside the score, mostly under a model that is the CSM's sentiment and nothing
 * else, so that a test sets the computed score itself.
 */
class OverridesTest {
  private static final Instant START = Instant.parse("2026-04-01T08:00:00Z");

  private final Facts facts = new Facts("acme");
  private final Fold fold =
      new Fold("acme", new HealthPolicy(Presets.sentimentOnly(1), StandardRules.all()));

  private static Instant day(double day) {
    return START.plus(Duration.ofMinutes(Math.round(day * 24 * 60)));
  }

  private void computed(double day, double points) {
    fold.tell(facts.sentiment(day(day), points / 100));
  }

  private List<String> decisions() {
    return fold.last().decisions().stream()
        .map(one -> one.kind() + " " + one.outcome() + ": " + one.before() + " -> " + one.after())
        .toList();
  }

  private static String shown(HealthScore score) {
    return score.override() == null ? null : score.override().given().inWords();
  }

  @Test
  void a_score_that_is_set_stands_beside_the_computed_one() {
    computed(0, 50);

    fold.tell(facts.setScore(day(1), 85, day(10)));

    ScoreChange change = fold.lastChange();
    assertThat(change.cause()).isEqualTo(ChangeCause.OVERRIDE);
    assertThat(change.causeEventId()).isEqualTo("event-2");
    assertThat(change.fromScore()).isEqualTo(50_000);
    assertThat(change.to().score()).isEqualTo(50_000);
    assertThat(change.to().band().id()).isEqualTo("at-risk");
    assertThat(change.overrideBefore()).isNull();
    assertThat(change.to().override().band().id()).isEqualTo("healthy");
    assertThat(change.to().override().given().by()).isEqualTo("kim");
    assertThat(change.to().override().given().reason()).isEqualTo("we know more");
    assertThat(shown(change.to())).isEqualTo("score 85");
    assertThat(decisions()).containsExactly("SCORE_OVERRIDE ACCEPTED: null -> score 85");
  }

  @Test
  void a_band_that_is_set_leaves_the_score_alone() {
    computed(0, 50);

    fold.tell(facts.setBand(day(1), "critical", day(10)));

    assertThat(fold.lastChange().to().band().id()).isEqualTo("at-risk");
    assertThat(fold.lastChange().to().override().band().id()).isEqualTo("critical");
    assertThat(fold.lastChange().to().override().given().ofScore()).isFalse();
  }

  @Test
  void the_drivers_of_a_change_that_an_override_tells_add_up_to_what_was_computed() {
    computed(0, 50);
    computed(1, 50.2);

    fold.tell(facts.setScore(day(2), 85, day(10)));

    assertThat(fold.changes()).hasSize(2);
    assertThat(fold.lastChange().points()).isEqualTo(200);
    assertThat(fold.lastChange().drivers().stream().mapToInt(Driver::points).sum()).isEqualTo(200);
    assertThat(fold.lastChange().causes()).extracting("cause").containsExactly(ChangeCause.EARLIER);
  }

  @Test
  void the_computed_score_goes_on_under_an_override() {
    computed(0, 50);
    fold.tell(facts.setScore(day(1), 85, day(10)));

    computed(2, 45);

    assertThat(fold.lastChange().cause()).isEqualTo(ChangeCause.EVENT);
    assertThat(fold.lastChange().points()).isEqualTo(-5_000);
    assertThat(shown(fold.lastChange().to())).isEqualTo("score 85");
    assertThat(fold.lastChange().overrideBefore().given().inWords()).isEqualTo("score 85");
  }

  @Test
  void it_ends_at_the_millisecond_that_was_said() {
    computed(0, 50);
    Instant end = day(3).plusMillis(1);
    fold.tell(facts.setScore(day(1), 85, end));

    assertThat(fold.state().nextDue()).isEqualTo(end);
    fold.tell(facts.timePassed(end.minusMillis(1)));
    assertThat(fold.last().outcome()).isEqualTo(Outcome.IGNORED);
    fold.tell(facts.timePassed(end));

    assertThat(fold.lastChange().cause()).isEqualTo(ChangeCause.OVERRIDE);
    assertThat(fold.lastChange().causeEventId()).isNull();
    assertThat(fold.lastChange().changedAt()).isEqualTo(end);
    assertThat(shown(fold.lastChange().to())).isNull();
    assertThat(fold.lastChange().overrideBefore().given().inWords()).isEqualTo("score 85");
    assertThat(decisions()).containsExactly("SCORE_OVERRIDE EXPIRED: score 85 -> null");
    assertThat(fold.last().decisions().get(0).atMillis()).isEqualTo(end.toEpochMilli());
    fold.tell(facts.timePassed(end.plusSeconds(60)));
    assertThat(fold.last().decisions()).as("once").isEmpty();
  }

  @Test
  void a_fact_later_than_its_end_finds_it_over_too() {
    computed(0, 50);
    fold.tell(facts.setScore(day(1), 85, day(3)));

    computed(4, 60);

    assertThat(fold.lastChange().cause()).isEqualTo(ChangeCause.OVERRIDE);
    assertThat(fold.lastChange().points()).isEqualTo(10_000);
    assertThat(decisions()).containsExactly("SCORE_OVERRIDE EXPIRED: score 85 -> null");
  }

  @Test
  void another_one_replaces_it() {
    computed(0, 50);
    fold.tell(facts.setScore(day(1), 85, day(10)));

    fold.tell(facts.setBand(day(2), "stable", day(5)));

    assertThat(decisions()).containsExactly("BAND_OVERRIDE ACCEPTED: score 85 -> band stable");
    assertThat(fold.state().nextDue()).isEqualTo(day(5));
  }

  @Test
  void one_that_comes_after_the_end_of_another_finds_nothing_to_replace() {
    computed(0, 50);
    fold.tell(facts.setScore(day(1), 85, day(3)));

    fold.tell(facts.setBand(day(4), "stable", day(5)));

    assertThat(decisions())
        .containsExactly(
            "SCORE_OVERRIDE EXPIRED: score 85 -> null",
            "BAND_OVERRIDE ACCEPTED: null -> band stable");
  }

  @Test
  void it_can_be_cleared_once() {
    computed(0, 50);
    fold.tell(facts.setScore(day(1), 85, day(10)));

    fold.tell(facts.clear(day(2)));

    assertThat(shown(fold.lastChange().to())).isNull();
    assertThat(decisions()).containsExactly("OVERRIDE_CLEARED ACCEPTED: score 85 -> null");
    fold.tell(facts.clear(day(3)));
    assertThat(fold.last().outcome()).isEqualTo(Outcome.IGNORED);
    assertThat(fold.last().decisions().get(0).refusal()).isEqualTo("no override stands");
  }

  @Test
  void a_command_that_was_issued_earlier_changes_nothing_any_more() {
    computed(0, 50);
    OverrideSignal early = facts.setScore(day(1), 20, day(10));
    fold.tell(facts.setScore(day(2), 85, day(10)));
    AccountState before = fold.state();

    fold.tell(early);

    assertThat(fold.last().outcome()).isEqualTo(Outcome.IGNORED);
    assertThat(fold.state()).isSameAs(before);
    assertThat(fold.last().decisions().get(0).refusal()).contains("issued later");
  }

  @Test
  void a_repeat_changes_nothing_also_when_its_id_is_long_forgotten() {
    computed(0, 50);
    OverrideSignal set = facts.setScore(day(1), 85, day(30));
    fold.tell(set, set);
    assertThat(fold.last().outcome()).isEqualTo(Outcome.DUPLICATE);
    for (int i = 0; i < 40; i++) {
      computed(2 + i / 100.0, 50 + i % 2);
    }
    assertThat(fold.last().after().recentEvents().size()).isLessThan(40);

    fold.tell(set);

    assertThat(fold.last().outcome()).isEqualTo(Outcome.DUPLICATE);
    assertThat(fold.last().decisions()).isEmpty();
  }

  @Test
  void a_repeat_of_what_was_cleared_does_not_bring_it_back() {
    computed(0, 50);
    OverrideSignal set = facts.setScore(day(1), 85, day(30));
    fold.tell(set, facts.clear(day(2)));
    for (int i = 0; i < 40; i++) {
      computed(3 + i / 100.0, 50 + i % 2);
    }

    fold.tell(set);

    assertThat(fold.last().outcome()).isEqualTo(Outcome.IGNORED);
    assertThat(fold.state().overriding().standing()).isNull();
  }

  @Test
  void a_band_the_model_does_not_have_is_refused() {
    computed(0, 50);
    AccountState before = fold.state();

    fold.tell(facts.setBand(day(1), "excellent", day(10)));

    assertThat(fold.last().outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(fold.state()).isSameAs(before);
    assertThat(fold.last().decisions().get(0).refusal())
        .isEqualTo(
            "band_id is 'excellent'; expected a band of model sentiment, which scores the account:"
                + " healthy, stable, at-risk, critical, emergency");
  }

  @Test
  void an_account_nobody_knows_is_not_overridden_into_being() {
    fold.tell(facts.setScore(day(0), 85, day(10)), facts.giveSentiment(day(0), 0.5, null));

    assertThat(fold.outcomes()).containsExactly(Outcome.IGNORED, Outcome.IGNORED);
    assertThat(fold.state()).isEqualTo(AccountState.unknown("acme"));
    assertThat(fold.last().decisions().get(0).refusal()).contains("nothing is known");
  }

  @Test
  void one_that_is_over_when_it_arrives_is_refused() {
    computed(20, 50);

    fold.tell(facts.setScore(day(1), 85, day(20)));

    assertThat(fold.last().outcome()).isEqualTo(Outcome.IGNORED);
    assertThat(fold.last().decisions().get(0).refusal()).contains("expired when it arrived");
  }

  @Test
  void an_account_without_a_score_can_be_given_one_to_show() {
    fold.tell(facts.login(day(0), "ann"), facts.setScore(day(1), 70, day(10)));

    assertThat(fold.lastChange().to().scored()).isFalse();
    assertThat(shown(fold.lastChange().to())).isEqualTo("score 70");
  }

  @Test
  void an_override_never_raises_an_alert() {
    computed(0, 90);
    computed(1, 90);

    fold.tell(
        facts.setScore(day(2), 5, day(3)),
        facts.timePassed(day(3)),
        facts.setBand(day(4), "emergency", day(5)),
        facts.setScore(day(4.5), 100, day(6)),
        facts.clear(day(5)));

    assertThat(fold.alerts()).isEmpty();
    assertThat(fold.changes()).hasSize(6);
  }

  @Test
  void an_override_hides_no_fall() {
    computed(0, 90);
    computed(1, 90);
    fold.tell(facts.setScore(day(2), 95, day(30)), facts.setBand(day(3), "healthy", day(30)));

    computed(4, 30);

    assertThat(fold.alerts())
        .extracting(Alert::ruleId)
        .containsExactly("score-drop-7d", "score-drop-30d", "escalation-zone-entered");
  }

  @Test
  void a_model_that_loses_the_band_leaves_the_override_without_one() {
    computed(0, 50);
    fold.tell(facts.setBand(day(1), "stable", day(10)));
    fold.judgedBy(
        new HealthPolicy(ModelLibrary.presets().model("M4").orElseThrow(), StandardRules.all()));

    computed(2, 55);

    assertThat(fold.lastChange().cause()).isEqualTo(ChangeCause.MODEL_CHANGED);
    assertThat(fold.lastChange().to().override().band()).isNull();
    assertThat(fold.lastChange().to().override().bandId()).isEqualTo("stable");
  }

  @Test
  void a_sentiment_given_for_a_while_ends_with_the_day_that_begins_after_it() {
    fold.tell(facts.login(day(0), "ann"));

    fold.tell(facts.giveSentiment(day(0), 0.8, Instant.parse("2026-04-03T15:00:00Z")));

    assertThat(fold.lastChange().to().score()).isEqualTo(80_000);
    assertThat(fold.lastChange().cause()).isEqualTo(ChangeCause.EVENT);
    assertThat(decisions()).containsExactly("SENTIMENT ACCEPTED: null -> sentiment 80%");
    assertThat(fold.state().nextDue()).isEqualTo(Instant.parse("2026-04-04T00:00:00Z"));
    fold.tell(facts.timePassed(Instant.parse("2026-04-03T23:59:59Z")));
    assertThat(fold.lastChange().to().scored()).isTrue();
    fold.tell(facts.timePassed(Instant.parse("2026-04-04T00:00:00Z")));
    assertThat(fold.lastChange().to().scored()).isFalse();
    assertThat(fold.lastChange().cause()).isEqualTo(ChangeCause.TIME_PASSED);
  }

  @Test
  void the_end_of_a_sentiment_is_recorded_once_by_the_name_of_its_command() {
    fold.tell(facts.login(day(0), "ann"));
    SentimentSignal given = facts.giveSentiment(day(0), 0.8, Instant.parse("2026-04-03T15:00:00Z"));
    fold.tell(given, facts.timePassed(Instant.parse("2026-04-04T00:00:07Z")));

    assertThat(decisions()).containsExactly("SENTIMENT EXPIRED: sentiment 80% -> null");
    Decision expired = fold.last().decisions().get(0);
    assertThat(expired.id()).isEqualTo(given.eventId());
    assertThat(expired.atMillis()).isEqualTo(Instant.parse("2026-04-04T00:00:00Z").toEpochMilli());
    assertThat(fold.state().facts().sentiment().commandId()).isNull();
    fold.tell(facts.timePassed(day(9)), facts.login(day(10), "ann"));
    assertThat(decisions()).isEmpty();
  }

  @Test
  void the_end_of_a_sentiment_is_found_by_time_also_where_no_model_asks_for_it() {
    Fold other =
        new Fold(
            "acme",
            new HealthPolicy(
                Notices.usageOnly(Presets.m0().version() + 1).model(), StandardRules.all()));
    other.tell(facts.login(day(0), "ann"));
    other.tell(facts.giveSentiment(day(0), 0.8, Instant.parse("2026-04-03T15:00:00Z")));

    assertThat(other.state().nextDue()).isEqualTo(Instant.parse("2026-04-04T00:00:00Z"));
    other.tell(facts.timePassed(Instant.parse("2026-04-04T00:00:00Z")));
    assertThat(other.last().decisions())
        .extracting(Decision::outcome)
        .containsExactly(Decision.Result.EXPIRED);
  }

  @Test
  void a_sentiment_that_is_replaced_does_not_end_and_one_that_comes_too_late_ends_at_once() {
    Instant end = Instant.parse("2026-04-03T15:00:00Z");
    fold.tell(facts.login(day(0), "ann"), facts.giveSentiment(day(0), 0.8, end));
    fold.tell(facts.giveSentiment(day(1), 0.6, null), facts.timePassed(day(9)));
    assertThat(decisions()).isEmpty();

    fold.tell(facts.login(day(20), "ann"), facts.giveSentiment(day(10), 0.7, day(12)));

    assertThat(decisions())
        .containsExactly(
            "SENTIMENT ACCEPTED: sentiment 60% -> sentiment 70%",
            "SENTIMENT EXPIRED: sentiment 70% -> null");
  }

  @Test
  void an_older_sentiment_is_refused_and_so_is_one_from_long_ago() {
    computed(100, 60);

    fold.tell(facts.giveSentiment(day(99), 0.1, null), facts.giveSentiment(day(1), 0.1, null));

    assertThat(fold.outcomes()).endsWith(Outcome.IGNORED, Outcome.LATE);
    assertThat(fold.last().decisions().get(0).refusal()).contains("longer ago");
    assertThat(fold.last().decisions().get(0).before()).isEqualTo("sentiment 60%");
  }

  /** What is computed, and every alert, is the same whatever persons set beside it. */
  @Test
  void no_sequence_of_overrides_moves_what_is_computed() {
    for (long seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Facts commands = new Facts("account-0");
      Fold plain = new Fold("account-0");
      Fold overridden = new Fold("account-0");
      Instant latest = Instant.EPOCH;
      for (Signal signal : withoutRepeats(RandomHistory.of(seed, 1, 200))) {
        latest = signal.occurredAt().isAfter(latest) ? signal.occurredAt() : latest;
        lookWhenDue(plain, latest);
        lookWhenDue(overridden, latest);
        if (random.nextInt(3) == 0) {
          overridden.tellAt(latest, command(commands, latest, random));
        }
        plain.tellAt(latest, signal);
        overridden.tellAt(latest, signal);

        assertThat(overridden.last().outcome()).isEqualTo(plain.last().outcome());
        if (plain.last().outcome() == Outcome.SCORED) {
          assertThat(computed(overridden.state()))
              .as("seed %d", seed)
              .isEqualTo(computed(plain.state()));
          assertThat(overridden.state().judgement().highs())
              .as("seed %d", seed)
              .isEqualTo(plain.state().judgement().highs());
        }
      }
      assertThat(steps(overridden)).as("seed %d", seed).isEqualTo(steps(plain));
      assertThat(overridden.changes().size()).isGreaterThan(plain.changes().size());
    }
  }

  /** As ticks do. */
  private static void lookWhenDue(Fold fold, Instant time) {
    Instant due = fold.state().nextDue();
    if (due != null && !due.isAfter(time)) {
      fold.tellAt(time, new TimePassed("account-0", time));
    }
  }

  private static List<Signal> withoutRepeats(List<Given> history) {
    List<Signal> signals = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    for (Given given : history) {
      if (given.signal() instanceof OverrideSignal
          || given.signal() == null
          || (given.signal() instanceof AccountSignal event && seen.contains(event.eventId()))) {
        continue;
      }
      if (given.signal() instanceof AccountSignal event) {
        seen.add(event.eventId());
      }
      signals.add(given.signal());
    }
    return signals;
  }

  private static Signal command(Facts commands, Instant at, SplittableRandom random) {
    Instant until = at.plus(Duration.ofHours(1 + random.nextInt(500)));
    OverrideSignal set =
        random.nextBoolean()
            ? commands.setScore(at, random.nextInt(101), until)
            : commands.setBand(at, random.nextBoolean() ? "healthy" : "emergency", until);
    return random.nextInt(5) == 0 ? commands.clear(at) : named("command-" + set.eventId(), set);
  }

  private static OverrideSignal named(String id, OverrideSignal signal) {
    return new OverrideSignal(
        id,
        signal.accountId(),
        signal.occurredAt(),
        signal.kind(),
        signal.by(),
        signal.reason(),
        signal.score(),
        signal.bandId(),
        signal.until());
  }

  private static HealthScore computed(AccountState state) {
    HealthScore score = new Assessor().score(state, Presets.policy());
    return new HealthScore(
        null,
        score.status(),
        score.score(),
        score.band(),
        score.coverage(),
        score.modelId(),
        score.modelVersion(),
        score.modelRule(),
        score.measures(),
        score.cap());
  }

  private static List<String> steps(Fold fold) {
    return fold.alerts().stream().map(alert -> alert.alertId() + " " + alert.state()).toList();
  }

  @Test
  void what_stands_is_said_in_words() {
    assertThat(StandingOverride.inWords(62_500, null)).isEqualTo("score 62.5");
    assertThat(StandingOverride.inWords(100_000, null)).isEqualTo("score 100");
    assertThat(StandingOverride.inWords(0, "stable")).isEqualTo("band stable");
  }
}
