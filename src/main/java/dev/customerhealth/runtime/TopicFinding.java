package dev.customerhealth.runtime;

import dev.customerhealth.contract.Topic;

/**
 * One way in which a topic on the cluster is not what the contract says.
 *
 * @param topic as the contract has it
 * @param kind what is different
 * @param setting name of the differing setting; {@code partitions} for their number, empty when the
 *     topic is missing
 * @param expected as the contract has it, empty when the topic is missing
 * @param actual as the cluster has it, empty when the topic is missing
 */
public record TopicFinding(
    Topic<?> topic, Kind kind, String setting, String expected, String actual) {

  /** What is different. */
  public enum Kind {
    /** There is no such topic. */
    MISSING,
    /** Another number of partitions. */
    PARTITIONS,
    /** Another value of a topic setting. */
    SETTING
  }

  /** One line for a person. */
  @Override
  public String toString() {
    if (kind == Kind.MISSING) {
      return "topic " + topic.name() + " is missing";
    }
    return "topic " + topic.name() + ": " + setting + " is " + actual + ", expected " + expected;
  }
}
