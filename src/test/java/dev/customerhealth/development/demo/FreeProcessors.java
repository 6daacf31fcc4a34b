package dev.customerhealth.development.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How many of this machine's processors a process could have had since it was started: what it used
 * and what nobody used. Two others that work beside it leave it less, however long it takes.
 */
final class FreeProcessors {
  private static final Path STATISTICS = Path.of("/proc/stat");

  /** "cpu", then hundredths of seconds: user, nice, system, idle, ... */
  private static final int IDLE = 4;

  private final Process process;
  private final long begunNanos;
  private final Duration idleBefore;

  private FreeProcessors(Process process, Duration idleBefore) {
    this.process = process;
    this.begunNanos = System.nanoTime();
    this.idleBefore = idleBefore;
  }

  /** Of a process that was started just now. */
  static FreeProcessors of(Process process) throws IOException {
    return new FreeProcessors(process, idle());
  }

  /** On average until now; the process must be alive. */
  double average() throws IOException {
    Duration used = process.info().totalCpuDuration().orElse(Duration.ZERO);
    long free = used.plus(idle()).minus(idleBefore).toNanos();
    return free / (double) (System.nanoTime() - begunNanos);
  }

  /**
   * How long this machine's processors were idle, all together; nothing where that is not told, or
   * where only some of them are ours: those of others are none we could have had.
   */
  private static Duration idle() throws IOException {
    if (!Files.isReadable(STATISTICS)) {
      return Duration.ZERO;
    }
    List<String> lines = Files.readAllLines(STATISTICS);
    long processors = lines.stream().filter(line -> line.matches("cpu\\d+ .*")).count();
    if (processors > Runtime.getRuntime().availableProcessors()) {
      return Duration.ZERO;
    }
    return Duration.ofMillis(10 * Long.parseLong(lines.get(0).split(" +", -1)[IDLE]));
  }
}
