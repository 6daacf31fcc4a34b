package dev.customerhealth.topology;

import dev.customerhealth.domain.portfolio.PortfolioFigures;
import dev.customerhealth.domain.portfolio.RiskyAccount;
import java.util.List;

/**
 * Who is told the figures of the portfolio, and what could not be counted in them. Figures are told
 * by the process that merges the book only: one of all instances. Called on stream threads; an
 * implementation must be thread safe, quick, and must not throw.
 */
public interface PortfolioMetrics {

  /**
   * The figures of a slice and period as they are now; told anew when they change, and after a
   * start. Periods that are over are told, too.
   */
  void told(PortfolioFigures figures);

  /**
   * The customers at risk that pay most (R43), first who pays most, at most 25.
   *
   * @param currency of what they pay
   */
  void atRisk(String currency, List<RiskyAccount> accounts);

  /** The book is merged elsewhere from now on: what was told here grows old. */
  void gone();

  /**
   * Facts of an account were given up that may still count, because it has more than are kept.
   * Alert when it grows: its closed figures may be wrong from now on.
   *
   * @param count at least 1
   */
  void factsForgotten(long count);

  /**
   * A fact came about a month so long past that it is not restated any more: what was told of that
   * month stands, although it is wrong.
   */
  void factBeyondRestatement();

  /** Tells nobody. */
  static PortfolioMetrics silent() {
    return new PortfolioMetrics() {
      @Override
      public void told(PortfolioFigures figures) {}

      @Override
      public void atRisk(String currency, List<RiskyAccount> accounts) {}

      @Override
      public void gone() {}

      @Override
      public void factsForgotten(long count) {}

      @Override
      public void factBeyondRestatement() {}
    };
  }
}
