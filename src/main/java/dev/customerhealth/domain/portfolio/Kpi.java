package dev.customerhealth.domain.portfolio;

/** A figure of the portfolio: its id in section 6, its name, its unit and its benchmark. */
public enum Kpi {
  NRR("R1", "nrr", Unit.PERCENT),
  NRR_GROSS("R1", "nrr-gross-movements", Unit.PERCENT),
  GRR("R3", "grr", Unit.PERCENT),
  GRR_GROSS("R3", "grr-gross-movements", Unit.PERCENT),
  GRR_CHURN_ONLY("R3", "grr-churn-only", Unit.PERCENT),
  LOGO_RETENTION("R5", "logo-retention", Unit.PERCENT),
  REVENUE_CHURN("R6", "revenue-churn", Unit.PERCENT),
  LOGO_CHURN("R6", "logo-churn", Unit.PERCENT),
  CHURNED_MRR("R6", "churned-mrr", Unit.MONEY),
  EXPANSION_RATE("R7", "expansion-rate", Unit.PERCENT),
  EXPANSION_MRR("R7", "expansion-mrr", Unit.MONEY),
  CONTRACTION_RATE("R9", "contraction-rate", Unit.PERCENT),
  CONTRACTION_MRR("R9", "contraction-mrr", Unit.MONEY),
  UPSELL_RATE("R10", "upsell-rate", Unit.PERCENT),
  CROSS_SELL_RATE("R10", "cross-sell-rate", Unit.PERCENT),
  RENEWAL_RATE_LOGO("R11", "renewal-rate-logo", Unit.PERCENT),
  RENEWAL_RATE_VALUE("R11", "renewal-rate-value", Unit.PERCENT),
  RENEWALS_DUE("R12", "renewals-due", Unit.MONEY),
  RENEWAL_FORECAST("R12", "renewal-forecast", Unit.MONEY),
  RENEWED("R12", "renewed", Unit.MONEY),
  RENEWAL_FORESEEN("R13", "renewal-foreseen", Unit.MONEY),
  FORECAST_ACCURACY("R13", "forecast-accuracy", Unit.PERCENT),
  DAYS_TO_RENEWAL("R14", "time-to-renewal", Unit.DAYS),
  LIFETIME_VALUE("R15", "lifetime-value", Unit.MONEY),
  CAC_PAYBACK("R16", "cac-payback", Unit.MONTHS),
  ARR("R17", "arr", Unit.MONEY),
  ARR_GROWTH("R17", "arr-growth", Unit.PERCENT),
  ACCOUNTS_PER_CSM("R20", "accounts-per-csm", Unit.COUNT),
  ARR_PER_CSM("R21", "arr-per-csm", Unit.MONEY),
  NPS("R23", "nps", Unit.POINTS),
  CSAT("R24", "csat", Unit.PERCENT),
  CES("R25", "ces", Unit.POINTS),
  TIME_TO_FIRST_VALUE("R26", "time-to-first-value", Unit.DAYS),
  ADOPTION_RATE("R31", "adoption-rate", Unit.PERCENT),
  ADOPTION_DEPTH("R31", "adoption-depth", Unit.COUNT),
  SPONSOR_COVERAGE("R34", "sponsor-coverage", Unit.PERCENT),
  CONTACT_COVERAGE("R35", "contact-coverage", Unit.COUNT),
  ACCOUNTS("R42", "accounts", Unit.COUNT),
  SCORE_COVERAGE("R42", "score-coverage", Unit.PERCENT),
  AT_RISK_RATE("R43", "at-risk-rate", Unit.PERCENT),
  AT_RISK_ACCOUNTS("R43", "at-risk-accounts", Unit.COUNT),
  AT_RISK_ARR("R43", "at-risk-arr", Unit.MONEY),
  SCORE_AUC("R44", "score-auc", Unit.POINTS),
  SCORE_LIFT("R44", "score-lift", Unit.POINTS),
  EXPANSION_PIPELINE("E22", "expansion-pipeline", Unit.MONEY),
  // Of the customers whose score at the start was in a range, who left.
  CHURN_HEALTHY("R44", "churn-healthy", Unit.PERCENT),
  CHURN_STABLE("R44", "churn-stable", Unit.PERCENT),
  CHURN_AT_RISK("R44", "churn-at-risk", Unit.PERCENT),
  CHURN_CRITICAL("R44", "churn-critical", Unit.PERCENT),
  CHURN_EMERGENCY("R44", "churn-emergency", Unit.PERCENT);

  private final String id;
  private final String label;
  private final Unit unit;

  Kpi(String id, String label, Unit unit) {
    this.id = id;
    this.label = label;
    this.unit = unit;
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

  /** Whether it is a share of the accounts whose score at the start was in a range (R44). */
  public boolean isChurnByScore() {
    return switch (this) {
      case CHURN_HEALTHY, CHURN_STABLE, CHURN_AT_RISK, CHURN_CRITICAL, CHURN_EMERGENCY -> true;
      default -> false;
    };
  }

  /** What values of the whole book are held to be good; bounds of money in US dollars. */
  public Benchmark benchmark() {
    return Benchmarks.of(this);
  }
}
