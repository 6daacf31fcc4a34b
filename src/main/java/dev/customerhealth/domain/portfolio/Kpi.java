package dev.customerhealth.domain.portfolio;

import static dev.customerhealth.domain.portfolio.Benchmark.act;
import static dev.customerhealth.domain.portfolio.Benchmark.good;
import static dev.customerhealth.domain.portfolio.Benchmark.plain;
import static dev.customerhealth.domain.portfolio.Benchmark.watch;

/** A figure of the portfolio: its id in section 6, its name, its unit and its benchmark. */
public enum Kpi {
  NRR("R1", "nrr", Unit.PERCENT, Nrr.BENCHMARK),
  NRR_GROSS("R1", "nrr-gross-movements", Unit.PERCENT, Nrr.BENCHMARK),
  GRR("R3", "grr", Unit.PERCENT, Grr.BENCHMARK),
  GRR_GROSS("R3", "grr-gross-movements", Unit.PERCENT, Grr.BENCHMARK),
  GRR_CHURN_ONLY("R3", "grr-churn-only", Unit.PERCENT, Benchmark.NONE),
  LOGO_RETENTION("R5", "logo-retention", Unit.PERCENT, Benchmark.NONE),
  REVENUE_CHURN("R6", "revenue-churn", Unit.PERCENT, Benchmark.NONE),
  LOGO_CHURN("R6", "logo-churn", Unit.PERCENT, Benchmark.NONE),
  CHURNED_MRR("R6", "churned-mrr", Unit.MONEY, Benchmark.NONE),
  EXPANSION_RATE(
      "R7",
      "expansion-rate",
      Unit.PERCENT,
      Benchmark.of(
          watch("limited", 0),
          plain("moderate", 10),
          good("strong", 20),
          good("excellent", 30),
          good("exceptional", 40))),
  EXPANSION_MRR("R7", "expansion-mrr", Unit.MONEY, Benchmark.NONE),
  CONTRACTION_RATE("R9", "contraction-rate", Unit.PERCENT, Benchmark.NONE),
  CONTRACTION_MRR("R9", "contraction-mrr", Unit.MONEY, Benchmark.NONE),
  UPSELL_RATE("R10", "upsell-rate", Unit.PERCENT, Benchmark.NONE),
  CROSS_SELL_RATE("R10", "cross-sell-rate", Unit.PERCENT, Benchmark.NONE),
  RENEWAL_RATE_LOGO("R11", "renewal-rate-logo", Unit.PERCENT, Renewal.BENCHMARK),
  RENEWAL_RATE_VALUE("R11", "renewal-rate-value", Unit.PERCENT, Renewal.BENCHMARK),
  RENEWALS_DUE("R12", "renewals-due", Unit.MONEY, Benchmark.NONE),
  RENEWAL_FORECAST("R12", "renewal-forecast", Unit.MONEY, Benchmark.NONE),
  RENEWED("R12", "renewed", Unit.MONEY, Benchmark.NONE),
  FORECAST_ACCURACY(
      "R13",
      "forecast-accuracy",
      Unit.PERCENT,
      Benchmark.of(watch("off", 0), good("on-target", 90))),
  DAYS_TO_RENEWAL("R14", "time-to-renewal", Unit.DAYS, Benchmark.NONE),
  LIFETIME_VALUE("R15", "lifetime-value", Unit.MONEY, Benchmark.NONE),
  CAC_PAYBACK("R16", "cac-payback", Unit.MONTHS, Benchmark.NONE),
  ARR("R17", "arr", Unit.MONEY, Benchmark.NONE),
  ARR_GROWTH("R17", "arr-growth", Unit.PERCENT, Benchmark.NONE),
  ACCOUNTS_PER_CSM(
      "R20",
      "accounts-per-csm",
      Unit.COUNT,
      Benchmark.of(
          plain("very-few", 0),
          plain("high-touch", 10),
          plain("mid-touch", 50),
          plain("low-touch", 100),
          plain("pooled", 250),
          plain("tech-touch", 300))),
  ARR_PER_CSM(
      "R21",
      "arr-per-csm",
      Unit.MONEY,
      Benchmark.of(
          plain("under-smb", 0), plain("smb", 1e6), plain("enterprise", 2e6), plain("over", 5e6))),
  NPS(
      "R23",
      "nps",
      Unit.POINTS,
      Benchmark.of(
          act("negative", -100),
          watch("fair", 0),
          plain("good", 30),
          good("great", 50),
          good("excellent", Math.nextUp(70.0)))),
  CSAT(
      "R24",
      "csat",
      Unit.PERCENT,
      Benchmark.of(
          act("poor", 0),
          watch("fair", 70),
          good("good", 80),
          good("excellent", Math.nextUp(90.0)))),
  CES(
      "R25",
      "ces",
      Unit.POINTS,
      Benchmark.of(good("good", 1), plain("average", 3), act("risk", Math.nextUp(5.0)))),
  TIME_TO_FIRST_VALUE("R26", "time-to-first-value", Unit.DAYS, Benchmark.NONE),
  ADOPTION_RATE("R31", "adoption-rate", Unit.PERCENT, Benchmark.NONE),
  ADOPTION_DEPTH("R31", "adoption-depth", Unit.COUNT, Benchmark.NONE),
  SPONSOR_COVERAGE("R34", "sponsor-coverage", Unit.PERCENT, Benchmark.NONE),
  CONTACT_COVERAGE(
      "R35",
      "contact-coverage",
      Unit.COUNT,
      Benchmark.of(watch("single-threaded", 0), good("multi-threaded", 3))),
  ACCOUNTS("R42", "accounts", Unit.COUNT, Benchmark.NONE),
  SCORE_COVERAGE(
      "R42",
      "score-coverage",
      Unit.PERCENT,
      Benchmark.of(watch("incomplete", 0), good("complete", 100))),
  AT_RISK_RATE(
      "R43",
      "at-risk-rate",
      Unit.PERCENT,
      Benchmark.of(
          good("healthy", 0),
          plain("normal", 5),
          watch("elevated", 10),
          act("trouble", Math.nextUp(20.0)))),
  AT_RISK_ACCOUNTS("R43", "at-risk-accounts", Unit.COUNT, Benchmark.NONE),
  AT_RISK_ARR("R43", "at-risk-arr", Unit.MONEY, Benchmark.NONE),
  SCORE_AUC("R44", "score-auc", Unit.POINTS, Benchmark.NONE),
  SCORE_LIFT("R44", "score-lift", Unit.POINTS, Benchmark.NONE),
  EXPANSION_PIPELINE("E22", "expansion-pipeline", Unit.MONEY, Benchmark.NONE);

  private final String id;
  private final String label;
  private final Unit unit;
  private final Benchmark benchmark;

  Kpi(String id, String label, Unit unit, Benchmark benchmark) {
    this.id = id;
    this.label = label;
    this.unit = unit;
    this.benchmark = benchmark;
  }

  /** In what a value is said. */
  public enum Unit {
    PERCENT,
    /** Minor units of the reporting currency. */
    MONEY,
    COUNT,
    DAYS,
    MONTHS,
    POINTS
  }

  /** Its id in section 6, as {@code R1}; of a fact that no KPI is named for, that of the fact. */
  public String id() {
    return id;
  }

  /** Its name, as {@code logo-retention}; unlike the id no two have the same. */
  public String label() {
    return label;
  }

  /** Its place among all, from 0. */
  public int place() {
    return compareTo(NRR);
  }

  /** In what its values are said. */
  public Unit unit() {
    return unit;
  }

  /** What values are held to be good; bounds of money in major units. */
  public Benchmark benchmark() {
    return benchmark;
  }

  /** Shared by the two ways of counting. */
  private static final class Nrr {
    static final Benchmark BENCHMARK =
        Benchmark.of(
            act("critical", 0),
            watch("below-average", 90),
            plain("good", 100),
            good("great", 110),
            good("excellent", Math.nextUp(120.0)));
  }

  private static final class Grr {
    static final Benchmark BENCHMARK =
        Benchmark.of(
            act("critical", 0),
            watch("below-average", 80),
            plain("average", 85),
            good("good", 90),
            good("excellent", Math.nextUp(95.0)));
  }

  private static final class Renewal {
    static final Benchmark BENCHMARK =
        Benchmark.of(
            act("low", 0), watch("below-average", 85), good("good", 90), good("excellent", 95));
  }
}
