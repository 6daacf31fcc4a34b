package dev.customerhealth.runtime;

import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Compares the topics on a cluster with the contract. Changes nothing. */
public final class TopicInspection {

  private final Admin admin;

  public TopicInspection(Admin admin) {
    this.admin = admin;
  }

  /**
   * Everything that is different, in the order of the contract; empty when all is as it should be.
   *
   * @throws ExecutionException when the broker refuses or does not answer
   * @throws InterruptedException when interrupted while waiting
   */
  public List<TopicFinding> inspect(Topics topics) throws ExecutionException, InterruptedException {
    return inspect(topics.all());
  }

  /** The same for some topics. */
  public List<TopicFinding> inspect(List<Topic<?>> topics)
      throws ExecutionException, InterruptedException {
    Map<String, TopicDescription> present = present(topics);
    Map<ConfigResource, Config> settings =
        admin
            .describeConfigs(
                present.keySet().stream()
                    .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                    .toList())
            .all()
            .get();
    List<TopicFinding> findings = new ArrayList<>();
    for (Topic<?> topic : topics) {
      TopicDescription description = present.get(topic.name());
      if (description == null) {
        findings.add(new TopicFinding(topic, TopicFinding.Kind.MISSING, "", "", ""));
        continue;
      }
      int partitions = description.partitions().size();
      if (partitions != topic.partitions()) {
        findings.add(
            new TopicFinding(
                topic,
                TopicFinding.Kind.PARTITIONS,
                "partitions",
                Integer.toString(topic.partitions()),
                Integer.toString(partitions)));
      }
      Config actual = settings.get(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()));
      topic
          .settings()
          .forEach(
              (name, expected) -> {
                String value = actual.get(name) == null ? "not set" : actual.get(name).value();
                if (!expected.equals(value)) {
                  findings.add(
                      new TopicFinding(topic, TopicFinding.Kind.SETTING, name, expected, value));
                }
              });
    }
    return findings;
  }

  private Map<String, TopicDescription> present(List<Topic<?>> topics)
      throws ExecutionException, InterruptedException {
    Map<String, TopicDescription> present = new HashMap<>();
    Map<String, KafkaFuture<TopicDescription>> asked =
        admin.describeTopics(topics.stream().<String>map(Topic::name).toList()).topicNameValues();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> answer : asked.entrySet()) {
      try {
        present.put(answer.getKey(), answer.getValue().get());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
    }
    return present;
  }
}
