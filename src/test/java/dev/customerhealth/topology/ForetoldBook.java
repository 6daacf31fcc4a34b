package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.PortfolioHealth;
import dev.customerhealth.avro.PortfolioKpi;
import dev.customerhealth.avro.PortfolioKpiStatus;
import dev.customerhealth.domain.fleet.FleetRules;
import dev.customerhealth.domain.portfolio.BookNews;
import dev.customerhealth.domain.portfolio.Field;
import dev.customerhealth.domain.portfolio.Months;
import dev.customerhealth.domain.portfolio.NaiveBook;
import dev.customerhealth.domain.portfolio.Period;
import dev.customerhealth.domain.portfolio.Rates;
import dev.customerhealth.domain.portfolio.Slice;
import dev.customerhealth.domain.portfolio.Tally;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.intake.IntakeLimits;
import dev.customerhealth.oracle.Given;
import dev.customerhealth.publication.ConsoleLinks;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the book must say of money in the end, whatever happened to the processes that made it: by
 * {@link NaiveBook}, from what was sent.
 */
final class ForetoldBook {
  /** Histories are in euros; a rate that is not 1 shows where one was not applied, or twice. */
  private static final Rates RATES = new Rates("USD", Map.of("EUR", new BigDecimal("1.1")));

  private ForetoldBook() {}

  /** The standard settings, for a book with a rate. */
  static TopologySettings settings() {
    return new TopologySettings(
        IntakeLimits.standard(), 10_000, 1_000, 3, ConsoleLinks.NONE, FleetRules.NONE, RATES);
  }

  /**
   * Compares the money of the whole book, month by month, by quarters and years.
   *
   * @param told the last record of each key
   */
  static void assertToldOf(List<Given> history, Collection<PortfolioHealth> told) {
    NaiveBook book = new NaiveBook(RATES);
    for (Given given : history) {
      if (given.signal() instanceof SubscriptionSignal fact) {
        book.tell(new BookNews.OfAccount(fact.accountId(), null, fact, 0));
      }
    }
    int periods = 0;
    int moved = 0;
    for (PortfolioHealth record : told) {
      if (record.getSlice().equals(Slice.ALL.id())) {
        Map<String, Double> foretold = foretold(book.span(period(record), Slice.ALL));
        assertThat(money(record, foretold.keySet()))
            .as("%s as of %s", record.getPeriodId(), record.getAsOf())
            .isEqualTo(foretold);
        periods++;
        moved += !foretold.get("nrr").isNaN() && foretold.get("nrr") != 100 ? 1 : 0;
      }
    }
    assertThat(periods).as("periods compared").isGreaterThan(5);
    assertThat(moved).as("periods in which customers came to pay something else").isPositive();
  }

  private static Period period(PortfolioHealth told) {
    int last = Months.ofDay((int) told.getLastDay().toEpochDay());
    return switch (told.getPeriod()) {
      case MONTH -> Period.month(last);
      case QUARTER -> Period.quarterOf(last);
      case TRAILING_YEAR -> Period.yearTo(last);
      case UNKNOWN -> throw new IllegalArgumentException("of no period: " + told.getPeriodId());
    };
  }

  /** By the formulas of section 6; NaN where nobody was there at the start. */
  private static Map<String, Double> foretold(Tally sums) {
    double start = sums.get(Field.START_MRR);
    double logos = sums.get(Field.START_LOGOS);
    double lost = sums.get(Field.CONTRACTION) + sums.get(Field.CHURN);
    double lostOnTheWay = sums.get(Field.GROSS_CONTRACTION) + sums.get(Field.GROSS_CHURN);
    Map<String, Double> values = new TreeMap<>();
    values.put("nrr", 100 * (start + sums.get(Field.EXPANSION) - lost) / start);
    values.put(
        "nrr-gross-movements",
        100 * (start + sums.get(Field.GROSS_EXPANSION) - lostOnTheWay) / start);
    values.put("grr", 100 * (start - lost) / start);
    values.put(
        "logo-retention", 100.0 * (sums.get(Field.END_LOGOS) - sums.get(Field.NEW_LOGOS)) / logos);
    values.put("expansion-mrr", (double) sums.get(Field.EXPANSION));
    values.put("contraction-mrr", (double) sums.get(Field.CONTRACTION));
    values.put("churned-mrr", (double) sums.get(Field.CHURN));
    values.put("arr", 12.0 * sums.get(Field.END_MRR));
    return values;
  }

  private static Map<String, Double> money(PortfolioHealth told, Collection<String> names) {
    Map<String, Double> values = new TreeMap<>();
    for (PortfolioKpi kpi : told.getKpis()) {
      if (names.contains(kpi.getName())) {
        assertThat(kpi.getStatus())
            .as("%s of %s", kpi.getName(), told.getPeriodId())
            .isNotEqualTo(PortfolioKpiStatus.NO_RATE);
        values.put(kpi.getName(), kpi.getValue() == null ? Double.NaN : kpi.getValue());
      }
    }
    return values;
  }
}
