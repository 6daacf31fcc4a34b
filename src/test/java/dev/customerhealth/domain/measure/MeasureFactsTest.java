package dev.customerhealth.domain.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.Fold;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.MeasurePoints;
import dev.customerhealth.domain.signal.ProfileSignal;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SuccessSignal;
import dev.customerhealth.domain.signal.SurveySignal;
import dev.customerhealth.domain.signal.TicketSignal;
import dev.customerhealth.domain.signal.UsageSignal;
import dev.customerhealth.oracle.RandomLife;
import dev.customerhealth.testing.Presets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The facts a measure says it needs are those it is made of: no others, and none for nothing. */
class MeasureFactsTest {
  private static final int SEEDS = 4;
  private static final int SIGNALS = 600;
  private static final int DAYS = 200;

  private static final AskedMeasures ALL =
      AskedMeasures.of(Measure.all().stream().map(WindowedMeasure::of).toList());

  private final Map<String, MeasureValues> known = new HashMap<>();

  @Test
  void what_a_measure_does_not_name_is_nothing_to_it() {
    Set<String> otherwise = new TreeSet<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      MeasureValues whole = values(seed, everyFact(seed));
      for (int i = 0; i < ALL.size(); i++) {
        if (values(seed, named(i)).thousandths(i) != whole.thousandths(i)) {
          otherwise.add(ALL.measure(i).id() + " of " + named(i) + " alone");
        }
      }
    }

    assertThat(otherwise).isEmpty();
  }

  @Test
  void without_any_of_the_facts_it_names_a_measure_is_missing() {
    for (int i = 0; i < ALL.size(); i++) {
      Set<String> others = everyFact(0);
      others.removeAll(named(i));

      assertThat(values(0, others).thousandths(i))
          .as("%s of all but %s", ALL.measure(i).id(), named(i))
          .isEqualTo(MeasurePoints.NO_VALUE);
    }
  }

  @Test
  void every_fact_a_measure_names_can_change_it() {
    for (int i = 0; i < ALL.size(); i++) {
      for (String fact : named(i)) {
        assertThat(canChange(i, fact)).as("%s by %s", ALL.measure(i).id(), fact).isTrue();
      }
    }
  }

  private boolean canChange(int measure, String fact) {
    List<String> others = new ArrayList<>(named(measure));
    others.remove(fact);
    for (int seed = 0; seed < SEEDS; seed++) {
      for (int subset = 0; subset < 1 << others.size(); subset++) {
        Set<String> without = new TreeSet<>();
        for (int i = 0; i < others.size(); i++) {
          if ((subset >> i & 1) == 1) {
            without.add(others.get(i));
          }
        }
        Set<String> with = new TreeSet<>(without);
        with.add(fact);
        if (values(seed, with).thousandths(measure) != values(seed, without).thousandths(measure)) {
          return true;
        }
      }
    }
    return false;
  }

  private static Set<String> named(int measure) {
    return new TreeSet<>(ALL.measure(measure).measure().facts());
  }

  private static Set<String> everyFact(int seed) {
    Set<String> facts = new HashSet<>();
    life(seed).forEach(signal -> facts.add(factOf(signal)));
    return facts;
  }

  /** Without an assumed plan: what is assumed is no fact. */
  private MeasureValues values(int seed, Set<String> facts) {
    return known.computeIfAbsent(
        seed + " " + new TreeSet<>(facts),
        any -> {
          Fold fold = new Fold("acme", Presets.usesOnly(List.of()));
          List<Signal> life = life(seed);
          for (Signal signal : life) {
            if (facts.contains(factOf(signal))) {
              fold.tell(signal);
            }
          }
          int end = Days.of(life.get(life.size() - 1).occurredAt().toEpochMilli());
          AccountState state = fold.state();
          return MeasureReader.read(state.facts().advancedTo(end), state.profile(), ALL, 0);
        });
  }

  /** With seats that a subscription tells, too. */
  private static List<Signal> life(int seed) {
    List<Signal> life = new ArrayList<>(RandomLife.of("acme", seed, SIGNALS, DAYS));
    Instant middle = life.get(SIGNALS / 2).occurredAt();
    life.add(
        SIGNALS / 2,
        new SubscriptionSignal(
            "seats",
            "acme",
            middle,
            SubscriptionSignal.Kind.EXPANDED,
            90_000L,
            null,
            "EUR",
            33,
            null));
    return life;
  }

  /** Its id in section 1 of the domain reference. */
  private static String factOf(Signal signal) {
    if (signal instanceof UsageSignal usage) {
      return switch (usage.kind()) {
        case FEATURE_USED -> "E1";
        case SESSION -> "E2";
        case LOGIN -> "E3";
        case WORKFLOW_STARTED, WORKFLOW_COMPLETED, WORKFLOW_FAILED -> "E4";
        case SEAT_ASSIGNED, SEAT_REMOVED -> "E5";
        case API_CALL, INTEGRATION_CONNECTED, INTEGRATION_DISCONNECTED -> "E6";
        case DATA_QUALITY_MEASURED -> "E7";
        case TRAINING_ENROLLED, TRAINING_COMPLETED -> "E14";
      };
    }
    if (signal instanceof SuccessSignal success) {
      return switch (success.kind()) {
        case SENTIMENT_RECORDED -> "E10";
        case EMAIL, CALL, MEETING, QBR_SCHEDULED, QBR_HELD -> "E11";
        case STAKEHOLDER_JOINED, STAKEHOLDER_LEFT, STAKEHOLDER_ROLE_CHANGED -> "E12";
        case GOAL_CREATED, GOAL_DUE, GOAL_ACHIEVED, GOAL_MISSED -> "E13";
        case ADVOCACY -> "E17";
        case MARKET_SIGNAL -> "E20";
        case INTERVENTION_STARTED, INTERVENTION_ENDED -> "E21";
      };
    }
    if (signal instanceof SubscriptionSignal told) {
      return told.kind().name().startsWith("INVOICE") ? "E16" : "E15";
    }
    if (signal instanceof TicketSignal) {
      return "E8";
    }
    if (signal instanceof SurveySignal) {
      return "E9";
    }
    assertThat(signal).isInstanceOf(ProfileSignal.class);
    return "E19";
  }
}
