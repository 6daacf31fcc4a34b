package dev.customerhealth.topology;

import dev.customerhealth.domain.portfolio.PortfolioFigures;
import dev.customerhealth.domain.portfolio.RiskyAccount;
import java.util.List;

/**
 * Who is told the figures of the portfolio. Only the process that merges the book tells them: one
 * of all instances. Called on a stream thread; an implementation must be thread safe, quick, and
 * must not throw.
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

  /** Tells nobody. */
  static PortfolioMetrics silent() {
    return new PortfolioMetrics() {
      @Override
      public void told(PortfolioFigures figures) {}

      @Override
      public void atRisk(String currency, List<RiskyAccount> accounts) {}

      @Override
      public void gone() {}
    };
  }
}
