package dev.customerhealth.command;

import dev.customerhealth.config.Quantities;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine.ITypeConverter;

/** When something ends: a time with an offset, or a duration from now on. */
final class EndConverter implements ITypeConverter<EndConverter.End> {

  /**
   * When something ends.
   *
   * @param from from now to the end
   */
  record End(UnaryOperator<Instant> from) {}

  @Override
  public End convert(String text) throws Exception {
    Optional<Duration> duration = Quantities.duration(text);
    if (duration.isPresent()) {
      return new End(now -> now.plus(duration.get()));
    }
    Instant time = new InstantConverter().convert(text);
    return new End(now -> time);
  }
}
