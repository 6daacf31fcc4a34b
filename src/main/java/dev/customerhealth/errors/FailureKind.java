package dev.customerhealth.errors;

import dev.customerhealth.wire.RegistryFailures;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** What kind of failure stopped a stream thread, or kept it from starting. */
public enum FailureKind {
  /** The schema registry cannot be asked: wait and try again, for ever. */
  REGISTRY_UNAVAILABLE,
  /** No room for the state: stay down, keep it, let a person make room. */
  DISK_FULL,
  /** State files are damaged: they can be set aside and rebuilt from the changelog. */
  DAMAGED_STATE,
  /** A topic is missing: a person must create it. */
  MISSING_TOPIC,
  /** The process itself is broken: out of memory, a missing class. */
  BROKEN_PROCESS,
  /** Anything else, such as a broker that went away: trying again may help. */
  TRANSIENT;

  private static final int MOST_CAUSES = 20;

  /** Which kind a failure is, from all of its causes. */
  public static FailureKind of(Throwable failure) {
    if (RegistryFailures.isUnavailable(failure)) {
      return REGISTRY_UNAVAILABLE;
    }
    // First: RocksDB reports a full disk with the same exception as damaged files, and setting good
    // files aside would lose them.
    if (any(failure, FailureKind::saysDiskFull)) {
      return DISK_FULL;
    }
    if (any(failure, MissingSourceTopicException.class::isInstance)) {
      return MISSING_TOPIC;
    }
    if (any(failure, ProcessorStateException.class::isInstance)
        && any(failure, RocksDBException.class::isInstance)) {
      return DAMAGED_STATE;
    }
    return any(failure, Error.class::isInstance) ? BROKEN_PROCESS : TRANSIENT;
  }

  private static boolean saysDiskFull(Throwable cause) {
    if (cause instanceof RocksDBException rocks
        && rocks.getStatus() != null
        && rocks.getStatus().getSubCode() == Status.SubCode.NoSpace) {
      return true;
    }
    String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("no space left on device")
        || message.contains("disk quota exceeded")
        || message.contains("not enough space on the disk");
  }

  private static boolean any(Throwable failure, Predicate<Throwable> test) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      if (test.test(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
