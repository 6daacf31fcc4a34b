package dev.customerhealth.metrics;

import dev.customerhealth.domain.portfolio.Kpi;
import dev.customerhealth.domain.portfolio.ScoreRange;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The families of the book of business. What happened in a period has the labels period and at; how
 * the book stands has no period, and at only where a dashboard shows how it stood before.
 */
enum PortfolioGauge {
  NRR(
      Says.WHAT_HAPPENED,
      "nrr.ratio",
      "R1: revenue now of the customers at the start, over theirs then",
      Kpi.NRR),
  GRR(Says.WHAT_HAPPENED, "grr.ratio", "R3: the same without what was gained", Kpi.GRR),
  LOGO_RETENTION(
      Says.WHAT_HAPPENED,
      "logo.retention.ratio",
      "R5: customers of the start that are left",
      Kpi.LOGO_RETENTION),
  REVENUE_CHURN(
      Says.WHAT_HAPPENED,
      "revenue.churn.ratio",
      "R6: revenue at the start whose customers left",
      Kpi.REVENUE_CHURN),
  LOGO_CHURN(
      Says.WHAT_HAPPENED,
      "logo.churn.ratio",
      "R6: customers of the start that left",
      Kpi.LOGO_CHURN),
  EXPANSION(
      Says.WHAT_HAPPENED,
      "expansion.ratio",
      "R7: revenue gained over that of the start",
      Kpi.EXPANSION_RATE),
  CONTRACTION(
      Says.WHAT_HAPPENED,
      "contraction.ratio",
      "R9: revenue lost to downgrades over that of the start",
      Kpi.CONTRACTION_RATE),
  RENEWAL(
      Says.WHAT_HAPPENED,
      "renewal.ratio",
      "R11: renewed of what came due",
      Kpi.RENEWAL_RATE_LOGO,
      Kpi.RENEWAL_RATE_VALUE),
  NRR_GROSS(
      Says.WHAT_HAPPENED,
      "nrr.gross.movements.ratio",
      "R1 by the sum of all movements, ups and downs of one customer each for itself",
      Kpi.NRR_GROSS),
  GRR_GROSS(
      Says.WHAT_HAPPENED,
      "grr.gross.movements.ratio",
      "R3 by the sum of all losses",
      Kpi.GRR_GROSS),
  UPSELL(Says.WHAT_HAPPENED, "upsell.ratio", "R10: customers that pay more", Kpi.UPSELL_RATE),
  CROSS_SELL(
      Says.WHAT_HAPPENED,
      "cross.sell.ratio",
      "R10: customers with more product lines",
      Kpi.CROSS_SELL_RATE),
  FORECAST_ACCURACY(
      Says.WHAT_HAPPENED,
      "renewals.forecast.accuracy.ratio",
      "R13: how near the forecast of renewals was",
      Kpi.FORECAST_ACCURACY),
  CHURN_BY_SCORE(
      Says.WHAT_HAPPENED,
      "churn.by.score.ratio",
      "R44: of the customers with that score at the start, who left"),
  NPS(
      Says.WHAT_HAPPENED,
      "nps",
      "R23: promoters minus detractors, in percent of all answers",
      Kpi.NPS),
  CSAT(Says.WHAT_HAPPENED, "csat.ratio", "R24: satisfied answers of all", Kpi.CSAT),
  CES(Says.WHAT_HAPPENED, "ces", "R25: mean effort from 1 to 7, low is easy", Kpi.CES),
  AT_RISK(
      Says.HOW_IT_STANDS_AND_STOOD,
      "at.risk.ratio",
      "R43: accounts below 40 of those scored",
      Kpi.AT_RISK_RATE),
  AT_RISK_ACCOUNTS(
      Says.HOW_IT_STANDS_AND_STOOD,
      "at.risk.accounts",
      "R43: scored accounts below 40",
      Kpi.AT_RISK_ACCOUNTS),
  AT_RISK_ARR(
      Says.HOW_IT_STANDS_AND_STOOD,
      "at.risk.arr",
      "R43: yearly revenue of the accounts below 40",
      Kpi.AT_RISK_ARR),
  SCORE_COVERAGE(
      Says.HOW_IT_STANDS,
      "score.coverage.ratio",
      "R42: accounts with a score of all",
      Kpi.SCORE_COVERAGE),
  SPONSOR_COVERAGE(
      Says.HOW_IT_STANDS,
      "sponsor.coverage.ratio",
      "R34: accounts with an active sponsor of those that have a manager",
      Kpi.SPONSOR_COVERAGE),
  CONTACTS(
      Says.HOW_IT_STANDS,
      "contacts.per.account",
      "R35: engaged contacts per account",
      Kpi.CONTACT_COVERAGE),
  FIRST_VALUE(
      Says.HOW_IT_STANDS,
      "first.value.seconds",
      "R26: median time from the start of the contract to first value",
      Kpi.TIME_TO_FIRST_VALUE),
  ARR_GROWTH(
      Says.HOW_IT_STANDS,
      "arr.growth.ratio",
      "R17: yearly revenue over a year ago",
      Kpi.ARR_GROWTH),
  ADOPTION(
      Says.HOW_IT_STANDS, "adoption.ratio", "R31: accounts that use the core", Kpi.ADOPTION_RATE),
  FEATURES(
      Says.HOW_IT_STANDS, "features.per.account", "R31: mean features in use", Kpi.ADOPTION_DEPTH),
  TO_RENEWAL(
      Says.HOW_IT_STANDS, "to.renewal.seconds", "R14: mean time to renewal", Kpi.DAYS_TO_RENEWAL),
  PIPELINE(
      Says.HOW_IT_STANDS,
      "pipeline.arr",
      "Amount of open expansion opportunities",
      Kpi.EXPANSION_PIPELINE),
  ACCOUNTS(Says.HOW_IT_STANDS, "accounts", "Accounts by range of the score"),
  ARR(Says.HOW_IT_STANDS, "arr", "Yearly revenue by range of the score"),
  RENEWALS_DUE(
      Says.HOW_IT_STANDS,
      "renewals.due.arr",
      "R12: yearly revenue due for renewal this month and in the next two"),
  RENEWALS_FORECAST(
      Says.HOW_IT_STANDS,
      "renewals.forecast.arr",
      "R12: what is renewed of it, and what scores let expect of the rest"),
  ACCOUNT_AT_RISK(
      Says.HOW_IT_STANDS, "account.at.risk.arr", "Yearly revenue of the largest accounts below 40");

  private final Says says;
  private final String meter;
  private final String description;
  private final Kpi first;
  private final Kpi second;

  private enum Says {
    WHAT_HAPPENED,
    HOW_IT_STANDS,
    HOW_IT_STANDS_AND_STOOD
  }

  PortfolioGauge(Says says, String meter, String description) {
    this(says, meter, description, null, null);
  }

  PortfolioGauge(Says says, String meter, String description, Kpi kpi) {
    this(says, meter, description, kpi, null);
  }

  PortfolioGauge(Says says, String meter, String description, Kpi first, Kpi second) {
    this.says = says;
    this.meter = "customer.health.portfolio." + meter;
    this.description = description;
    this.first = first;
    this.second = second;
  }

  /** Whether it says how the book stands, not what happened in a period. */
  boolean isState() {
    return says != Says.WHAT_HAPPENED;
  }

  /** Whether it is shown as of a quarter ago, too, for the whole book. */
  boolean hasPast() {
    return says != Says.HOW_IT_STANDS;
  }

  /** Whether the values of two parts of the book are together the value of both. */
  boolean addsUp() {
    return switch (this) {
      case ACCOUNTS,
          ARR,
          AT_RISK_ACCOUNTS,
          AT_RISK_ARR,
          PIPELINE,
          RENEWALS_DUE,
          RENEWALS_FORECAST ->
          true;
      default -> false;
    };
  }

  /** As Micrometer writes it. */
  String meter() {
    return meter;
  }

  String description() {
    return description;
  }

  /** The KPIs it shows; none where it is no KPI but a list of them. */
  List<Kpi> kpis() {
    return this == CHURN_BY_SCORE
        ? List.of(
            Kpi.CHURN_HEALTHY,
            Kpi.CHURN_STABLE,
            Kpi.CHURN_AT_RISK,
            Kpi.CHURN_CRITICAL,
            Kpi.CHURN_EMERGENCY)
        : Stream.of(first, second).filter(Objects::nonNull).toList();
  }

  /** The labels that tell its KPIs apart. */
  static Tags basis(Kpi kpi) {
    return switch (kpi) {
      case RENEWAL_RATE_LOGO -> Tags.of(MeterNames.BASIS, "logo");
      case RENEWAL_RATE_VALUE -> Tags.of(MeterNames.BASIS, "value");
      case CHURN_HEALTHY -> band(ScoreRange.HEALTHY);
      case CHURN_STABLE -> band(ScoreRange.STABLE);
      case CHURN_AT_RISK -> band(ScoreRange.AT_RISK);
      case CHURN_CRITICAL -> band(ScoreRange.CRITICAL);
      case CHURN_EMERGENCY -> band(ScoreRange.EMERGENCY);
      default -> Tags.empty();
    };
  }

  private static Tags band(ScoreRange range) {
    return Tags.of(MeterNames.BAND, range.id());
  }
}
