package dev.customerhealth.bench.book;

import dev.customerhealth.avro.AccountProfile;
import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.avro.SubscriptionChange;
import dev.customerhealth.avro.SuccessActivity;
import dev.customerhealth.avro.SupportTicketEvent;
import dev.customerhealth.avro.SurveyResponseEvent;
import dev.customerhealth.domain.Assessment;
import dev.customerhealth.domain.Assessor;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.scoring.ScoreSheet;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.TimePassed;
import dev.customerhealth.history.HistoryEvent;
import dev.customerhealth.intake.Accepted;
import dev.customerhealth.intake.IntakeLimits;
import dev.customerhealth.intake.Origin;
import dev.customerhealth.intake.ProfileReader;
import dev.customerhealth.intake.Received;
import dev.customerhealth.intake.SubscriptionReader;
import dev.customerhealth.intake.SuccessReader;
import dev.customerhealth.intake.SurveyReader;
import dev.customerhealth.intake.TicketReader;
import dev.customerhealth.intake.UsageReader;
import dev.customerhealth.model.ModelLibrary;
import dev.customerhealth.simulation.Book;
import dev.customerhealth.simulation.BookPlan;
import dev.customerhealth.state.AccountRecord;
import dev.customerhealth.state.AccountRecordCodec;
import dev.customerhealth.state.AccountShadows;
import dev.customerhealth.wire.AvroSafety;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of {@code bench/portfolio}; see {@code bench/README.md}. */
@Command(
    name = "bench/portfolio",
    description = "Measures what the book of business costs an event on top of its score.",
    mixinStandardHelpOptions = true)
public final class BookCostMain implements Callable<Integer> {
  private static final Instant END = Instant.parse("2026-06-01T00:00:00Z");
  private static final int DAYS = 120;
  private static final Instant HISTORY = END.minus(Duration.ofDays(DAYS));
  private static final int EVENTS_PER_COMMIT = 800;
  private static final double PERCENT = 100;

  @Spec private CommandSpec spec;

  @Option(names = "--accounts", defaultValue = "200", description = "Default: ${DEFAULT-VALUE}.")
  private int accounts;

  @Option(names = "--rounds", defaultValue = "7", description = "Default: ${DEFAULT-VALUE}.")
  private int rounds;

  private final HealthPolicy policy = ModelLibrary.presets().standardPolicy();
  private final List<Signal> signals = new ArrayList<>();
  private final AccountRecordCodec codec = new AccountRecordCodec();
  private final Set<Kept> changed = new HashSet<>();
  private long written;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new BookCostMain()).execute(arguments));
  }

  @Override
  public Integer call() {
    AvroSafety.install();
    PrintWriter out = spec.commandLine().getOut();
    Iterator<HistoryEvent> history = Book.of(new BookPlan(1, accounts, DAYS, END)).history();
    while (history.hasNext()) {
      if (read(history.next()) instanceof Accepted accepted) {
        signals.add(accepted.signal());
      }
    }
    // The JVM compiles both ways before anything counts.
    for (int warming = 0; warming < 2; warming++) {
      play(null);
      play(new BookInMemory());
    }
    double[] alone = new double[rounds];
    double[] more = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      double with = round % 2 == 0 ? play(new BookInMemory()) : 0;
      alone[round] = play(null);
      with = round % 2 == 0 ? with : play(new BookInMemory());
      more[round] = PERCENT * (with / alone[round] - 1);
      out.printf(
          "round %d  score %,8.0f ns  with the book %,8.0f ns  %+.1f%%%n",
          round + 1, alone[round], with, more[round]);
      out.flush();
    }
    out.printf(
        "%,d events of %,d accounts, medians: score %,.0f ns of CPU per event, the book %+.1f%%"
            + " (%+.1f to %+.1f); %,d bytes written%n",
        signals.size(), accounts, median(alone), median(more), least(more), most(more), written);
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  private static Received read(HistoryEvent told) {
    IntakeLimits limits = IntakeLimits.standard();
    String key = told.accountId();
    Origin origin = new Origin(told.topic(), 0, 0, END.toEpochMilli());
    if (told.event() instanceof ProductUsageEvent event) {
      return new UsageReader(limits).read(key, event, origin);
    } else if (told.event() instanceof SupportTicketEvent event) {
      return new TicketReader(limits).read(key, event, origin);
    } else if (told.event() instanceof SurveyResponseEvent event) {
      return new SurveyReader(limits).read(key, event, origin);
    } else if (told.event() instanceof AccountProfile event) {
      return new ProfileReader(limits).read(key, event, origin);
    } else if (told.event() instanceof SubscriptionChange event) {
      return new SubscriptionReader(limits).read(key, event, origin);
    } else if (told.event() instanceof SuccessActivity event) {
      return new SuccessReader(limits).read(key, event, origin);
    }
    return null;
  }

  /** An account in memory. */
  private static final class Kept {
    private AccountState state;
    private ScoreSheet sheet;
    private Instant due = Instant.MAX;

    private Kept(String accountId) {
      state = AccountState.unknown(accountId);
    }
  }

  /** CPU time per event, in nanoseconds; with the book where there is one. */
  private double play(BookInMemory book) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Assessor assessor = new Assessor();
    Map<String, Kept> kept = new HashMap<>();
    Instant today = Instant.EPOCH;
    int sinceCommit = 0;
    int counted = 0;
    long began = 0;
    for (Signal signal : signals) {
      Instant hour = signal.occurredAt().truncatedTo(ChronoUnit.HOURS);
      Instant day = hour.truncatedTo(ChronoUnit.DAYS);
      if (day.isAfter(today)) {
        today = day;
        if (began == 0 && !day.isBefore(HISTORY)) {
          // Months of records alone come before: of few events, and with as many ends of months.
          began = threads.getCurrentThreadCpuTime();
        }
        for (Map.Entry<String, Kept> account : kept.entrySet()) {
          if (!account.getValue().due.isAfter(day)) {
            judge(assessor, account.getValue(), new TimePassed(account.getKey(), day), day, book);
          }
        }
        if (book != null) {
          book.tick(day);
        }
      }
      judge(assessor, kept.computeIfAbsent(signal.accountId(), Kept::new), signal, hour, book);
      counted += began == 0 ? 0 : 1;
      if (++sinceCommit >= EVENTS_PER_COMMIT) {
        sinceCommit = 0;
        commit(book);
      }
    }
    double nanos = threads.getCurrentThreadCpuTime() - began;
    written += book == null ? 0 : book.bytes();
    return nanos / counted;
  }

  /** Encodes what changed since the last time, once each. */
  private void commit(BookInMemory book) {
    for (Kept account : changed) {
      AccountRecord record =
          new AccountRecord(account.state, AccountRecord.NEVER, AccountShadows.NONE);
      written += codec.encode(record).length;
    }
    changed.clear();
    if (book != null) {
      book.commit();
    }
  }

  @SuppressWarnings("ReferenceEquality") // the same object is how "nothing changed" is said
  private void judge(
      Assessor assessor, Kept account, Signal signal, Instant time, BookInMemory book) {
    AccountState before = account.state;
    Assessment judged = assessor.assess(before, account.sheet, signal, time, policy);
    account.due = judged.nextDue() == null ? Instant.MAX : judged.nextDue();
    if (judged.after() != before) {
      account.state = judged.after();
      account.sheet = judged.sheet();
      changed.add(account);
      if (book != null) {
        book.take(before, judged.after(), signal);
      }
    }
  }

  private static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double least(double... values) {
    return Arrays.stream(values).min().orElse(Double.NaN);
  }

  private static double most(double... values) {
    return Arrays.stream(values).max().orElse(Double.NaN);
  }
}
