package dev.customerhealth.runtime;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the disk of the state has room enough to go on. It is asked for before the disk is full:
 * under exactly-once Kafka Streams throws away the files of a task that it cannot close in good
 * order, so a service that stops only when a write fails has lost what it was to keep, and restores
 * all of it onto the same disk with every start.
 */
final class StateRoom {

  /** Of a disk no more than this part is kept free ... */
  private static final int LEAST_PART = 20;

  /** ... but four write buffers, of which several may be written between two looks ... */
  private static final long LEAST_BYTES = 16L << 20;

  /** ... unless that were more than this part, for a tiny disk is to be of some use. */
  private static final int MOST_PART = 4;

  /** So much more to begin: closing frees a little, and one would begin only to stop again. */
  private static final int TO_BEGIN = 2;

  private static final long MEGABYTE = 1L << 20;

  private static final Logger log = LoggerFactory.getLogger(StateRoom.class);

  private final Path directory;
  private final long unwritten;

  /**
   * The room of one run.
   *
   * @param unwritten bytes of the stores that may lie in memory only and are written when they
   *     close
   */
  StateRoom(Path directory, long unwritten) {
    this.directory = directory;
    this.unwritten = unwritten;
  }

  /** Why there is too little room to go on, for a person; empty with enough, or no saying. */
  Optional<String> lack() {
    return lack(1);
  }

  /** The same to begin, which takes more. */
  Optional<String> lackToBegin() {
    return lack(TO_BEGIN);
  }

  private Optional<String> lack(int times) {
    try {
      FileStore disk = Files.getFileStore(directory);
      return lack(disk.getTotalSpace(), disk.getUsableSpace(), times);
    } catch (IOException unreadable) {
      log.debug("cannot tell the room left: folder={}", directory, unreadable);
      return Optional.empty();
    }
  }

  /**
   * The same for a disk of some size; one that does not say its size is taken for large enough.
   *
   * @param total bytes of the disk
   * @param usable bytes of it that are free
   * @param times how often what is in memory must fit
   */
  Optional<String> lack(long total, long usable, int times) {
    long part = Math.max(total / LEAST_PART, Math.min(LEAST_BYTES, total / MOST_PART));
    long least = times * Math.min(unwritten, part);
    return usable < least
        ? Optional.of(
            "the disk of state-dir %s is full; the state is kept, make room and start again (%s of %s MB are free, at least %s must be)"
                .formatted(directory, megabytes(usable), megabytes(total), megabytes(least)))
        : Optional.empty();
  }

  private static String megabytes(long bytes) {
    return Long.toString(Math.round(bytes / (double) MEGABYTE));
  }
}
