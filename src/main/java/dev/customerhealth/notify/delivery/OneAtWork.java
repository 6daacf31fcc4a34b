package dev.customerhealth.notify.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.TopicPartition;

/**
 * Gives every partition to one member of the group; the others stand by. Groups, limits and digests
 * belong to a CSM, whose accounts lie in all partitions, so two at work would each know half.
 */
public final class OneAtWork implements ConsumerPartitionAssignor {

  /** For Kafka, which makes it by its class name. */
  public OneAtWork() {}

  @Override
  public String name() {
    return "one-at-work";
  }

  @Override
  public GroupAssignment assign(Cluster metadata, GroupSubscription subscriptions) {
    Map<String, Subscription> members = subscriptions.groupSubscription();
    // The smallest id, because all that matters is that it stays the same while nobody leaves.
    String atWork = members.keySet().stream().min(String::compareTo).orElse("");
    Map<String, Assignment> assignments = new HashMap<>();
    members.forEach(
        (member, subscription) -> {
          List<TopicPartition> partitions = new ArrayList<>();
          if (member.equals(atWork)) {
            for (String topic : subscription.topics()) {
              metadata
                  .partitionsForTopic(topic)
                  .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
            }
          }
          assignments.put(member, new Assignment(partitions));
        });
    return new GroupAssignment(assignments);
  }
}
