package dev.customerhealth.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * How far a long piece of work has come, on stderr: a bar on a terminal, a plain line every few
 * seconds elsewhere, so that a log stays a log.
 */
public final class Progress implements LongConsumer, AutoCloseable {
  private static final long LINE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int BAR_UPDATE_MILLIS = 200;

  /** Looking at the clock for every step would cost more than the step. */
  private static final long LOOK_EVERY = 1024;

  private final String task;
  private final long total;
  private final PrintWriter err;
  private final ProgressBar bar;
  private final LongSupplier nanoTime;
  private long done;
  private long looked;
  private long lastLine;

  private Progress(
      String task, long total, PrintWriter err, ProgressBar bar, LongSupplier nanoTime) {
    this.task = task;
    this.total = total;
    this.err = err;
    this.bar = bar;
    this.nanoTime = nanoTime;
    this.lastLine = nanoTime.getAsLong();
  }

  /**
   * In plain lines, as to a file.
   *
   * @param nanoTime a clock that only counts, as {@link System#nanoTime()}
   */
  static Progress plain(String task, long total, PrintWriter err, LongSupplier nanoTime) {
    return new Progress(task, total, err, null, nanoTime);
  }

  /**
   * Starts to show a piece of work.
   *
   * @param task what is done, for instance {@code checking}
   * @param unit of a step, for instance {@code lines} with a blank before
   * @param total number of steps; -1 when not known
   */
  public static Progress of(String task, String unit, long total, PrintWriter err) {
    if (Terminal.ofProcess().isEmpty()) {
      return plain(task, total, err, System::nanoTime);
    }
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setUnit(unit, 1)
            .setInitialMax(total)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(BAR_UPDATE_MILLIS)
            .continuousUpdate()
            .hideEta()
            .build();
    return new Progress(task, total, err, bar, System::nanoTime);
  }

  /** Says how many steps are done. */
  @Override
  public void accept(long steps) {
    done = steps;
    if (bar != null) {
      bar.stepTo(steps);
    } else if (steps - looked >= LOOK_EVERY) {
      looked = steps;
      sayNowAndThen(steps);
    }
  }

  private void sayNowAndThen(long steps) {
    long now = nanoTime.getAsLong();
    if (now - lastLine > LINE_EVERY_NANOS) {
      lastLine = now;
      err.println(
          total < 0
              ? "%s: %,d so far".formatted(task, steps)
              : "%s: %,d of %,d".formatted(task, steps, total));
      err.flush();
    }
  }

  /** Steps done so far. */
  public long done() {
    return done;
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  /** Seconds to one decimal, for reports. */
  static String seconds(Duration duration) {
    return "%.1f s".formatted(duration.toMillis() / 1000.0);
  }
}
