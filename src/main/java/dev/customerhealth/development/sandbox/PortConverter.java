package dev.customerhealth.development.sandbox;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Ports to listen at, 0 for a free one: refused before anything is started. */
final class PortConverter implements ITypeConverter<Integer> {
  private static final int HIGHEST = 65_535;

  @Override
  public Integer convert(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= HIGHEST) {
        return port;
      }
    } catch (NumberFormatException noNumber) {
      // Answered below, with what was expected.
    }
    throw new TypeConversionException(
        "'" + text + "' is no port: expected 1 to " + HIGHEST + ", or 0 for a free one");
  }
}
