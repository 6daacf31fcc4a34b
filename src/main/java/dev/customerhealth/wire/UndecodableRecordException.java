package dev.customerhealth.wire;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The bytes of a record are no event of the contract and never will be: wrong magic byte, too
 * short, a schema id that a healthy registry does not know, truncated, trailing bytes, or a size
 * beyond the limits. The record belongs to the dead letters; trying again does not help.
 */
public final class UndecodableRecordException extends SerializationException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what was found and what was expected; never the payload
   */
  public UndecodableRecordException(String message) {
    super(message);
  }

  /**
   * @param message what was found and what was expected; never the payload
   * @param cause what the decoder said
   */
  public UndecodableRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
