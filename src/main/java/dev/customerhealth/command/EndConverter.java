package dev.customerhealth.command;

import dev.customerhealth.config.Quantities;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.UnaryOperator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** When something ends, a time with an offset, or a duration from now on. */
final class EndConverter implements ITypeConverter<EndConverter.End> {

  /**
   * When something ends.
   *
   * @param from from now to the end
   */
  record End(UnaryOperator<Instant> from) {}

  @Override
  public End convert(String text) {
    if (Quantities.duration(text).isPresent()) {
      Duration duration = new DurationConverter().convert(text);
      return new End(now -> now.plus(duration));
    }
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      return new End(now -> time);
    } catch (DateTimeException neither) {
      throw new TypeConversionException(
          "'"
              + text
              + "' is neither a duration from now on such as 3d nor a time such as"
              + " 2026-03-01T08:30:00Z (with Z or an offset)");
    }
  }
}
