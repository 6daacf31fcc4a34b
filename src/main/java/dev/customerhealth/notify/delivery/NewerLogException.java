package dev.customerhealth.notify.delivery;

/**
 * A topic of the notifier's own holds what a newer version of it wrote. To pass it over would be to
 * forget what was told, so this version stops.
 */
public final class NewerLogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what was found, and where
   */
  NewerLogException(String message) {
    super(message);
  }

  /** The one among a failure and its causes; null when there is none. */
  static NewerLogException in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof NewerLogException newer) {
        return newer;
      }
    }
    return null;
  }
}
