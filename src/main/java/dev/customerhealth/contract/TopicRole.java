package dev.customerhealth.contract;

/** What a topic is to the service. */
public enum TopicRole {
  /** Others write, we read. */
  INPUT,
  /** We write, others read. */
  OUTPUT,
  /** We write and we read: the passing of time, and the models that score. */
  INTERNAL
}
