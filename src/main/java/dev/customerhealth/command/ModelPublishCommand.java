package dev.customerhealth.command;

import dev.customerhealth.config.ConfigProblem;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.domain.ModelBook;
import dev.customerhealth.domain.ModelNews;
import dev.customerhealth.publication.ModelNotice;
import dev.customerhealth.runtime.StartRefusedException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes a model, or rules of who is scored by which, to the running service. */
@Command(
    name = "publish",
    description = {
      "Publishes a new version of a model, or selection rules, to the running service.",
      "Every account is scored by it from one and the same business time on (--from); nobody is"
          + " alerted because of that.",
      "Two versions differ in their version number: raise it with every change. `extends` means the"
          + " version in force. With --dry-run nothing is published, and what would change is told.",
      "The exit code is 1 when it was refused."
    },
    mixinStandardHelpOptions = true)
final class ModelPublishCommand implements Callable<Integer> {

  /** Long enough for every partition to learn of it before its time. */
  private static final Duration LEAD = Duration.ofMinutes(1);

  private final Clock clock;

  @Spec private CommandSpec spec;
  @Mixin private Verbosity verbosity;
  @Mixin private ConfigOption config;
  @Mixin private BrokerOption broker;

  @Parameters(
      paramLabel = "FILE",
      description = "A model file (YAML), or the id of a model that is shipped or configured.")
  private String file;

  @Option(
      names = "--selection",
      description =
          "The file holds selection rules: version, default and rules, see docs/models.md.")
  private boolean selection;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = InstantConverter.class,
      description =
          "Business time from which it holds, such as 2026-03-01T00:00:00Z. Default: a minute from"
              + " now. It must lie at least two tick intervals after the service's time, which is its"
              + " latest clock tick: what was told by then is not judged anew.")
  private Instant from;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; goes to the audit log.")
  private String reason;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who publishes it; goes to the audit log. Default: the user's login name.")
  private String who;

  @Option(names = "--dry-run", description = "Only says what would change.")
  private boolean dryRun;

  ModelPublishCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call()
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    verbosity.apply();
    ServiceConfig settings = config.load();
    try (ModelInstallation installation = ModelInstallation.connect(settings, broker, config)) {
      Instant at = effectiveFrom(installation, settings.time().tickInterval());
      Drafted drafted;
      try {
        drafted = new Drafting(settings, installation, at).read(file, selection);
      } catch (InvalidConfigException invalid) {
        return refused(invalid.problems().stream().map(ConfigProblem::toString).toList());
      }
      Optional<String> objection = drafted.objection(installation);
      if (objection.isPresent()) {
        return refused(List.of(objection.get()));
      }
      tell(drafted, at);
      if (!dryRun) {
        installation.publish(notice(drafted, at), drafted.before());
      }
      return ExitCode.OK;
    } catch (NotNow early) {
      return refused(List.of(early.getMessage()));
    }
  }

  private Instant effectiveFrom(ModelInstallation installation, Duration tickInterval)
      throws NotNow {
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

  private ModelNotice notice(Drafted drafted, Instant at) {
    ModelNews news = drafted.news();
    return new ModelNotice(
        ModelNotice.Kind.valueOf(news.kind().name()),
        news.id(),
        news.version(),
        news.digest(),
        drafted.text(),
        at,
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        who == null ? System.getProperty("user.name") : who,
        reason);
  }

  private void tell(Drafted drafted, Instant at) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        (dryRun ? "would publish " : "publishing ")
            + ModelBook.name(drafted.news())
            + ", in force from "
            + at
            + (drafted.before() == null ? "" : "; until then " + drafted.before()));
    drafted.differences().forEach(line -> out.println("  " + line));
    if (drafted.differences().isEmpty() && drafted.before() != null) {
      out.println("  no difference in content");
    }
    out.flush();
  }

  private int refused(List<String> problems) {
    PrintWriter err = spec.commandLine().getErr();
    problems.forEach(err::println);
    err.println("nothing was published");
    err.flush();
    return ExitCode.SOFTWARE;
  }

  /** The time is past. */
  private static final class NotNow extends Exception {
    private static final long serialVersionUID = 1L;

    NotNow(String message) {
      super(message);
    }
  }
}
