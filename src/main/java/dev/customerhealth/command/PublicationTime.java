package dev.customerhealth.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** From when on something published holds. */
final class PublicationTime {

  /** Long enough for every partition to learn of it before its time. */
  private static final Duration LEAD = Duration.ofMinutes(1);

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = InstantConverter.class,
      description =
          "Business time from which it holds, such as 2026-03-01T00:00:00Z. Default: a minute from"
              + " now. It must lie at least two tick intervals after the service's time, which is"
              + " its latest clock tick: what was told by then is not judged anew.")
  private Instant from;

  /**
   * The time, held against that of the service as it is now. Who reads a topic of all accounts in
   * between asks again right before publishing: a notice that arrives after its time holds in every
   * partition from another time on.
   *
   * @param tickInterval how often the service tells the time
   * @throws NotNow when it is past
   */
  Instant of(Clock clock, ModelInstallation installation, Duration tickInterval) throws NotNow {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<Instant> serviceTime = installation.serviceTime();
    Instant latest = serviceTime.filter(time -> time.isAfter(now)).orElse(now);
    if (from == null) {
      return latest.plus(LEAD);
    }
    if (serviceTime.isPresent()) {
      Instant earliest = serviceTime.get().plus(tickInterval.multipliedBy(2));
      if (from.isBefore(earliest)) {
        throw new NotNow(
            "--from "
                + from
                + " is too early: the service's time is "
                + serviceTime.get()
                + ", the earliest is "
                + earliest);
      }
    }
    return from;
  }

  /** Says why nothing was published, one line each; the exit code. */
  static int refused(PrintWriter err, List<String> problems) {
    problems.forEach(err::println);
    err.println("nothing was published");
    err.flush();
    return ExitCode.SOFTWARE;
  }

  /** The time is past. */
  static final class NotNow extends Exception {
    private static final long serialVersionUID = 1L;

    NotNow(String message) {
      super(message);
    }
  }
}
