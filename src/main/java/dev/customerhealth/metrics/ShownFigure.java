package dev.customerhealth.metrics;

import io.micrometer.core.instrument.Tags;

/**
 * One number of the book of business, as a series.
 *
 * @param gauge its family
 * @param scope what the book is divided by
 * @param group the part; {@link #WHOLE} for the whole book
 * @param more other labels: period, at, band, currency, basis
 * @param value a ratio of 1, an amount in major units, or what the family says
 */
record ShownFigure(PortfolioGauge gauge, Scope scope, String group, Tags more, double value) {

  /** Group of the whole book. */
  static final String WHOLE = "all";

  /** Group of all parts that are too many to be shown each. */
  static final String OTHER = "(other)";

  /** What the book is divided by. */
  enum Scope {
    BOOK("book", 1),
    SEGMENT("segment", 20),
    /** The largest books; an installation with hundreds has another tool for each. */
    CSM("csm", 50),
    /** Free text of profiles: a country, or a continent. */
    REGION("region", 20),
    /** The months in which customers began, the latest. */
    COHORT("cohort", 24);

    private final String label;
    private final int most;

    Scope(String label, int most) {
      this.label = label;
      this.most = most;
    }

    String label() {
      return label;
    }

    /** Groups that are shown at most; beyond it Prometheus would fill with the data. */
    int most() {
      return most;
    }
  }
}
