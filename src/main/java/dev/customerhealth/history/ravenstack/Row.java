package dev.customerhealth.history.ravenstack;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import org.apache.commons.csv.CSVRecord;

/** A row with its values read as what they are; a value that is not is a {@link BadRow}. */
final class Row {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("dd-MM-uuuu").withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter DATE_AND_TIME =
      DateTimeFormatter.ofPattern("dd-MM-uuuu HH:mm").withResolverStyle(ResolverStyle.STRICT);

  private final CSVRecord record;

  Row(CSVRecord record) {
    this.record = record;
  }

  /** A value that must be there. */
  String text(String column) {
    String value = textOrNull(column);
    if (value == null) {
      throw new BadRow(number(), column, "nothing", "a value");
    }
    return value;
  }

  /** A value; null when it is empty. */
  String textOrNull(String column) {
    if (!record.isSet(column)) {
      throw new BadRow(number(), column, "no such value", "as many values as columns");
    }
    String value = record.get(column);
    return value.isEmpty() ? null : value;
  }

  /** A day, day first. */
  LocalDate date(String column) {
    try {
      return LocalDate.parse(text(column), DATE);
    } catch (DateTimeException notDate) {
      throw new BadRow(number(), column, text(column), "a date such as 31-12-2024", notDate);
    }
  }

  /** A day; null when it is empty. */
  LocalDate dateOrNull(String column) {
    return textOrNull(column) == null ? null : date(column);
  }

  /** The beginning of a day in UTC. */
  Instant midnight(String column) {
    return date(column).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  /** A time of day, taken as UTC. */
  Instant time(String column) {
    try {
      return LocalDateTime.parse(text(column), DATE_AND_TIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException notTime) {
      throw new BadRow(number(), column, text(column), "a time such as 31-12-2024 13:45", notTime);
    }
  }

  /** A whole number of at least 0. */
  long count(String column) {
    BigDecimal number = number(column);
    if (number.stripTrailingZeros().scale() > 0 || number.signum() < 0) {
      throw new BadRow(number(), column, text(column), "a whole number of at least 0");
    }
    return number.longValue();
  }

  /** An amount of money in cents. */
  long cents(String column) {
    BigDecimal cents = number(column).movePointRight(2);
    if (cents.stripTrailingZeros().scale() > 0) {
      throw new BadRow(number(), column, text(column), "an amount with at most two decimals");
    }
    return cents.longValue();
  }

  /** TRUE or FALSE. */
  boolean flag(String column) {
    return switch (text(column)) {
      case "TRUE" -> true;
      case "FALSE" -> false;
      default -> throw new BadRow(number(), column, text(column), "TRUE or FALSE");
    };
  }

  /** Where the row stands in its file, the header not counted, from 1. */
  long number() {
    return record.getRecordNumber();
  }

  private BigDecimal number(String column) {
    try {
      return new BigDecimal(text(column));
    } catch (NumberFormatException notNumber) {
      throw new BadRow(number(), column, text(column), "a number", notNumber);
    }
  }
}
