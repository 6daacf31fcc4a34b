package dev.customerhealth.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as people write them. */
public final class Quantities {

  private static final Pattern QUANTITY = Pattern.compile("(\\d{1,12})\\s*([A-Za-z]+)");

  private static final Map<String, Duration> DURATIONS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private static final Map<String, Long> SIZES =
      Map.of("KB", 1L << 10, "MB", 1L << 20, "GB", 1L << 30);

  private Quantities() {}

  /**
   * Reads {@code 100ms}, {@code 10s}, {@code 5m}, {@code 1h}, {@code 2d}; empty when it is not one.
   */
  public static Optional<Duration> duration(String text) {
    Matcher matcher = QUANTITY.matcher(text.strip());
    if (!matcher.matches() || !DURATIONS.containsKey(matcher.group(2))) {
      return Optional.empty();
    }
    return Optional.of(
        DURATIONS.get(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1))));
  }

  /** Reads {@code 64MB}; a KB is 1,024 bytes. Empty when it is not one. */
  static Optional<Long> bytes(String text) {
    Matcher matcher = QUANTITY.matcher(text.strip());
    if (!matcher.matches() || !SIZES.containsKey(matcher.group(2))) {
      return Optional.empty();
    }
    return Optional.of(SIZES.get(matcher.group(2)) * Long.parseLong(matcher.group(1)));
  }

  /** The shortest exact form that {@link #duration} reads again. */
  public static String write(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    long seconds = duration.toSeconds();
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  /** The shortest exact form that {@link #bytes} reads again, whole kilobytes given. */
  public static String write(long bytes) {
    if (bytes % (1L << 30) == 0) {
      return (bytes >> 30) + "GB";
    }
    return bytes % (1L << 20) == 0 ? (bytes >> 20) + "MB" : (bytes >> 10) + "KB";
  }
}
