package dev.customerhealth.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.contract.NotifierTopics;
import dev.customerhealth.contract.TopicSettings;
import dev.customerhealth.runtime.TopicFinding;
import dev.customerhealth.runtime.TopicFinding.Kind;
import org.junit.jupiter.api.Test;

/** What a notifier says to do about topics that are not as it needs them. */
class NotifierTopicsTest {
  private static final NotifierTopics TOPICS = NotifierTopics.of(TopicSettings.standard());

  @Test
  void the_command_that_creates_a_missing_topic_needs_the_routing_file_and_it_says_so() {
    assertThat(remedy(Kind.MISSING, ""))
        .isEqualTo(
            "; create it: customer-health topics --config FILE, with notify.routing set there, too");
  }

  @Test
  void a_topic_that_is_there_and_wrong_is_not_to_be_created() {
    assertThat(remedy(Kind.SETTING, "cleanup.policy"))
        .isEqualTo("; change it: kafka-configs.sh --alter --topic notification-log");
    assertThat(remedy(Kind.PARTITIONS, "partitions"))
        .startsWith("; delete it, if nothing was told");
  }

  private static String remedy(Kind kind, String setting) {
    return NotifierRun.remedy(new TopicFinding(TOPICS.log(), kind, setting, "a", "b"));
  }
}
