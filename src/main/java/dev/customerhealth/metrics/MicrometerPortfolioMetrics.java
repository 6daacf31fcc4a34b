package dev.customerhealth.metrics;

import dev.customerhealth.domain.portfolio.Period;
import dev.customerhealth.domain.portfolio.PortfolioFigures;
import dev.customerhealth.domain.portfolio.RiskyAccount;
import dev.customerhealth.domain.portfolio.Slice;
import dev.customerhealth.metrics.ShownBook.PartAndKind;
import dev.customerhealth.topology.PortfolioMetrics;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;

/**
 * The figures of the book as meters. What is told is only remembered; the gauges are made when
 * somebody scrapes, so that a thousand changes between two scrapes cost one.
 *
 * <p>When the book moves to another instance the last figures stay for a while: a dashboard that
 * falls to zero in every rebalance would be believed. Then they go, because the other instance has
 * newer ones.
 */
final class MicrometerPortfolioMetrics implements PortfolioMetrics {

  /** Longer than a rebalance with a restore takes, mostly; shorter than anybody decides by. */
  private static final Duration KEPT_WHEN_GONE = Duration.ofMinutes(2);

  private final PortfolioMeters meters;
  private final Clock clock;
  private final Counter forgotten;
  private final Counter tooLate;
  private final Map<PartAndKind, PortfolioFigures> coming = new HashMap<>();
  private final Map<PartAndKind, PortfolioFigures> latest = new HashMap<>();
  private List<RiskyAccount> risky = List.of();
  private String currency;
  private long asOfMillis;
  private boolean news;
  private boolean gone;
  private long goneAtMillis;

  MicrometerPortfolioMetrics(MeterRegistry registry) {
    this.meters = new PortfolioMeters(registry);
    this.clock = registry.config().clock();
    this.forgotten =
        Counter.builder(MeterNames.PORTFOLIO_FORGOTTEN)
            .description("Facts the book gave up that may still count: an account had too many")
            .register(registry);
    this.tooLate =
        Counter.builder(MeterNames.PORTFOLIO_TOO_LATE)
            .description("Facts about months that the book does not restate any more")
            .register(registry);
  }

  @Override
  public synchronized void told(PortfolioFigures figures) {
    gone = false;
    asOfMillis = Math.max(asOfMillis, figures.asOfMillis());
    if (ShownBook.isShown(figures.cell().slice())) {
      coming.merge(PartAndKind.of(figures.cell()), figures, MicrometerPortfolioMetrics::later);
    }
  }

  /** Ends what is told at one time; a book of which half is a month older is never shown. */
  @Override
  public synchronized void atRisk(String inCurrency, List<RiskyAccount> accounts) {
    gone = false;
    news = true;
    currency = inCurrency;
    risky = List.copyOf(accounts);
    coming.forEach(
        (part, figures) -> latest.merge(part, figures, MicrometerPortfolioMetrics::later));
    coming.clear();
    forgetPast();
    PortfolioFigures whole = latest.get(new PartAndKind(Slice.ALL, Period.Kind.MONTH));
    if (whole != null) {
      meters.withoutRate(whole.currenciesWithoutRate().size());
    }
  }

  /** A manager who has no customer any more has no figures in the new month either. */
  private void forgetPast() {
    Map<Period.Kind, Period> newest = new EnumMap<>(Period.Kind.class);
    for (PortfolioFigures figures : latest.values()) {
      Period period = figures.cell().period();
      newest.merge(period.kind(), period, BinaryOperator.maxBy(Comparator.naturalOrder()));
    }
    latest
        .entrySet()
        .removeIf(
            entry -> {
              Period period = entry.getValue().cell().period();
              return !period.equals(newest.get(period.kind()));
            });
  }

  @Override
  public synchronized void gone() {
    if (!gone) {
      gone = true;
      goneAtMillis = clock.monotonicTime() / TimeUnit.MILLISECONDS.toNanos(1);
    }
  }

  @Override
  public void factsForgotten(long count) {
    forgotten.increment((double) count);
  }

  @Override
  public void factBeyondRestatement() {
    tooLate.increment();
  }

  private static PortfolioFigures later(PortfolioFigures one, PortfolioFigures other) {
    return one.cell().compareTo(other.cell()) > 0 ? one : other;
  }

  /** Brings the gauges up to what was told last; before every scrape. */
  synchronized void refresh() {
    if (gone) {
      long now = clock.monotonicTime() / TimeUnit.MILLISECONDS.toNanos(1);
      if (now - goneAtMillis >= KEPT_WHEN_GONE.toMillis()) {
        coming.clear();
        latest.clear();
        risky = List.of();
        asOfMillis = 0;
        meters.clear();
      }
      return;
    }
    if (news && !latest.isEmpty()) {
      meters.show(Instant.ofEpochMilli(asOfMillis), ShownBook.of(latest, risky, currency));
      news = false;
    }
  }
}
