package dev.customerhealth.testing;

import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.model.ModelDraft;

/** Models that look back a year, for tests. */
public final class YearModels {

  private YearModels() {}

  /** M0, but the logins of a year: accounts keep 365 days. */
  public static ScoringModel year() {
    return Notices.draft(
            """
            id: year
            version: 1
            extends: M0
            label: A year
            components:
              - id: product-usage
                measures:
                  - measure: login-frequency
                    window: 365d
                    score: {linear: {zero-at: 0, full-at: 250}}
            """)
        .model();
  }

  /** M0, but usage against that of the year before: accounts keep 730 days. */
  public static ScoringModel yearOnYear() {
    return yearOnYearDraft().model();
  }

  /** The same, as somebody would publish it. */
  public static ModelDraft yearOnYearDraft() {
    return yearOnYear("year-on-year", 1);
  }

  /** The same as a version of M0. */
  public static ModelDraft yearOnYearOfM0(int version) {
    return yearOnYear("M0", version);
  }

  private static ModelDraft yearOnYear(String id, int version) {
    return Notices.draft(
        """
        id: %s
        version: %d
        extends: M0
        label: Year on year
        components:
          - id: growth
            measures:
              - {measure: usage-growth, window: 365d}
        """
            .formatted(id, version));
  }

  /** One of them for all accounts, and the rules of the score. */
  public static HealthPolicy policy(ScoringModel model) {
    return new HealthPolicy(model, Presets.policy().rules());
  }
}
