package dev.customerhealth.domain.portfolio;

import java.util.Comparator;

/**
 * A stretch of whole calendar months in UTC, named by its last one.
 *
 * @param kind how long it is
 * @param lastMonth its last month, by {@link Months}
 */
public record Period(Kind kind, int lastMonth) implements Comparable<Period> {

  private static final Comparator<Period> ORDER =
      Comparator.comparingInt(Period::lastMonth).thenComparing(Period::kind);

  private static final int MONTHS_PER_QUARTER = 3;
  private static final int MONTHS_PER_YEAR = 12;
  private static final int KINDS = 4;
  private static final int MIXER = 0x9E3779B1;

  /** How long a period is. Codes rest in state stores and are never given to another kind. */
  public enum Kind {
    /** Not told by itself: how the book stood at the end of a month, or stands now. */
    BOOK(0, 1),
    MONTH(1, 1),
    QUARTER(2, MONTHS_PER_QUARTER),
    TRAILING_YEAR(3, MONTHS_PER_YEAR);

    private final int code;
    private final int months;

    Kind(int code, int months) {
      this.code = code;
      this.months = months;
    }

    /** The number that stands for it in stores. */
    public int code() {
      return code;
    }

    /** Months in such a period. */
    public int months() {
      return months;
    }

    /**
     * The kind of a code.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Kind of(int code) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new IllegalArgumentException("expected the code of a kind of period, found " + code);
    }
  }

  /** How the book stands at the end of a month. */
  public static Period book(int month) {
    return new Period(Kind.BOOK, month);
  }

  /** A calendar month. */
  public static Period month(int month) {
    return new Period(Kind.MONTH, month);
  }

  /** The calendar quarter that a month lies in. */
  public static Period quarterOf(int month) {
    return new Period(Kind.QUARTER, Months.lastOfQuarter(month));
  }

  /** The twelve months that end with a month. */
  public static Period yearTo(int month) {
    return new Period(Kind.TRAILING_YEAR, month);
  }

  /** Its first month. */
  public int firstMonth() {
    return lastMonth - kind.months() + 1;
  }

  /** Its first instant, in milliseconds since 1970 UTC. */
  public long startMillis() {
    return Months.startMillis(firstMonth());
  }

  /** The first instant after it, in milliseconds since 1970 UTC. */
  public long endMillis() {
    return Months.startMillis(lastMonth + 1);
  }

  /** The period of the same kind a quarter before. */
  public Period quarterBefore() {
    return new Period(kind, lastMonth - MONTHS_PER_QUARTER);
  }

  /** As {@code 2026-03}, {@code 2026-Q1} or {@code 2026-03-ttm}. */
  public String id() {
    return switch (kind) {
      case BOOK -> Months.label(lastMonth) + "-book";
      case MONTH -> Months.label(lastMonth);
      case QUARTER ->
          "%04d-Q%d"
              .formatted(
                  Math.floorDiv(lastMonth, MONTHS_PER_YEAR),
                  Math.floorMod(lastMonth, MONTHS_PER_YEAR) / MONTHS_PER_QUARTER + 1);
      case TRAILING_YEAR -> Months.label(lastMonth) + "-ttm";
    };
  }

  /** Of periods near each other far apart: sums are found by it. */
  @Override
  public int hashCode() {
    return (lastMonth * KINDS + kind.code()) * MIXER;
  }

  @Override
  public int compareTo(Period other) {
    return ORDER.compare(this, other);
  }
}
