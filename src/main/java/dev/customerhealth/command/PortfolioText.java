package dev.customerhealth.command;

import dev.customerhealth.avro.PortfolioHealth;
import dev.customerhealth.avro.PortfolioKpi;
import dev.customerhealth.avro.PortfolioKpiStatus;
import dev.customerhealth.avro.PortfolioPeriod;
import dev.customerhealth.avro.PortfolioRenewals;
import dev.customerhealth.avro.PortfolioRiskyAccount;
import dev.customerhealth.avro.PortfolioScoreRange;
import dev.customerhealth.avro.Restatement;
import dev.customerhealth.domain.portfolio.Kpi;
import dev.customerhealth.domain.portfolio.Rates;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of a slice of the book for a terminal. */
final class PortfolioText {
  private static final double TEN = 10;
  private static final int MOST_AT_RISK = 10;
  private static final List<PortfolioPeriod> WINDOWS =
      List.of(PortfolioPeriod.MONTH, PortfolioPeriod.QUARTER, PortfolioPeriod.TRAILING_YEAR);

  private final Map<PortfolioPeriod, PortfolioHealth> told;
  private final List<String> lines = new ArrayList<>();

  private PortfolioText(Map<PortfolioPeriod, PortfolioHealth> told) {
    this.told = told;
  }

  /**
   * The text of a slice.
   *
   * @param month the month the periods end with; null for the latest
   */
  static PortfolioText of(Collection<PortfolioHealth> records, String slice, String month) {
    Map<PortfolioPeriod, PortfolioHealth> latest = new EnumMap<>(PortfolioPeriod.class);
    for (PortfolioHealth record : records) {
      if (record != null && record.getSlice().equals(slice) && endsWith(record, month)) {
        latest.merge(
            record.getPeriod(),
            record,
            (one, other) -> one.getLastDay().isAfter(other.getLastDay()) ? one : other);
      }
    }
    return new PortfolioText(latest);
  }

  private static boolean endsWith(PortfolioHealth record, String month) {
    return month == null || YearMonth.from(record.getLastDay()).toString().equals(month);
  }

  /** Whether nothing was told. */
  boolean isEmpty() {
    return told.isEmpty();
  }

  /** The lines. */
  List<String> lines() {
    PortfolioHealth any =
        Collections.max(told.values(), Comparator.comparingInt(record -> record.getKpis().size()));
    lines.add(
        PrintableText.of(
            "%s, as of %s, money in %s"
                .formatted(any.getSlice(), any.getAsOf(), any.getCurrency())));
    if (!any.getCurrenciesWithoutRate().isEmpty()) {
      lines.add(
          "no rate for "
              + String.join(", ", any.getCurrenciesWithoutRate())
              + ": figures made of it are not told; set portfolio.rates");
    }
    lines.add("");
    kpis(any);
    PortfolioHealth month = told.getOrDefault(PortfolioPeriod.MONTH, any);
    ranges(month);
    ahead(month);
    atRisk(month);
    restatements();
    return lines;
  }

  private void kpis(PortfolioHealth any) {
    lines.add(
        row(
            "figure",
            "id",
            heading(PortfolioPeriod.MONTH),
            heading(PortfolioPeriod.QUARTER),
            heading(PortfolioPeriod.TRAILING_YEAR),
            "change on quarter",
            "benchmark"));
    for (PortfolioKpi shown : any.getKpis()) {
      List<String> cells = new ArrayList<>(List.of(shown.getName(), shown.getId()));
      PortfolioKpi longest = shown;
      for (PortfolioPeriod window : WINDOWS) {
        PortfolioHealth record = told.get(window);
        PortfolioKpi kpi = record == null ? null : named(record, shown.getName());
        cells.add(kpi == null ? "" : value(record, kpi));
        longest = kpi == null ? longest : kpi;
      }
      cells.add(change(any, longest));
      cells.add(longest.getBand() == null ? "" : longest.getBand());
      lines.add(row(cells.toArray()));
    }
    if (named(any, Kpi.ARR.label()) != null) {
      lines.add("");
      lines.add("arr is what subscriptions pay a year; who told none has no part in it");
    }
  }

  /** Records of an earlier version lack some; null when there is none of that name. */
  private static PortfolioKpi named(PortfolioHealth record, String name) {
    return record.getKpis().stream()
        .filter(kpi -> kpi.getName().equals(name))
        .findFirst()
        .orElse(null);
  }

  private String heading(PortfolioPeriod window) {
    PortfolioHealth record = told.get(window);
    return record == null ? "" : record.getPeriodId();
  }

  private static String value(PortfolioHealth record, PortfolioKpi kpi) {
    if (kpi.getValue() == null) {
      return kpi.getStatus() == PortfolioKpiStatus.NO_RATE ? "no rate" : "-";
    }
    return number(record, kpi, kpi.getValue()) + sample(kpi);
  }

  /** Of few accounts a share says little: how many left, and of how many. */
  private static String sample(PortfolioKpi kpi) {
    return kpi.getId().equals(Kpi.SCORE_AUC.id()) && kpi.getDenominator() != null
        ? " (%d/%d)".formatted(kpi.getNumerator(), kpi.getDenominator())
        : "";
  }

  private static String number(PortfolioHealth record, PortfolioKpi kpi, double value) {
    return switch (kpi.getUnit()) {
      case PERCENT -> String.format(Locale.ROOT, "%.1f%%", value);
      case MONEY -> money(record, value);
      case COUNT, DAYS, MONTHS, POINTS, UNKNOWN ->
          value == Math.rint(value)
              ? String.format(Locale.ROOT, "%.0f", value)
              : String.format(Locale.ROOT, "%.2f", value);
    };
  }

  private static String money(PortfolioHealth record, double minor) {
    return String.format(
        Locale.ROOT, "%,.0f", minor / Math.pow(TEN, Rates.decimals(record.getCurrency())));
  }

  private static String money(PortfolioHealth record, long minor, boolean known) {
    return known ? money(record, (double) minor) : "-";
  }

  private static String change(PortfolioHealth record, PortfolioKpi kpi) {
    if (kpi.getValue() == null || kpi.getQuarterAgo() == null) {
      return "";
    }
    double change = kpi.getValue() - kpi.getQuarterAgo();
    return (change >= 0 ? "+" : "") + number(record, kpi, change);
  }

  private void ranges(PortfolioHealth record) {
    lines.add("");
    lines.add("customers by score, and what they pay by subscription, else by profile");
    for (PortfolioScoreRange range : record.getScoreRanges()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-10s %7d accounts  %16s a year  renews with %.0f%%%s",
              range.getId(),
              range.getAccounts(),
              money(record, range.getArrMinor(), range.getArrKnown()),
              range.getRenewalPercent(),
              range.getRenewalObserved() ? " (observed)" : ""));
    }
  }

  private void ahead(PortfolioHealth record) {
    if (record.getRenewalsAhead().isEmpty()) {
      return;
    }
    lines.add("");
    lines.add("renewals to come");
    for (PortfolioRenewals month : record.getRenewalsAhead()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %s %5d due  %16s a year  forecast %16s",
              month.getMonth(),
              month.getDue(),
              money(record, month.getDueArrMinor(), month.getArrKnown()),
              money(record, month.getForecastArrMinor(), month.getArrKnown())));
    }
  }

  private void atRisk(PortfolioHealth record) {
    if (record.getMostAtRisk().isEmpty()) {
      return;
    }
    lines.add("");
    lines.add("scored below 40, by what they pay");
    record.getMostAtRisk().stream()
        .limit(MOST_AT_RISK)
        .forEach(account -> lines.add(PrintableText.of(risky(record, account))));
  }

  private static String risky(PortfolioHealth record, PortfolioRiskyAccount account) {
    return String.format(
        Locale.ROOT,
        "  %-24s score %5.1f  %16s a year  %s",
        account.getAccountId(),
        account.getScore(),
        money(record, account.getArrMinor(), account.getArrKnown()),
        account.getCsmId() == null ? "nobody" : account.getCsmId());
  }

  private void restatements() {
    for (PortfolioHealth record : told.values()) {
      for (Restatement cause : record.getRestatedBy()) {
        lines.add(
            PrintableText.of(
                "%s was restated (revision %d): %s of %s on %s"
                    .formatted(
                        record.getPeriodId(),
                        record.getRevision(),
                        cause.getKind(),
                        cause.getAccountId(),
                        cause.getOccurredAt())));
      }
    }
  }

  private static String row(Object... cells) {
    return PrintableText.of(String.format(Locale.ROOT, "%-22s %-4s %16s %16s %16s %18s  %s", cells))
        .stripTrailing();
  }
}
