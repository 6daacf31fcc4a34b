package dev.customerhealth.development.demo;

import dev.customerhealth.history.EventJudge;
import dev.customerhealth.history.HistoryEvent;
import dev.customerhealth.history.HistoryImport;
import dev.customerhealth.history.JudgedEvents;
import dev.customerhealth.history.KafkaEventSender;
import dev.customerhealth.history.Pace;
import dev.customerhealth.history.TickSteps;
import dev.customerhealth.simulation.Book;
import dev.customerhealth.simulation.BookPlan;
import dev.customerhealth.simulation.DirtyInput;
import dev.customerhealth.simulation.LiveTraffic;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;

/**
 * Feeds the service: first the book's history at an accelerated clock, then live traffic with an
 * incident now and then. Runs on its own thread until it is interrupted.
 */
final class BookFeed implements DemoFeed {
  private static final Duration HISTORY_TICK = Duration.ofHours(12);

  /**
   * Of the months of which only contracts, answers and goals are told: nobody watches, and every
   * tick is waited for.
   */
  private static final Duration RECORDS_TICK = Duration.ofDays(7);

  private static final Duration LIVE_TICK = Duration.ofSeconds(2);

  /** To the second one; each takes as much longer, or the book would be at risk in an hour. */
  private static final Duration NEXT_INCIDENT = Duration.ofSeconds(22);

  private static final Duration FIRST_INCIDENT = Duration.ofSeconds(3);
  private static final long LIVE_STEP_NANOS = 50_000_000L;

  /** So that the counts of duplicates, late and rejected events have something to show. */
  private static final double DIRTY = 0.003;

  private static final long LOOK_NANOS = 2_000_000L;

  private final Book book;
  private final KafkaEventSender sender;
  private final EventJudge judge;
  private final DemoPlan demo;
  private final Clock clock;
  private final DemoCounts counts;
  private volatile Phase phase = Phase.WAITING;

  BookFeed(
      Book book,
      KafkaEventSender sender,
      EventJudge judge,
      DemoPlan demo,
      Clock clock,
      DemoCounts counts) {
    this.book = book;
    this.sender = sender;
    this.judge = judge;
    this.demo = demo;
    this.clock = clock;
    this.counts = counts;
  }

  @Override
  public Phase phase() {
    return phase;
  }

  @Override
  public long sent() {
    return sender.sent();
  }

  @Override
  public void run() {
    try {
      playHistory();
      goLive();
    } catch (CancellationException stopped) {
      Thread.currentThread().interrupt();
    } catch (IOException impossible) {
      throw new IllegalStateException("a made-up history cannot fail to be read", impossible);
    }
  }

  private void playHistory() throws IOException {
    Instant from = demo.playFrom();
    if (!from.isBefore(book.plan().end())) {
      return;
    }
    phase = Phase.HISTORY;
    BookPlan plan = book.plan();
    PlayedHistory history = new PlayedHistory(book.history()).from(from);
    Instant watched = plan.firstDay().atStartOfDay().toInstant(ZoneOffset.UTC);
    if (from.isBefore(watched)) {
      load(history.until(watched), watched, RECORDS_TICK, Pace.UNLIMITED);
    }
    Duration perSecond =
        Duration.ofDays(plan.days()).dividedBy(demo.historyTime().toMillis()).multipliedBy(1000);
    load(
        new DirtyInput(history.until(Instant.MAX), DIRTY, plan.seed()),
        plan.end(),
        HISTORY_TICK,
        Pace.of(perSecond));
  }

  private void load(Iterator<HistoryEvent> events, Instant end, Duration tick, Pace pace)
      throws IOException {
    // Nobody compares two plays of a demo, and pauses between turns would cost it seconds.
    new HistoryImport(sender, new TickSteps(tick), pace, this::awaitWorkedOff, () -> {})
        .load(new JudgedEvents("simulation", events, judge), end, done -> {});
  }

  /**
   * Waits until the service has worked off everything: on a slow machine the history takes longer,
   * instead of being judged in the wrong order.
   */
  private void awaitWorkedOff() {
    while (sender.sent() > counts.events() || sender.tickRecords() > counts.ticks()) {
      sender.stillHere();
      LockSupport.parkNanos(LOOK_NANOS);
      if (Thread.interrupted()) {
        throw new CancellationException("stopped while the service is behind");
      }
    }
  }

  private void goLive() {
    phase = Phase.LIVE;
    Instant begin = clock.instant();
    LiveTraffic traffic = new LiveTraffic(book, "live-" + begin.getEpochSecond());
    Instant nextIncident = begin.plus(FIRST_INCIDENT);
    Instant nextTick = begin;
    long sent = 0;
    int incidents = 0;
    while (true) {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      if (!now.isBefore(nextTick)) {
        sender.tick(now);
        nextTick = now.plus(LIVE_TICK);
      }
      if (!now.isBefore(nextIncident)) {
        traffic.incident(now).forEach(sender::send);
        nextIncident = now.plus(NEXT_INCIDENT.multipliedBy(++incidents));
      }
      long due = Duration.between(begin, now).toMillis() * demo.livePerSecond() / 1000;
      for (; sent < due; sent++) {
        sender.send(traffic.next(now));
      }
      LockSupport.parkNanos(LIVE_STEP_NANOS);
      if (Thread.interrupted()) {
        throw new CancellationException("stopped");
      }
    }
  }
}
