package dev.customerhealth.development.broker;

/**
 * The embedded broker did not start. The message is one line for a person: it names the port or
 * directory that is to blame and what to do.
 */
public final class BrokerStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one line for a person
   * @param cause what Kafka threw; null when the fault was found before Kafka was asked
   */
  public BrokerStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
