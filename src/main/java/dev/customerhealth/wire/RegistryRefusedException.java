package dev.customerhealth.wire;

import org.apache.kafka.common.KafkaException;

/**
 * The schema registry answered, and the answer is no: our schema is incompatible with the
 * registered one, invalid, or not registered while registering is switched off. The deployment is
 * at fault, no record is, and trying again does not help until a person has changed something.
 */
public final class RegistryRefusedException extends KafkaException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message the subject, what was asked, the registry's reason and what a person can do
   */
  public RegistryRefusedException(String message) {
    super(message);
  }

  /**
   * @param message the subject or topic and the registry's reason
   * @param cause how Confluent's classes put it
   */
  public RegistryRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
