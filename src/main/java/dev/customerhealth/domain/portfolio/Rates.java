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

  /** Monthly amounts of one account are taken for at most this, so that no sum overflows. */
  public static final long MOST_MINOR = 1_000_000_000_000L;

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
   * An amount in the reporting currency, in its minor units; {@link #UNKNOWN} without a rate.
   *
   * @param minor in minor units of its currency, at least 0
   * @param from ISO 4217 code; null is taken for the reporting currency
   */
  public long convert(long minor, String from) {
    long bounded = Math.min(minor, MOST_MINOR);
    if (bounded == 0 || from == null || from.equals(currency)) {
      return bounded;
    }
    BigDecimal rate = worth.get(from);
    if (rate == null) {
      return UNKNOWN;
    }
    return BigDecimal.valueOf(bounded)
        .multiply(rate)
        .movePointRight(decimals(currency) - decimals(from))
        .min(BigDecimal.valueOf(MOST_MINOR))
        .setScale(0, RoundingMode.HALF_EVEN)
        .longValueExact();
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
    return currency + new TreeMap<>(worth);
  }

  /**
   * The number of a currency of three capital letters, from 0; any other text has that of ISO
   * 4217's code for no currency.
   */
  static int number(String code) {
    if (code.length() != CODE_LENGTH || code.chars().anyMatch(c -> c < 'A' || c > 'Z')) {
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
