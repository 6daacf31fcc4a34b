package dev.customerhealth.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicsTest {

  private final Topics topics = Topics.standard();

  @Test
  void every_topic_of_the_contract_is_there_once() {
    assertThat(topics.all())
        .extracting(Topic::name)
        .containsExactly(
            "product-usage",
            "support-tickets",
            "survey-responses",
            "account-profiles",
            "subscription-changes",
            "success-activities",
            "account-commands",
            "alert-commands",
            "clock-ticks",
            "scoring-models",
            "health-scores",
            "health-scores-shadow",
            "health-score-changes",
            "health-alerts",
            "parent-health-scores",
            "portfolio-health",
            "audit-log",
            "rejected-events",
            "dead-letters");
  }

  @Test
  void all_topics_that_are_read_have_the_same_number_of_partitions() {
    assertThat(Topics.of(TopicSettings.standard().withPartitions(3)).read())
        .extracting(Topic::partitions)
        .containsOnly(3);
  }

  @Test
  void profiles_models_and_scores_are_compacted_and_nothing_else_is() {
    List<String> compacted =
        topics.all().stream()
            .filter(topic -> topic.settings().get("cleanup.policy").equals("compact"))
            .<String>map(Topic::name)
            .toList();

    assertThat(compacted)
        .containsExactly(
            "account-profiles",
            "scoring-models",
            "health-scores",
            "health-scores-shadow",
            "parent-health-scores",
            "portfolio-health");
  }

  /**
   * Of a profile that is gone a replay knows nothing; the first of them decide the first scores.
   */
  @Test
  void no_version_of_a_profile_is_compacted_away_before_other_inputs_go() {
    Topics shortLived = Topics.of(new TopicSettings(8, Duration.ofDays(400), null, null));

    assertThat(topics.accountProfiles().settings())
        .containsEntry("min.compaction.lag.ms", Long.toString(Long.MAX_VALUE));
    assertThat(topics.accountProfiles().retention().label()).isEqualTo("for ever");
    assertThat(shortLived.accountProfiles().settings())
        .containsEntry("cleanup.policy", "compact")
        .containsEntry("min.compaction.lag.ms", "34560000000")
        .containsEntry("retention.ms", "-1");
    assertThat(shortLived.accountProfiles().retention().label())
        .isEqualTo("400 days, then latest per key");
    assertThat(topics.healthScores().settings()).doesNotContainKey("min.compaction.lag.ms");
  }

  @Test
  void what_the_notifier_knows_is_compacted_and_what_it_gave_up_is_not() {
    NotifierTopics own = NotifierTopics.of(TopicSettings.standard());

    assertThat(own.log().settings())
        .containsEntry("cleanup.policy", "compact")
        .containsEntry("retention.ms", "-1");
    assertThat(own.retries().settings())
        .containsEntry("cleanup.policy", "compact")
        .containsEntry("retention.ms", "-1");
    assertThat(own.deadLetters().settings()).containsEntry("cleanup.policy", "delete");
  }

  @Test
  void record_time_is_the_time_of_appending_everywhere() {
    assertThat(topics.all())
        .allSatisfy(
            topic ->
                assertThat(topic.settings())
                    .containsEntry("message.timestamp.type", "LogAppendTime"));
  }

  @Test
  void inputs_are_kept_for_ever_unless_an_installation_says_otherwise() {
    assertThat(topics.read())
        .allSatisfy(topic -> assertThat(topic.settings()).containsEntry("retention.ms", "-1"));
    Topics shortLived =
        Topics.of(new TopicSettings(8, Duration.ofDays(2), Duration.ofDays(1), Duration.ofDays(1)));

    assertThat(shortLived.productUsage().settings()).containsEntry("retention.ms", "172800000");
  }

  @Test
  void a_dead_letter_has_room_for_the_largest_input_and_its_headers() {
    assertThat(topics.deadLetters().maxMessageBytes())
        .isGreaterThanOrEqualTo(2 * topics.productUsage().maxMessageBytes());
  }

  @Test
  void a_topic_name_with_a_dot_is_refused() {
    assertThatThrownBy(
            () ->
                new Topic<>(
                    "product.usage",
                    TopicRole.INPUT,
                    KeyType.ACCOUNT_ID,
                    byte[].class,
                    1,
                    Retention.everyRecordForEver(),
                    1,
                    ""))
        .hasMessageContaining("product.usage");
  }

  @Test
  void no_partitions_are_refused() {
    assertThatThrownBy(() -> TopicSettings.standard().withPartitions(0)).hasMessageContaining("0");
  }

  @Test
  void the_table_has_a_line_for_every_topic() {
    assertThat(TopicTable.markdown(topics).lines()).hasSize(2 + topics.all().size());
    assertThat(TopicTable.markdown(topics))
        .contains("| health-scores ")
        .contains("latest per key")
        .contains("raw bytes");
  }
}
