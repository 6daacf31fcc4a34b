package dev.customerhealth.simulation;

import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.avro.SurveyResponseEvent;
import dev.customerhealth.history.HistoryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;

/**
 * Input as it really arrives: a share of the events comes twice, late, out of order or as nonsense.
 * The same seed always spoils the same events in the same way.
 */
public final class DirtyInput implements Iterator<HistoryEvent> {
  /** Older than any window, so that the service counts it as late. */
  private static final Duration LONG_AGO = Duration.ofDays(500);

  /** How many events may overtake one that is held back. */
  private static final int OVERTAKING = 40;

  private final Iterator<HistoryEvent> clean;
  private final double share;
  private final SplittableRandom random;
  private final Deque<HistoryEvent> next = new ArrayDeque<>();
  private final List<HistoryEvent> heldBack = new ArrayList<>();
  private int overtaken;
  private long spoilt;

  /**
   * Spoils a history.
   *
   * @param share of the events that is spoilt, 0 to 1
   */
  public DirtyInput(Iterator<HistoryEvent> clean, double share, long seed) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("the share must be 0 to 1, not " + share);
    }
    this.clean = clean;
    this.share = share;
    this.random = Seeds.of(seed, -1, 0);
  }

  @Override
  public boolean hasNext() {
    return !next.isEmpty() || clean.hasNext() || !heldBack.isEmpty();
  }

  @Override
  public HistoryEvent next() {
    while (next.isEmpty()) {
      if (clean.hasNext()) {
        take(clean.next());
      } else {
        release();
      }
    }
    return next.remove();
  }

  private void take(HistoryEvent event) {
    if (!heldBack.isEmpty() && ++overtaken >= OVERTAKING) {
      release();
    }
    if (random.nextDouble() >= share) {
      next.add(event);
      return;
    }
    spoilt++;
    switch (random.nextInt(4)) {
      case 0 -> {
        next.add(event);
        next.add(event);
      }
      case 1 -> heldBack.add(event);
      case 2 -> {
        next.add(event);
        late(event);
      }
      default -> {
        next.add(event);
        nonsense(event);
      }
    }
  }

  private void release() {
    next.addAll(heldBack);
    heldBack.clear();
    overtaken = 0;
  }

  private void late(HistoryEvent event) {
    if (event.event() instanceof ProductUsageEvent usage) {
      next.add(
          with(
              event,
              ProductUsageEvent.newBuilder(usage)
                  .setEventId("late-" + spoilt)
                  .setOccurredAt(usage.getOccurredAt().minus(LONG_AGO))
                  .build()));
    }
  }

  private void nonsense(HistoryEvent event) {
    if (event.event() instanceof ProductUsageEvent usage) {
      ProductUsageEvent.Builder spoiled =
          ProductUsageEvent.newBuilder(usage).setEventId("nonsense-" + spoilt);
      switch (random.nextInt(4)) {
        case 0 -> spoiled.setCount(-5L);
        case 1 -> spoiled.setOccurredAt(Instant.EPOCH);
        case 2 -> spoiled.setOccurredAt(usage.getOccurredAt().plus(Duration.ofDays(1000)));
        default -> spoiled.setDataQuality(Double.NaN);
      }
      next.add(with(event, spoiled.build()));
    } else if (event.event() instanceof SurveyResponseEvent survey) {
      next.add(
          with(
              event,
              SurveyResponseEvent.newBuilder(survey)
                  .setEventId("nonsense-" + spoilt)
                  .setValue(11)
                  .build()));
    }
  }

  private static HistoryEvent with(HistoryEvent event, SpecificRecord record) {
    return new HistoryEvent(event.topic(), record);
  }
}
