package dev.customerhealth.domain.scoring;

import dev.customerhealth.domain.measure.WindowedMeasure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts how measures are spread over accounts, to make a table of peers of it. The same values
 * make the same table, in whatever order they come: they are whole thousandths and every quantile
 * is exact. Not thread safe.
 */
public final class PeerCensus {
  /** Quantiles of a group: the lowest, every 5%, and the highest. */
  public static final int QUANTILES = 21;

  private static final int STEPS = QUANTILES - 1;
  private static final double THOUSANDTHS = 1000;
  private static final double STEPS_OF_THOUSANDTHS = STEPS * THOUSANDTHS;

  private final Map<String, Map<WindowedMeasure, Thousandths>> bySegment = new HashMap<>();

  /**
   * Counts the value of one account.
   *
   * @param segment of the account; null when not known: it counts for the whole book only
   * @param value in the measure's unit, finite; to thousandths
   */
  public void count(String segment, WindowedMeasure measure, double value) {
    long thousandths = Math.round(value * THOUSANDTHS);
    add(Peers.WHOLE_BOOK, measure, thousandths);
    String key = Peers.key(segment);
    if (!key.equals(Peers.WHOLE_BOOK)) {
      add(key, measure, thousandths);
    }
  }

  private void add(String key, WindowedMeasure measure, long thousandths) {
    bySegment
        .computeIfAbsent(key, any -> new HashMap<>())
        .computeIfAbsent(measure, any -> new Thousandths())
        .add(thousandths);
  }

  /**
   * The table of what was counted. A group of fewer accounts than the minimum is left out: a
   * segment is then compared with the whole book, and where that is too small, with nobody.
   *
   * @param version of the table
   * @param minimumPeers at least 2
   */
  public Peers table(int version, int minimumPeers) {
    Map<WindowedMeasure, List<PeerGroup>> groups = new HashMap<>();
    bySegment.forEach(
        (key, byMeasure) ->
            byMeasure.forEach(
                (measure, values) -> {
                  if (values.size >= minimumPeers) {
                    String segment = key.equals(Peers.WHOLE_BOOK) ? null : key;
                    groups
                        .computeIfAbsent(measure, any -> new ArrayList<>())
                        .add(new PeerGroup(segment, values.size, values.quantiles()));
                  }
                }));
    return new Peers(version, minimumPeers, groups);
  }

  /** The values of one group. */
  private static final class Thousandths {
    private static final int FIRST_ROOM = 32;

    private long[] values = new long[FIRST_ROOM];
    private int size;

    void add(long value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }

    /** By straight lines between the sorted values, in whole numbers up to the last division. */
    Quantiles quantiles() {
      long[] sorted = Arrays.copyOf(values, size);
      Arrays.sort(sorted);
      double[] quantiles = new double[QUANTILES];
      for (int step = 0; step < QUANTILES; step++) {
        long way = (long) (size - 1) * step;
        int low = (int) (way / STEPS);
        long rest = way % STEPS;
        long next = rest == 0 ? sorted[low] : sorted[low + 1];
        quantiles[step] = (sorted[low] * (STEPS - rest) + next * rest) / STEPS_OF_THOUSANDTHS;
      }
      return new Quantiles(quantiles);
    }
  }
}
