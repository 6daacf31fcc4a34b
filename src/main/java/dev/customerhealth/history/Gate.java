package dev.customerhealth.history;

/**
 * Holds a history back until whoever works it off has caught up.
 *
 * <p>Kafka Streams reads the topics of a partition in the order in which they were appended only as
 * far as it knows of what was appended: behind a backlog it may believe a topic at its end while
 * more is on its way, and take a tick first. While history is sent at a thousand times the speed of
 * life, a tick that overtakes is a week of silence that never was. A service that starts after the
 * history was sent knows all of it, and needs no gate.
 */
@FunctionalInterface
public interface Gate {

  /** For a history that is worked off later. */
  Gate OPEN = () -> {};

  /**
   * Waits until everything sent so far, ticks included, is worked off.
   *
   * @throws java.util.concurrent.CancellationException when it is told to stop meanwhile
   */
  void awaitWorkedOff();
}
