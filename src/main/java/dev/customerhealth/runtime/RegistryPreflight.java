package dev.customerhealth.runtime;

import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.TopicRole;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.wire.RegistryClient;
import dev.customerhealth.wire.RegistryUnavailableException;
import dev.customerhealth.wire.SubjectCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers what we write and compares what others write with what we read. A registry that is down
 * is waited for as long as it takes; one that refuses us ends the start.
 */
public final class RegistryPreflight {

  private static final Logger log = LoggerFactory.getLogger(RegistryPreflight.class);

  private final SubjectCheck subjects;
  private final Topics topics;
  private final BooleanSupplier stopping;

  /**
   * A check of all topics that carry Avro.
   *
   * @param stopping ends the waiting when true
   */
  public RegistryPreflight(RegistryClient registry, Topics topics, BooleanSupplier stopping) {
    this.subjects = new SubjectCheck(registry);
    this.topics = topics;
    this.stopping = stopping;
  }

  /**
   * Looks at every topic's subject.
   *
   * @throws StartRefusedException with one line for every topic the registry refuses
   */
  public void check() throws StartRefusedException {
    List<String> problems = new ArrayList<>();
    for (Topic<?> topic : topics.all()) {
      if (topic.avro()) {
        awaited(topic).ifPresent(problems::add);
      }
    }
    if (!problems.isEmpty()) {
      throw new StartRefusedException(problems);
    }
  }

  private Optional<String> awaited(Topic<?> topic) throws StartRefusedException {
    while (!stopping.getAsBoolean()) {
      try {
        return topic.role() == TopicRole.INPUT
            ? subjects.readable(topic.name(), topic.valueType())
            : subjects.writable(topic.name(), topic.valueType());
      } catch (RegistryUnavailableException away) {
        log.warn("the start waits for the schema registry: {}", away.getMessage());
      }
    }
    throw new StartRefusedException("stopped while waiting for the schema registry");
  }
}
