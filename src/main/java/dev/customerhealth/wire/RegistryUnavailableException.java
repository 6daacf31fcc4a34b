package dev.customerhealth.wire;

import org.apache.kafka.common.errors.RetriableException;

/**
 * The schema registry cannot be asked now: unreachable, too slow, failing (5xx) or refusing our
 * credentials (401, 403). No record is at fault, so nothing may be skipped or dead-lettered: fail
 * the task and try again.
 *
 * <p>Deliberately no {@link org.apache.kafka.common.errors.SerializationException}: handlers take
 * those for poison.
 */
public final class RegistryUnavailableException extends RetriableException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message which registry, what was asked and what came back
   */
  public RegistryUnavailableException(String message) {
    super(message);
  }

  /**
   * @param message which registry, what was asked and what came back
   * @param cause the failure of the connection
   */
  public RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
