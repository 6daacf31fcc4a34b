package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.customerhealth.avro.AccountCommandType;
import dev.customerhealth.avro.AccountProfile;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.ParentHealthScore;
import dev.customerhealth.avro.RevenueWeighting;
import dev.customerhealth.avro.SubscriptionChangeType;
import dev.customerhealth.testing.Notices;
import dev.customerhealth.testing.Presets;
import dev.customerhealth.testing.WireEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is told of parents while their children are scored, move and leave. */
class ParentRollUpTest {

  private static final Instant NOW = TopologyHarness.ARRIVAL;

  @RegisterExtension final TopologyHarness harness = new TopologyHarness();

  private final Map<String, Double> scores = new HashMap<>();
  private int sent;

  @AfterEach
  void everythingWasLookedAt() {
    harness.everythingTold();
  }

  @Test
  void a_parent_is_the_mean_the_worst_and_the_weighted_mean_of_its_children() {
    isChild("north", "group", 1_000L);
    isChild("south", "group", 3_000L);
    isUsed("north", 12);
    isUsed("south", 3);

    ParentHealthScore group = latest("group");
    double north = scores.get("north");
    double south = scores.get("south");
    assertThat(north).as("the two must differ for this to mean anything").isGreaterThan(south);
    assertThat(group.getChildren()).isEqualTo(2);
    assertThat(group.getScoredChildren()).isEqualTo(2);
    assertThat(group.getMeanScore()).isEqualTo((north + south) / 2, within(0.0005));
    assertThat(group.getWorstScore()).isEqualTo(south);
    assertThat(group.getWorstAccountId()).isEqualTo("south");
    assertThat(group.getWeighting()).isEqualTo(RevenueWeighting.WEIGHTED);
    assertThat(group.getArrWeightedScore()).isEqualTo((north + 3 * south) / 4, within(0.0005));
    assertThat(group.getArrMinor()).isEqualTo(4_000);
  }

  @Test
  void a_child_that_moves_counts_for_the_new_parent_alone() {
    isChild("north", "group", 1_000L);
    isChild("south", "group", 3_000L);
    isUsed("north", 12);
    isUsed("south", 3);

    isChild("south", "other group", 3_000L);

    assertThat(latest("group").getChildren()).isEqualTo(1);
    assertThat(latest("group").getMeanScore()).isEqualTo(scores.get("north"));
    assertThat(latest("group").getWorstAccountId()).isEqualTo("north");
    assertThat(latest("other group").getChildren()).isEqualTo(1);
    assertThat(latest("other group").getMeanScore()).isEqualTo(scores.get("south"));
  }

  @Test
  void when_the_last_child_leaves_the_parent_is_removed() {
    isChild("north", "group", 1_000L);
    isUsed("north", 12);

    isChild("north", null, 1_000L);

    assertThat(harness.parents()).isNotEmpty();
    assertThat(latest("group")).isNull();
  }

  @Test
  void a_child_whose_profile_is_removed_leaves_its_parent() {
    isChild("north", "group", 1_000L);
    isChild("south", "group", 1_000L);
    isUsed("north", 12);

    harness.send(harness.topics().accountProfiles(), "north", null);

    assertThat(latest("group").getChildren()).isEqualTo(1);
    assertThat(latest("group").getScoredChildren()).isZero();
    assertThat(latest("group").getMeanScore()).isNull();
    assertThat(latest("group").getWorstAccountId()).isNull();
  }

  @Test
  void a_child_that_is_no_customer_any_more_leaves_its_parent_until_it_comes_back() {
    isChild("north", "group", 1_000L);
    isChild("south", "group", 1_000L);
    isUsed("north", 12);
    isUsed("south", 3);
    assertThat(latest("group").getWorstAccountId()).isEqualTo("south");

    contract("south", SubscriptionChangeType.CHURNED, NOW.plusSeconds(1));

    assertThat(latest("group").getChildren()).isEqualTo(1);
    assertThat(latest("group").getWorstAccountId()).isEqualTo("north");
    assertThat(latest("group").getArrMinor()).isEqualTo(1_000);

    contract("south", SubscriptionChangeType.NEW, NOW.plusSeconds(2));

    assertThat(latest("group").getChildren()).isEqualTo(2);
  }

  @Test
  void who_weighs_nothing_is_counted() {
    isChild("north", "group", 1_000L);
    isChild("south", "group", null);
    isUsed("north", 12);
    isUsed("south", 3);

    assertThat(latest("group").getScoredChildren()).isEqualTo(2);
    assertThat(latest("group").getWeightedChildren()).isEqualTo(1);
    assertThat(latest("group").getArrWeightedScore()).isEqualTo(scores.get("north"));
  }

  @Test
  void a_change_of_revenue_alone_is_weighed() {
    isChild("north", "group", 1_000L);
    isChild("south", "group", 1_000L);
    isUsed("north", 12);
    isUsed("south", 3);
    double before = latest("group").getArrWeightedScore();

    isChild("north", "group", 9_000L);

    assertThat(latest("group").getArrWeightedScore()).isGreaterThan(before);
    assertThat(latest("group").getArrMinor()).isEqualTo(10_000);
  }

  @Test
  void what_a_person_sets_for_a_child_moves_no_parent() {
    isChild("north", "group", 1_000L);
    isUsed("north", 12);
    ParentHealthScore before = latest("group");

    harness.send(
        harness.topics().accountCommands(),
        "north",
        WireEvents.command("north", "c-1", AccountCommandType.SET_SCORE_OVERRIDE, NOW)
            .setScore(1.0)
            .setExpiresAt(NOW.plus(Duration.ofDays(10)))
            .build());

    assertThat(harness.scores()).last().satisfies(set -> assertThat(set.getOverride()).isNotNull());
    assertThat(latest("group").getMeanScore()).isEqualTo(before.getMeanScore());
    assertThat(latest("group").getWorstScore()).isEqualTo(before.getWorstScore());
    assertThat(latest("group").getArrWeightedScore()).isEqualTo(before.getArrWeightedScore());
  }

  @Test
  void a_model_published_for_a_child_reaches_its_parent() {
    isChild("north", "group", 1_000L);
    isUsed("north", 12);
    Instant from = NOW.plus(Duration.ofMinutes(10));
    harness.publish(Notices.live(Notices.usageOnly(Presets.m0().version() + 1), from));

    harness.tick(from);

    double score = harness.scores().get(0).getScore();
    assertThat(score).as("by the new model").isNotEqualTo(scores.get("north"));
    assertThat(latest("group").getMeanScore()).isEqualTo(score);
  }

  @Test
  void an_account_without_a_parent_tells_no_parent_anything() {
    isChild("north", null, 1_000L);
    isUsed("north", 12);

    assertThat(harness.parents()).isEmpty();
  }

  @Test
  void ids_that_begin_alike_are_different_parents() {
    isChild("a", "acme", 1_000L);
    isChild("b", "acme2", 1_000L);
    isUsed("a", 12);
    isUsed("b", 3);
    isChild("a", "acme", 1_001L);

    assertThat(latest("acme").getWorstAccountId()).isEqualTo("a");
    assertThat(latest("acme2").getWorstAccountId()).isEqualTo("b");
  }

  private void isChild(String account, String parent, Long arrMinor) {
    sent++;
    AccountProfile profile =
        WireEvents.profile(account, NOW.plusSeconds(sent))
            .setParentAccountId(parent)
            .setArrMinor(arrMinor)
            .build();
    harness.send(harness.topics().accountProfiles(), account, profile);
  }

  private void contract(String account, SubscriptionChangeType type, Instant at) {
    sent++;
    harness.send(
        harness.topics().subscriptionChanges(),
        account,
        WireEvents.renewal(account, "s" + sent, at).setType(type).build());
  }

  private void isUsed(String account, int days) {
    for (int day = 0; day < days; day++) {
      Instant at = NOW.minus(Duration.ofDays(day));
      for (String feature : new String[] {"reports", "export"}) {
        sent++;
        harness.send(
            WireEvents.featureUse(account, "e" + sent, "u1", feature, at).setCount(3L).build());
      }
      harness.send(WireEvents.login(account, "l" + sent, "u1", at).build());
    }
    for (HealthScore score : harness.scores()) {
      scores.put(score.getAccountId(), score.getScore());
    }
  }

  private ParentHealthScore latest(String parent) {
    ParentHealthScore latest = null;
    for (Map.Entry<String, ParentHealthScore> told : harness.parents()) {
      if (told.getKey().equals(parent)) {
        latest = told.getValue();
      }
    }
    return latest;
  }
}
