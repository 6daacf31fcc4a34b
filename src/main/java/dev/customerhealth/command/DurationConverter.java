package dev.customerhealth.command;

import dev.customerhealth.config.Quantities;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as in the configuration file: 10s, 5m, 1h, 2d. */
public final class DurationConverter implements ITypeConverter<Duration> {

  /** Whoever means more has mistyped it; and a sum with today's time stays far from overflow. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  @Override
  public Duration convert(String text) {
    Duration duration =
        Quantities.duration(text)
            .orElseThrow(
                () ->
                    new TypeConversionException(
                        "'" + text + "' is no duration such as 100ms, 10s, 5m, 1h or 2d"));
    if (duration.compareTo(LONGEST) > 0) {
      throw new TypeConversionException(
          "'" + text + "' is too long: at most " + write(LONGEST) + ", a hundred years");
    }
    return duration;
  }

  /** The form that is read again. */
  static String write(Duration duration) {
    return Quantities.write(duration);
  }
}
