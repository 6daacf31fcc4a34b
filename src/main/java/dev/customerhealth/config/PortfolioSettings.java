package dev.customerhealth.config;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * In what the portfolio is told.
 *
 * @param currency ISO 4217 code of the reporting currency
 * @param rates what one unit of another currency is worth in it, above zero, by ISO 4217 code
 */
public record PortfolioSettings(String currency, Map<String, BigDecimal> rates) {

  private static final Pattern CODE = Pattern.compile("[A-Z]{3}");
  private static final Pattern RATE = Pattern.compile("\\d{1,9}(\\.\\d{1,12})?");

  public PortfolioSettings {
    rates = Map.copyOf(rates);
  }

  /** US dollars only. */
  public static PortfolioSettings standard() {
    return new PortfolioSettings("USD", Map.of());
  }

  static PortfolioSettings read(SettingsReader values) {
    String currency =
        values.text(
            "portfolio.currency", "USD", CODE, "expected an ISO 4217 code, for instance EUR");
    Map<String, BigDecimal> rates = new TreeMap<>();
    values
        .group("portfolio.rates")
        .forEach(
            (name, value) -> {
              String code = name.toUpperCase(Locale.ROOT);
              String path = "portfolio.rates." + name;
              if (!CODE.matcher(code).matches()) {
                values.problem(path, value, "expected an ISO 4217 code, for instance EUR");
              } else if (!RATE.matcher(value.strip()).matches()
                  || new BigDecimal(value.strip()).signum() == 0) {
                values.problem(path, value, "expected what 1 " + code + " is worth in " + currency);
              } else {
                rates.put(code, new BigDecimal(value.strip()));
              }
            });
    return new PortfolioSettings(currency, rates);
  }
}
