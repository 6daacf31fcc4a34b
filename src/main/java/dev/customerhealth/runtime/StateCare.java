package dev.customerhealth.runtime;

import dev.customerhealth.errors.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks after the state directory of a run: it must be usable before the start, and after a failure
 * it is healed, or the failure is said in words a person can act on.
 */
final class StateCare {

  /** Damage that comes back again and again is a broken disk, not an accident. */
  private static final int MOST_QUARANTINES = 10;

  private final Path directory;
  private final StateQuarantine quarantine;
  private final StateRoom room;
  private int healed;

  /**
   * Care for one run.
   *
   * @param directory as configured
   * @param unwritten bytes of the stores that may lie in memory only
   * @param clock names the quarantine's folders
   */
  StateCare(Path directory, String applicationId, long unwritten, Clock clock) {
    this.directory = directory;
    this.quarantine = new StateQuarantine(directory, applicationId, clock);
    this.room = new StateRoom(directory, unwritten);
  }

  /** Makes the directory when there is none. A disk that is too full to stop on is not begun on. */
  void requireUsable() throws StartRefusedException {
    try {
      Files.createDirectories(directory);
      Files.delete(Files.createTempFile(directory, "writable", null));
    } catch (IOException e) {
      throw new StartRefusedException(
          FailureKind.of(e) == FailureKind.DISK_FULL
              ? diskFull()
              : "state-dir " + directory + " cannot be written: " + PlainWords.of(e));
    }
    Optional<String> lack = room.lackToBegin();
    if (lack.isPresent()) {
      throw new StartRefusedException(lack.get());
    }
  }

  /** A watch over the room on the disk, not yet started; tells once when there is too little. */
  StateRoomWatch watchRoom(Consumer<String> onLack) {
    return new StateRoomWatch(room::lack, onLack, StateRoomWatch.PAUSE);
  }

  /** Sets the damaged state apart, or throws when the failure is of another kind. */
  void heal(Throwable failure) throws ServiceFailedException {
    StateQuarantine.Verdict verdict = quarantine.judge(failure);
    if (verdict == StateQuarantine.Verdict.DAMAGED && healed < MOST_QUARANTINES) {
      try {
        quarantine.isolate(failure);
        healed++;
        return;
      } catch (IOException e) {
        throw new ServiceFailedException(
            "damaged state cannot be moved away: " + PlainWords.of(e), failure);
      }
    }
    throw new ServiceFailedException(
        verdict == StateQuarantine.Verdict.DISK_FULL ? noLongerWritten() : PlainWords.of(failure),
        failure);
  }

  /** Found by a write that failed: Kafka Streams keeps no files that it could not close. */
  private String noLongerWritten() {
    return "the disk of state-dir "
        + directory
        + " is full; nothing is lost, make room and start again: what could not be written is"
        + " restored from the changelogs";
  }

  private String diskFull() {
    return "the disk of state-dir "
        + directory
        + " is full; the state is kept, make room and start again";
  }
}
