package dev.customerhealth.topology;

import org.apache.kafka.common.KafkaException;

/**
 * Whose fault it is when something breaks while a record is processed: that of the record or the
 * account it is about, which is set aside while the rest goes on, or that of the platform (a store,
 * the broker, the registry), which must stop the task, or everything would be set aside while a
 * disk is full.
 */
public final class PlatformFault {

  private static final int MOST_CAUSES = 20;

  private PlatformFault() {}

  /**
   * Whether the platform is at fault: everything that Kafka throws, but for a wrong type found
   * while processing, which it wraps.
   *
   * @param failure what was thrown; its causes are looked at, too
   */
  public static boolean isBehind(Throwable failure) {
    boolean isKafkas = false;
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      if (cause instanceof ClassCastException) {
        return false;
      }
      isKafkas |= cause instanceof KafkaException;
      cause = cause.getCause();
    }
    return isKafkas;
  }
}
