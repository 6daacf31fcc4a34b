package dev.customerhealth.runtime;

/** The running service had to end. The message is for a person. */
public final class ServiceFailedException extends Exception {

  public ServiceFailedException(String message) {
    super(message);
  }

  public ServiceFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
