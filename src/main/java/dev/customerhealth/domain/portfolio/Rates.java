package dev.customerhealth.domain.portfolio;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one currency the book is told in, and what others are worth in it. Rates are a table that
 * somebody sets: a KPI then moves because of customers, never because of a market. Each amount of
 * an account is converted and rounded to whole minor units by itself, so sums stay exact.
 *
 * @param currency ISO 4217 code of the reporting currency
 * @param worth what one major unit of another currency is worth in it, above zero, by code
 */
public record Rates(String currency, Map<String, BigDecimal> worth) {

  /** Stands for an amount that cannot be converted. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  /**
   * An amount of more than this, in minor units of the reporting currency, is taken for a mistake
   * and counts as one that cannot be converted: no sum of amounts up to it overflows.
   */
  public static final long MOST_MINOR = 1_000_000_000_000L;

  /** Another way of counting accounts has another number: all is then counted anew. */
  private static final String COUNTED = "4 ";

  private static final String DOLLAR = "USD";
  private static final int LETTERS = 26;

  /** ISO 4217. */
  private static final String NO_CURRENCY = "XXX";

  private static final int CODE_LENGTH = 3;
  private static final int TWO_DECIMALS = 2;

  public Rates {
    worth = Map.copyOf(new TreeMap<>(worth));
  }

  /** Every amount must be in this currency. */
  public static Rates only(String currency) {
    return new Rates(currency, Map.of());
  }

  /**
   * An amount in the reporting currency, in its minor units; {@link #UNKNOWN} without a rate, and
   * when it is more than {@link #MOST_MINOR}.
   *
   * @param minor in minor units of its currency, at least 0
   * @param from ISO 4217 code; null is taken for the reporting currency where no other has a rate,
   *     and for a currency without one in a book of several: nobody can say which of them was meant
   */
  public long convert(long minor, String from) {
    if (minor == 0) {
      return 0;
    }
    if (from == null ? worth.isEmpty() : from.equals(currency)) {
      return minor <= MOST_MINOR ? minor : UNKNOWN;
    }
    BigDecimal rate = from == null ? null : worth.get(from);
    if (rate == null) {
      return UNKNOWN;
    }
    BigDecimal converted =
        BigDecimal.valueOf(minor)
            .multiply(rate)
            .movePointRight(decimals(currency) - decimals(from))
            .setScale(0, RoundingMode.HALF_EVEN);
    return converted.compareTo(BigDecimal.valueOf(MOST_MINOR)) <= 0
        ? converted.longValueExact()
        : UNKNOWN;
  }

  /**
   * What a US dollar is worth in minor units of the reporting currency: benchmarks of money are in
   * dollars. NaN when no rate says.
   */
  public double minorPerDollar() {
    BigDecimal rate = currency.equals(DOLLAR) ? BigDecimal.ONE : worth.get(DOLLAR);
    return rate == null ? Double.NaN : rate.movePointRight(decimals(currency)).doubleValue();
  }

  /** Digits of a currency behind the point; two for a code that Java does not know. */
  public static int decimals(String code) {
    try {
      return Math.max(0, Currency.getInstance(code).getDefaultFractionDigits());
    } catch (IllegalArgumentException unknown) {
      return TWO_DECIMALS;
    }
  }

  /** What decides every conversion, as a text: another text means that sums must be made anew. */
  public String fingerprint() {
    return COUNTED + currency + new TreeMap<>(worth);
  }

  /**
   * Whether a fingerprint is of these rates, so that at most the way of counting is another one: an
   * upgrade of the service, and nothing that somebody set.
   */
  public boolean isSetAlike(String fingerprint) {
    String own = fingerprint();
    return fingerprint
        .substring(fingerprint.indexOf(' ') + 1)
        .equals(own.substring(COUNTED.length()));
  }

  /**
   * The number of a currency of three capital letters, from 0; any other text, and none, has that
   * of ISO 4217's code for no currency.
   */
  static int number(String code) {
    if (code == null
        || code.length() != CODE_LENGTH
        || code.chars().anyMatch(c -> c < 'A' || c > 'Z')) {
      return number(NO_CURRENCY);
    }
    return ((code.charAt(0) - 'A') * LETTERS + code.charAt(1) - 'A') * LETTERS
        + code.charAt(2)
        - 'A';
  }

  /** The code of such a number. */
  static String code(int number) {
    return new String(
        new char[] {
          (char) ('A' + number / (LETTERS * LETTERS)),
          (char) ('A' + number / LETTERS % LETTERS),
          (char) ('A' + number % LETTERS)
        });
  }
}
