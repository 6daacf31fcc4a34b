package dev.customerhealth.runtime;

import dev.customerhealth.errors.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.streams.errors.StreamsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves damaged state files out of the way, so that the next start rebuilds them from the
 * changelog. Without it Kafka Streams fails on the same files at every start.
 *
 * <p>A full disk looks the same from afar (RocksDB cannot open its files) and must not lead here:
 * it would throw away good state and fill the disk further.
 */
public final class StateQuarantine {

  /** Below this RocksDB cannot open a store: its log and manifest alone need more. */
  private static final long LEAST_USABLE_BYTES = 4L << 20;

  private static final int KEPT = 3;

  private static final DateTimeFormatter FOLDER =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final Pattern TASK = Pattern.compile("\\d+_\\d+");

  private static final Logger log = LoggerFactory.getLogger(StateQuarantine.class);

  private final Path stateDirectory;
  private final String applicationId;
  private final Clock clock;

  /**
   * The quarantine of one application.
   *
   * @param stateDirectory as configured; the quarantine is the folder of that name inside
   * @param clock names the folders
   */
  public StateQuarantine(Path stateDirectory, String applicationId, Clock clock) {
    this.stateDirectory = stateDirectory.toAbsolutePath().normalize();
    this.applicationId = applicationId;
    this.clock = clock;
  }

  /** What is to be done about a failure. */
  public enum Verdict {
    /** The files of a task are damaged. */
    DAMAGED,
    /** The disk has no room; the files are good. */
    DISK_FULL,
    /** It has nothing to do with state files. */
    UNRELATED
  }

  /** Tells damaged files from a full disk and from everything else. */
  public Verdict judge(Throwable failure) {
    return switch (FailureKind.of(failure)) {
      case DISK_FULL -> Verdict.DISK_FULL;
      case DAMAGED_STATE -> {
        if (usableBytes() < LEAST_USABLE_BYTES) {
          yield Verdict.DISK_FULL;
        }
        yield task(failure).isPresent() ? Verdict.DAMAGED : Verdict.UNRELATED;
      }
      case REGISTRY_UNAVAILABLE, MISSING_TOPIC, BROKEN_PROCESS, TRANSIENT -> Verdict.UNRELATED;
    };
  }

  /**
   * Moves the state of the task that failed into the quarantine. Kafka Streams must be closed.
   *
   * @param failure judged {@link Verdict#DAMAGED}
   * @return where it lies now
   * @throws IOException when it cannot be moved
   */
  public Path isolate(Throwable failure) throws IOException {
    String task =
        task(failure).orElseThrow(() -> new IllegalArgumentException("names no task", failure));
    Path source = stateDirectory.resolve(applicationId).resolve(task);
    Path quarantine = stateDirectory.resolve("quarantine").resolve(applicationId);
    Path folder = Files.createDirectories(quarantine.resolve(FOLDER.format(clock.instant())));
    Path target = folder.resolve(task);
    Files.move(source, target);
    log.warn(
        "state files damaged, moved away, to be rebuilt from the changelog: task={} folder={}",
        task,
        target);
    keepLatest(quarantine);
    return target;
  }

  /** Old evidence goes, or a disk that damages files in a loop would also be filled by us. */
  private static void keepLatest(Path quarantine) throws IOException {
    List<Path> folders;
    try (Stream<Path> listed = Files.list(quarantine)) {
      folders = listed.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path old : folders.subList(Math.min(KEPT, folders.size()), folders.size())) {
      try (Stream<Path> files = Files.walk(old)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private long usableBytes() {
    try {
      return Files.getFileStore(stateDirectory).getUsableSpace();
    } catch (IOException unreadable) {
      log.debug("cannot tell the room left: folder={}", stateDirectory, unreadable);
      return Long.MAX_VALUE;
    }
  }

  /** The task is named by the exception, or by the folder in its text. */
  private Optional<String> task(Throwable failure) {
    String folder = Pattern.quote(stateDirectory.resolve(applicationId) + "/");
    Pattern inFolder = Pattern.compile(folder + "(" + TASK.pattern() + ")");
    Optional<String> told =
        causes(failure)
            .map(cause -> inFolder.matcher(String.valueOf(cause.getMessage())))
            .filter(Matcher::find)
            .map(matcher -> matcher.group(1))
            .findFirst();
    if (told.isPresent()) {
      return told;
    }
    return causes(failure)
        .filter(StreamsException.class::isInstance)
        .map(StreamsException.class::cast)
        .flatMap(cause -> cause.taskId().stream())
        .map(Object::toString)
        .filter(name -> Files.isDirectory(stateDirectory.resolve(applicationId).resolve(name)))
        .findFirst();
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(20);
  }
}
