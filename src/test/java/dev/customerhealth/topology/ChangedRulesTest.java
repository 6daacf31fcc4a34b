package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.alerting.AlertScope;
import dev.customerhealth.domain.alerting.AlertTiming;
import dev.customerhealth.domain.alerting.ScoreBelow;
import dev.customerhealth.domain.alerting.Severity;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which of the configured rules not every account knows. */
class ChangedRulesTest {
  private final KeyValueStore<String, byte[]> store =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore("rules"), Serdes.String(), Serdes.ByteArray())
          .withLoggingDisabled()
          .withCachingDisabled()
          .build();

  @BeforeEach
  void open() {
    store.init(new MockProcessorContext<String, Object>().getStateStoreContext(), store);
  }

  private static AlertRule rule(String id, int points, AlertTiming timing) {
    return new AlertRule(
        id,
        "own",
        "The score is low",
        Severity.WARNING,
        true,
        AlertScope.ALL,
        0,
        timing,
        new ScoreBelow(points * 1000, points * 1000 + 5000),
        null);
  }

  private static AlertRule rule(String id, int points) {
    return rule(id, points, AlertTiming.AT_ONCE);
  }

  private ChangedRules start(boolean judging, AlertRule... configured) {
    ChangedRules changed = new ChangedRules(store, List.of(configured));
    changed.note(judging);
    return changed;
  }

  @Test
  void the_first_rules_a_partition_ever_has_are_no_change() {
    assertThat(start(true, rule("a", 40)).areComing()).isFalse();
  }

  @Test
  void a_rule_with_another_bar_and_one_that_was_not_there_are_changed() {
    start(true, rule("a", 40), rule("b", 40));

    assertThat(start(true, rule("a", 40), rule("b", 50), rule("c", 40)).ids())
        .containsExactlyInAnyOrder("b", "c");
  }

  @Test
  void a_rule_that_is_gone_is_changed_and_is_new_when_it_comes_back() {
    start(true, rule("a", 40), rule("b", 40));

    start(true, rule("a", 40)).settled();
    assertThat(start(true, rule("a", 40)).ids()).isEmpty();
    assertThat(start(true, rule("a", 40), rule("b", 40)).ids()).containsExactly("b");
  }

  @Test
  void the_order_of_the_rules_is_no_change() {
    start(true, rule("a", 40), rule("b", 40));

    assertThat(start(true, rule("b", 40), rule("a", 40)).areComing()).isFalse();
  }

  @Test
  void other_times_of_a_rule_ask_nothing_else() {
    start(true, rule("a", 40));

    AlertTiming later = new AlertTiming(Duration.ofHours(4), Duration.ZERO, Duration.ZERO);
    assertThat(start(true, rule("a", 40, later)).areComing()).isFalse();
  }

  @Test
  void a_change_that_a_restart_interrupts_goes_on_where_it_was() {
    start(true, rule("a", 40));
    start(true, rule("a", 50)).reached("m");

    ChangedRules again = start(true, rule("a", 50));

    assertThat(again.ids()).containsExactly("a");
    assertThat(again.position()).isEqualTo("m");
  }

  @Test
  void another_change_meanwhile_begins_with_the_first_account_again_and_forgets_no_rule() {
    start(true, rule("a", 40), rule("b", 40));
    start(true, rule("a", 50), rule("b", 40)).reached("m");

    ChangedRules again = start(true, rule("a", 50), rule("b", 60));

    assertThat(again.ids()).containsExactlyInAnyOrder("a", "b");
    assertThat(again.position()).isEmpty();
  }

  @Test
  void what_is_settled_stays_settled() {
    start(true, rule("a", 40));
    start(true, rule("a", 50)).settled();

    assertThat(start(true, rule("a", 50)).areComing()).isFalse();
  }

  @Test
  void rules_that_are_not_in_force_change_nothing() {
    start(true, rule("a", 40));

    assertThat(start(false, rule("a", 50)).areComing()).isFalse();
    assertThat(start(true, rule("a", 50)).areComing()).isFalse();
  }
}
