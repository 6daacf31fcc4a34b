package dev.customerhealth.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.state.AccountStateCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OracleTest {
  private static final int SEEDS = 16;
  private static final int STEPS = 200;
  private static final int ACCOUNTS = 2;

  @Test
  void the_assessor_says_what_the_oracle_foretells() {
    for (long seed = 0; seed < SEEDS; seed++) {
      List<Given> history = RandomHistory.of(seed, ACCOUNTS, STEPS);

      Seen seen = new AssessorUnderTest().tell(history);

      Seen foretold = new Oracle().foretell(history);
      assertThat(seen.outcomes()).as("seed %d", seed).isEqualTo(foretold.outcomes());
      assertThat(seen.changes()).as("seed %d", seed).isEqualTo(foretold.changes());
      assertThat(seen.alerts()).as("seed %d", seed).isEqualTo(foretold.alerts());
      assertThat(seen.finalScores()).as("seed %d", seed).isEqualTo(foretold.finalScores());
    }
  }

  /** Looks at due times only say what looks at every hour say. */
  @Test
  void an_account_looked_at_when_due_says_what_the_oracle_says_looking_every_hour() {
    for (long seed = 0; seed < 3; seed++) {
      List<Given> history = new ArrayList<>(RandomHistory.of(seed, 1, 60));
      history.removeIf(given -> given.tick() != null);
      Instant last =
          history.stream()
              .map(given -> given.signal().occurredAt())
              .max(Comparator.naturalOrder())
              .orElseThrow();
      for (int hour = 1; hour < 24 * 100; hour++) {
        history.add(Given.tick(last.plus(Duration.ofHours(hour))));
      }

      Seen seen = new AssessorUnderTest().tell(history);

      assertThat(seen).as("seed %d", seed).isEqualTo(new Oracle().foretell(history));
      assertThat(seen.changes()).anyMatch(change -> change.cause().equals("TIME_PASSED"));
    }
  }

  @Test
  void the_assessor_says_the_same_when_every_state_goes_through_the_codec() {
    AccountStateCodec codec = new AccountStateCodec();
    for (long seed = 0; seed < 3 * SEEDS; seed++) {
      List<Given> history = RandomHistory.of(seed, ACCOUNTS, STEPS);

      Seen stored =
          new AssessorUnderTest(state -> codec.decode(state.accountId(), codec.encode(state)))
              .tell(history);

      assertThat(stored).as("seed %d", seed).isEqualTo(new AssessorUnderTest().tell(history));
    }
  }

  @Test
  void the_histories_hold_everything_the_comparison_is_about() {
    Set<String> outcomes = new HashSet<>();
    Set<String> alertSteps = new HashSet<>();
    Set<String> bands = new HashSet<>();
    Set<String> causes = new HashSet<>();
    Set<String> measures = new HashSet<>();
    List<Long> episodes = new ArrayList<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      Seen seen = new AssessorUnderTest().tell(RandomHistory.of(seed, ACCOUNTS, STEPS));
      outcomes.addAll(seen.outcomes());
      for (SeenChange change : seen.changes()) {
        bands.add(String.valueOf(change.toBand()));
        causes.add(change.cause());
        measures.addAll(change.values().keySet());
      }
      for (SeenAlert alert : seen.alerts()) {
        alertSteps.add(alert.ruleId() + " " + alert.event());
        episodes.add(alert.episode());
      }
    }

    assertThat(outcomes)
        .containsExactlyInAnyOrder("SCORED", "DUPLICATE", "LATE", "IGNORED", "REFUSED");
    assertThat(bands).contains("null", "healthy", "stable", "at-risk", "critical", "emergency");
    assertThat(causes)
        .containsExactlyInAnyOrder("EVENT", "TIME_PASSED", "FACT_CHANGED", "OVERRIDE");
    assertThat(measures).hasSize(14);
    for (String rule :
        List.of(
            "score-drop-7d",
            "score-drop-30d",
            "intervention-zone-entered",
            "escalation-zone-entered")) {
      assertThat(alertSteps).contains(rule + " RAISED", rule + " RESOLVED", rule + " REROUTED");
    }
    for (String event : List.of("ACKNOWLEDGED", "SNOOZED", "CAME_BACK", "ASSIGNED", "FEEDBACK")) {
      assertThat(alertSteps).anyMatch(step -> step.endsWith(" " + event));
    }
    assertThat(episodes).anyMatch(episode -> episode > 2);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void a_faulty_oracle_is_found_out(Fault fault) {
    boolean foundOut = false;
    for (long seed = 0; seed < SEEDS && !foundOut; seed++) {
      List<Given> history = RandomHistory.of(seed, ACCOUNTS, STEPS);
      Seen seen = new AssessorUnderTest().tell(history);
      foundOut = !new Oracle(fault).foretell(history).equals(seen);
    }

    assertThat(foundOut).as("%s differs from the assessor on some history", fault).isTrue();
  }
}
