package dev.customerhealth.history;

/** Events or ticks could not be delivered; what was delivered before stays. */
public final class HistoryNotSentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a sentence for a person and what caused it. */
  public HistoryNotSentException(String message, Throwable cause) {
    super(message, cause);
  }
}
