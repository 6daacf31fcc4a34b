package dev.customerhealth.command;

import dev.customerhealth.config.Quantities;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as in the configuration file: 10s, 5m, 1h, 2d. */
public final class DurationConverter implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    return Quantities.duration(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + text + "' is no duration such as 100ms, 10s, 5m, 1h or 2d"));
  }

  /** The form that is read again. */
  static String write(Duration duration) {
    return Quantities.write(duration);
  }
}
