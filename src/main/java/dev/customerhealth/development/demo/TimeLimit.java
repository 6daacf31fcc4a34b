package dev.customerhealth.development.demo;

import dev.customerhealth.command.DurationConverter;
import java.time.Duration;
import picocli.CommandLine.Option;

/** When a command that otherwise runs on ends by itself. */
final class TimeLimit {
  private static final Duration FOR_EVER = Duration.ofDays(100 * 365);

  @Option(
      names = "--for",
      converter = DurationConverter.class,
      paramLabel = "DURATION",
      description = "End by itself after this time. Default: run until Ctrl-C.")
  private Duration limit;

  /** The time; null for none. */
  Duration duration() {
    return limit;
  }

  /** The end, counted from now, by {@link System#nanoTime()}. */
  long endNanos() {
    return System.nanoTime() + (limit == null ? FOR_EVER : limit).toNanos();
  }
}
