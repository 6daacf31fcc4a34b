package dev.customerhealth.domain.scoring;

import dev.customerhealth.domain.measure.WindowedMeasure;
import java.util.HashMap;
import java.util.Map;

/**
 * How measures are spread over the accounts of each segment at one moment of business time.
 * Immutable data that comes with the policy: no account can see another one.
 */
public final class Peers {
  /** Nothing is known of any peers. */
  public static final Peers UNKNOWN = new Peers(Map.of());

  private final Map<String, Map<WindowedMeasure, Quantiles>> bySegment;

  /** Distributions by segment and measure. */
  public Peers(Map<String, Map<WindowedMeasure, Quantiles>> bySegment) {
    Map<String, Map<WindowedMeasure, Quantiles>> copy = new HashMap<>();
    bySegment.forEach((segment, byMeasure) -> copy.put(segment, Map.copyOf(byMeasure)));
    this.bySegment = Map.copyOf(copy);
  }

  /** How a measure is spread over a segment; null when not known. */
  public Quantiles of(String segment, WindowedMeasure measure) {
    Map<WindowedMeasure, Quantiles> byMeasure = segment == null ? null : bySegment.get(segment);
    return byMeasure == null ? null : byMeasure.get(measure);
  }
}
