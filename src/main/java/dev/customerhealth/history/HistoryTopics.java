package dev.customerhealth.history;

import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.TopicRole;
import dev.customerhealth.contract.Topics;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** Which topics a history may name, and the schema of each. */
public final class HistoryTopics {
  private final Map<String, Schema> schemas;

  private HistoryTopics(Map<String, Schema> schemas) {
    this.schemas = schemas;
  }

  /** The input topics of the contract; no clock-ticks: whoever loads a history makes those. */
  public static HistoryTopics of(Topics topics) {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    for (Topic<?> topic : topics.read()) {
      if (topic.role() == TopicRole.INPUT) {
        schemas.put(topic.name(), SpecificData.get().getSchema(topic.valueType()));
      }
    }
    return new HistoryTopics(Collections.unmodifiableMap(schemas));
  }

  /** Names of the topics, in the contract's order. */
  public Set<String> names() {
    return schemas.keySet();
  }

  /** Schema of a topic's records; null for a topic a history may not name. */
  public Schema schemaOf(String topic) {
    return schemas.get(topic);
  }
}
