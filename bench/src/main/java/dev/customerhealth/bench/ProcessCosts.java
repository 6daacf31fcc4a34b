package dev.customerhealth.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process has cost so far, from Linux' own books in {@code /proc}. */
final class ProcessCosts {
  /** Linux reports CPU time in hundredths of a second to programs, whatever its kernel uses. */
  private static final double TICKS_PER_SECOND = 100;

  private ProcessCosts() {}

  /** User and system time of all threads, living and dead, in seconds. */
  static double cpuSeconds(long pid) {
    String stat = read(pid, "stat");
    // The command in parentheses may contain spaces; utime and stime are fields 14 and 15.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  /** The most memory the process ever had resident, in MiB. */
  static double peakResidentMebibytes(long pid) {
    return read(pid, "status")
            .lines()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("process " + pid + " has no VmHWM"))
        / 1024.0;
  }

  private static String read(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (IOException gone) {
      throw new UncheckedIOException("process " + pid + " cannot be observed", gone);
    }
  }
}
