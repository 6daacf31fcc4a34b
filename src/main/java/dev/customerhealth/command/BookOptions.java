package dev.customerhealth.command;

import dev.customerhealth.simulation.BookPlan;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which made-up book of accounts; for commands that play one. */
public final class BookOptions {
  private static final long DAYS_PER_MONTH = 31;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description =
          "Which book: the same seed makes the same one, any whole number. Default:"
              + " ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--accounts",
      defaultValue = "200",
      description = "How many accounts, 1 to 100000. Default: ${DEFAULT-VALUE}.")
  private int accounts;

  @Option(
      names = "--days",
      defaultValue = "120",
      description = "How many days of history, 1 to 3650. Default: ${DEFAULT-VALUE}.")
  private int days;

  @Option(
      names = "--earlier-months",
      defaultValue = "15",
      description =
          "How many months before that of the end the records of contracts, answers and goals reach"
              + " back, 0 to 60, so that figures of a year mean something. Default:"
              + " ${DEFAULT-VALUE}.")
  private int earlierMonths;

  /**
   * The book.
   *
   * @param end when its history ends
   * @throws ParameterException when an option is out of its range
   */
  public BookPlan plan(Instant end) {
    try {
      return new BookPlan(seed, accounts, days, end, earlierMonths);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
  }

  /** About how many ticks its history takes. */
  long ticks(Duration every) {
    return Duration.ofDays(Math.max(days, earlierMonths * DAYS_PER_MONTH)).dividedBy(every) + 1;
  }

  /** Seed of everything that is drawn. */
  long seed() {
    return seed;
  }
}
