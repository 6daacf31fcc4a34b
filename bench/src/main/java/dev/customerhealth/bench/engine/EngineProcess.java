package dev.customerhealth.bench.engine;

import com.sun.management.ThreadMXBean;
import dev.customerhealth.domain.signal.Signal;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Tells one engine the whole book, in one thread, and then another of the same, of which it
 * measures the last quarter: by then states are full and the JVM has compiled what it will. Events
 * are made outside the clock.
 *
 * <p>Measured in the first book, the more an engine has to do the more of it was not compiled yet:
 * the service runs for months, and the compiler's hurry would pass for the price of features.
 */
final class EngineProcess {
  private static final int EVENTS_PER_COMMIT_AND_ACCOUNT = 4;

  /** All but the last are a rehearsal. */
  private static final int BOOKS = 2;

  private EngineProcess() {}

  /**
   * Prints its figures on a line.
   *
   * @param arguments accounts, users, events, and then what {@link Engines} reads
   */
  public static void main(String[] arguments) throws Exception {
    int accounts = Integer.parseInt(arguments[0]);
    int users = Integer.parseInt(arguments[1]);
    int events = Integer.parseInt(arguments[2]);
    Figures figures = null;
    for (int told = 0; told < BOOKS; told++) {
      EngineBook book = new EngineBook(accounts, users, events);
      Engine engine = Engines.of(arguments, accounts / 2);
      figures = run(book, engine, accounts, events);
    }
    System.out.println(figures.line());
  }

  private static Figures run(EngineBook book, Engine engine, int accounts, int events) {
    for (int account = 0; account < accounts; account++) {
      Signal profile = book.profile(account);
      engine.tell(profile, profile.occurredAt());
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    Signal[] batch = new Signal[accounts * EVENTS_PER_COMMIT_AND_ACCOUNT];
    int measuredFrom = events / 4 * 3;
    Instant today = Instant.EPOCH;
    long nanos = 0;
    long allocated = 0;
    long counted = 0;
    for (int told = 0; told + batch.length <= events; told += batch.length) {
      for (int i = 0; i < batch.length; i++) {
        batch[i] = book.next();
      }
      if (told < measuredFrom) {
        nanos = 0;
        allocated = 0;
        counted = 0;
      }
      long beganAllocated = threads.getThreadAllocatedBytes(self);
      long began = threads.getCurrentThreadCpuTime();
      for (Signal signal : batch) {
        Instant hour = signal.occurredAt().truncatedTo(ChronoUnit.HOURS);
        Instant day = hour.truncatedTo(ChronoUnit.DAYS);
        if (day.isAfter(today)) {
          today = day;
          engine.tick(day);
        }
        engine.tell(signal, hour);
      }
      engine.commit();
      nanos += threads.getCurrentThreadCpuTime() - began;
      allocated += threads.getThreadAllocatedBytes(self) - beganAllocated;
      counted += batch.length;
    }
    return new Figures(
        nanos / (double) counted,
        allocated / (double) counted,
        engine.storedBytes() / (double) accounts);
  }
}
