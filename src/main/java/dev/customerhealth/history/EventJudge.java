package dev.customerhealth.history;

import java.util.Optional;

/** Foresees which events the service will refuse. */
@FunctionalInterface
public interface EventJudge {

  /** Why the service will refuse this event; empty when it makes sense. */
  Optional<Refusal> judge(HistoryEvent event);

  /**
   * Why an event will be refused.
   *
   * @param reason stable name, to count by
   * @param detail what was found and what was expected, for a person
   */
  record Refusal(String reason, String detail) {}
}
