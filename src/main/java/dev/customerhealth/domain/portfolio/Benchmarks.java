package dev.customerhealth.domain.portfolio;

import static dev.customerhealth.domain.portfolio.Benchmark.act;
import static dev.customerhealth.domain.portfolio.Benchmark.good;
import static dev.customerhealth.domain.portfolio.Benchmark.plain;
import static dev.customerhealth.domain.portfolio.Benchmark.watch;

import java.util.Locale;

/**
 * The benchmarks of section 6, last column. A bound belongs to the range above it, but where the
 * section says that only more than it does.
 */
final class Benchmarks {
  private static final Benchmark NRR =
      Benchmark.of(
          act("critical", 0),
          watch("below-average", 90),
          plain("good", 100),
          good("great", 110),
          good("excellent", Math.nextUp(120.0)));
  private static final Benchmark GRR =
      Benchmark.of(
          act("critical", 0),
          watch("below-average", 80),
          plain("average", 85),
          good("good", 90),
          good("excellent", Math.nextUp(95.0)));
  private static final Benchmark RENEWAL_RATE =
      Benchmark.of(
          act("low", 0), watch("below-average", 85), good("good", 90), good("excellent", 95));
  private static final Benchmark EXPANSION_RATE =
      Benchmark.of(
          watch("limited", 0),
          plain("moderate", 10),
          good("strong", 20),
          good("excellent", 30),
          good("exceptional", 40));
  private static final Benchmark FORECAST_ACCURACY =
      Benchmark.of(watch("off", 0), good("on-target", 90));
  private static final Benchmark ACCOUNTS_PER_CSM =
      Benchmark.of(
          plain("very-few", 0),
          plain("high-touch", 10),
          plain("mid-touch", 50),
          plain("low-touch", 100),
          plain("pooled", 250),
          plain("tech-touch", 300));
  private static final Benchmark ARR_PER_CSM =
      Benchmark.of(
          plain("under-smb", 0), plain("smb", 1e6), plain("enterprise", 2e6), plain("over", 5e6));
  private static final Benchmark ARR_PER_CSM_OF_SMB =
      Benchmark.of(plain("under-smb", 0), plain("smb", 1e6), plain("over", 2e6));
  private static final Benchmark ARR_PER_CSM_OF_LARGER =
      Benchmark.of(plain("under-enterprise", 0), plain("enterprise", 2e6), plain("over", 5e6));
  private static final Benchmark NPS =
      Benchmark.of(
          act("negative", -100),
          watch("fair", 0),
          plain("good", 30),
          good("great", 50),
          good("excellent", Math.nextUp(70.0)));
  private static final Benchmark CSAT =
      Benchmark.of(
          act("poor", 0),
          watch("fair", 70),
          good("good", 80),
          good("excellent", Math.nextUp(90.0)));
  private static final Benchmark CES =
      Benchmark.of(good("good", 1), plain("average", 3), act("risk", Math.nextUp(5.0)));
  private static final Benchmark CONTACT_COVERAGE =
      Benchmark.of(watch("single-threaded", 0), good("multi-threaded", 3));
  private static final Benchmark SCORE_COVERAGE =
      Benchmark.of(watch("incomplete", 0), good("complete", 100));
  private static final Benchmark AT_RISK_RATE =
      Benchmark.of(
          good("healthy", 0),
          plain("normal", 5),
          watch("elevated", 10),
          act("trouble", Math.nextUp(20.0)));

  private Benchmarks() {}

  /**
   * That of a part of the book: a manager of small customers has less revenue than one of large
   * ones (R21). Which segment is which is told by its name alone; one of another name is measured
   * as the whole book is.
   *
   * @param segment the segment; null for all
   */
  static Benchmark of(Kpi kpi, String segment) {
    if (kpi == Kpi.ARR_PER_CSM && segment != null) {
      String name = segment.toLowerCase(Locale.ROOT);
      if (name.startsWith("smb") || name.startsWith("small")) {
        return ARR_PER_CSM_OF_SMB;
      }
      if (name.startsWith("mid") || name.startsWith("enterprise")) {
        return ARR_PER_CSM_OF_LARGER;
      }
    }
    return of(kpi);
  }

  static Benchmark of(Kpi kpi) {
    return switch (kpi) {
      case NRR, NRR_GROSS -> NRR;
      case GRR, GRR_GROSS -> GRR;
      case GRR_CHURN_ONLY,
          LOGO_RETENTION,
          REVENUE_CHURN,
          LOGO_CHURN,
          CHURNED_MRR,
          EXPANSION_MRR,
          CONTRACTION_RATE,
          CONTRACTION_MRR,
          UPSELL_RATE,
          CROSS_SELL_RATE,
          RENEWALS_DUE,
          RENEWAL_FORECAST,
          RENEWED,
          RENEWAL_FORESEEN,
          DAYS_TO_RENEWAL,
          LIFETIME_VALUE,
          CAC_PAYBACK,
          ARR,
          ARR_GROWTH,
          TIME_TO_FIRST_VALUE,
          ADOPTION_RATE,
          ADOPTION_DEPTH,
          SPONSOR_COVERAGE,
          ACCOUNTS,
          AT_RISK_ACCOUNTS,
          AT_RISK_ARR,
          SCORE_AUC,
          SCORE_LIFT,
          EXPANSION_PIPELINE,
          CHURN_HEALTHY,
          CHURN_STABLE,
          CHURN_AT_RISK,
          CHURN_CRITICAL,
          CHURN_EMERGENCY ->
          Benchmark.NONE;
      case EXPANSION_RATE -> EXPANSION_RATE;
      case RENEWAL_RATE_LOGO, RENEWAL_RATE_VALUE -> RENEWAL_RATE;
      case FORECAST_ACCURACY -> FORECAST_ACCURACY;
      case ACCOUNTS_PER_CSM -> ACCOUNTS_PER_CSM;
      case ARR_PER_CSM -> ARR_PER_CSM;
      case NPS -> NPS;
      case CSAT -> CSAT;
      case CES -> CES;
      case CONTACT_COVERAGE -> CONTACT_COVERAGE;
      case SCORE_COVERAGE -> SCORE_COVERAGE;
      case AT_RISK_RATE -> AT_RISK_RATE;
    };
  }
}
