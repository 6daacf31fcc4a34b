package dev.customerhealth.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times with an offset: 2026-03-01T08:30:00Z. */
final class InstantConverter implements ITypeConverter<Instant> {

  @Override
  public Instant convert(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException notTime) {
      throw new TypeConversionException(
          "'" + text + "' is no time such as 2026-03-01T08:30:00Z (with Z or an offset)");
    }
  }
}
