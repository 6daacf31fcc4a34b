package dev.customerhealth.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * The figures of the book as gauges. What was shown last stays until there is something newer: in a
 * rebalance nobody knows the book, and a dashboard that falls to zero would be believed. Thread
 * safe.
 */
final class PortfolioMeters {

  private final Map<PortfolioGauge, MultiGauge> gauges = new EnumMap<>(PortfolioGauge.class);
  private final AtomicInteger leftOut = new AtomicInteger();
  private final AtomicInteger withoutRate = new AtomicInteger();
  private final AtomicLong asOfSeconds = new AtomicLong();

  /** Registers the families; a family has no series until there is a figure. */
  PortfolioMeters(MeterRegistry registry) {
    for (PortfolioGauge gauge : PortfolioGauge.values()) {
      gauges.put(
          gauge,
          MultiGauge.builder(gauge.meter()).description(gauge.description()).register(registry));
    }
    Gauge.builder(MeterNames.PORTFOLIO_LEFT_OUT, leftOut, AtomicInteger::get)
        .description(
            "Segments, CSMs, regions and cohorts that are not shown because there are too many")
        .register(registry);
    Gauge.builder(MeterNames.PORTFOLIO_WITHOUT_RATE, withoutRate, AtomicInteger::get)
        .description("Currencies without a rate, which keep money out of the figures of the book")
        .register(registry);
    Gauge.builder(MeterNames.PORTFOLIO_AS_OF, asOfSeconds, AtomicLong::get)
        .description("Event time that the figures of the book are of, since 1970; 0 for none yet")
        .baseUnit("seconds")
        .register(registry);
  }

  /**
   * Shows these figures instead of those before; none leave everything as it is.
   *
   * @param asOf event time that they are of
   */
  synchronized void show(Instant asOf, Collection<ShownFigure> figures) {
    if (figures.isEmpty()) {
      return;
    }
    Map<ShownFigure.Scope, Set<String>> shown = shown(figures);
    Map<PortfolioGauge, List<MultiGauge.Row<?>>> rows = new EnumMap<>(PortfolioGauge.class);
    for (ShownFigure figure : figures) {
      if (shown.get(figure.scope()).contains(figure.group())) {
        rows.computeIfAbsent(figure.gauge(), unused -> new ArrayList<>())
            .add(MultiGauge.Row.of(tags(figure), figure.value()));
      }
    }
    others(figures, shown)
        .forEach(
            other ->
                rows.computeIfAbsent(other.gauge(), unused -> new ArrayList<>())
                    .add(MultiGauge.Row.of(tags(other), other.value())));
    gauges.forEach((gauge, series) -> series.register(rows.getOrDefault(gauge, List.of()), true));
    asOfSeconds.set(asOf.getEpochSecond());
  }

  /** Shows how many currencies have no rate. */
  void withoutRate(int currencies) {
    withoutRate.set(currencies);
  }

  /** Shows nothing any more. */
  synchronized void clear() {
    gauges.values().forEach(series -> series.register(List.of(), true));
    asOfSeconds.set(0);
    leftOut.set(0);
    withoutRate.set(0);
  }

  private static Tags tags(ShownFigure figure) {
    return figure
        .more()
        .and(MeterNames.SCOPE, figure.scope().label(), MeterNames.GROUP, figure.group());
  }

  private Map<ShownFigure.Scope, Set<String>> shown(Collection<ShownFigure> figures) {
    Map<ShownFigure.Scope, Set<String>> shown = new EnumMap<>(ShownFigure.Scope.class);
    int tooMany = 0;
    for (ShownFigure.Scope scope : ShownFigure.Scope.values()) {
      Set<String> groups =
          figures.stream()
              .filter(figure -> figure.scope() == scope)
              .map(ShownFigure::group)
              .collect(Collectors.toCollection(TreeSet::new));
      shown.put(
          scope,
          groups.stream()
              .sorted(firstShown(scope, figures))
              .limit(scope.most())
              .collect(Collectors.toSet()));
      tooMany += Math.max(0, groups.size() - scope.most());
    }
    leftOut.set(tooMany);
    return shown;
  }

  /**
   * What the parts that are not shown have together, so that the groups of a scope add up to the
   * book. Of cohorts there are none: which months are too old is another every month. Money that is
   * not known of one of them is not known of all.
   */
  private static List<ShownFigure> others(
      Collection<ShownFigure> figures, Map<ShownFigure.Scope, Set<String>> shown) {
    Map<ShownFigure.Scope, Set<String>> hidden = new EnumMap<>(ShownFigure.Scope.class);
    Map<ShownFigure, List<Double>> values = new LinkedHashMap<>();
    for (ShownFigure figure : figures) {
      ShownFigure.Scope scope = figure.scope();
      if (scope != ShownFigure.Scope.COHORT && !shown.get(scope).contains(figure.group())) {
        hidden.computeIfAbsent(scope, unused -> new HashSet<>()).add(figure.group());
        if (figure.gauge().addsUp()) {
          ShownFigure other =
              new ShownFigure(figure.gauge(), scope, ShownFigure.OTHER, figure.more(), 0);
          values.computeIfAbsent(other, unused -> new ArrayList<>()).add(figure.value());
        }
      }
    }
    List<ShownFigure> others = new ArrayList<>();
    values.forEach(
        (other, each) -> {
          if (each.size() == hidden.get(other.scope()).size()) {
            double sum = each.stream().mapToDouble(Double::doubleValue).sum();
            others.add(
                new ShownFigure(other.gauge(), other.scope(), other.group(), other.more(), sum));
          }
        });
    return others;
  }

  /** The latest months, and of everything else what has most accounts. */
  private static Comparator<String> firstShown(
      ShownFigure.Scope scope, Collection<ShownFigure> figures) {
    if (scope == ShownFigure.Scope.COHORT) {
      return Comparator.reverseOrder();
    }
    Map<String, Double> accounts = new HashMap<>();
    for (ShownFigure figure : figures) {
      if (figure.scope() == scope && figure.gauge() == PortfolioGauge.ACCOUNTS) {
        accounts.merge(figure.group(), figure.value(), Double::sum);
      }
    }
    return Comparator.<String>comparingDouble(group -> -accounts.getOrDefault(group, 0.0))
        .thenComparing(Comparator.naturalOrder());
  }
}
