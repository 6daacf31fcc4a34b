package dev.customerhealth.command;

import dev.customerhealth.config.ConfigProblem;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.domain.ModelBook;
import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.model.ModelLibrary;
import dev.customerhealth.model.RuleLibrary;
import dev.customerhealth.runtime.StartRefusedException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/** Publishes alert rules to the running service. */
@Command(
    name = "publish",
    description = {
      "Publishes a file of alert rules to the running service, in place of all rules in force.",
      "Every account is judged by them from one and the same business time on (--from). What is so"
          + " already by then raises no alert of a rule that is new or asks something else; open"
          + " alerts stay, but those of rules that are gone are resolved.",
      "Two versions differ in their version number: raise it with every change. With --dry-run"
          + " nothing is published, and what would change is told.",
      "The exit code is 1 when it was refused."
    },
    mixinStandardHelpOptions = true)
final class RulesPublishCommand implements Callable<Integer> {

  private final Clock clock;

  @Spec private CommandSpec spec;
  @Mixin private Verbosity verbosity;
  @Mixin private ConfigOption config;
  @Mixin private BrokerOption broker;
  @Mixin private PublicationTime from;

  @Parameters(paramLabel = "FILE", description = "File of alert rules (YAML).")
  private Path file;

  @Mixin private PublicationReason decision;

  @Option(names = "--dry-run", description = "Only says what would change.")
  private boolean dryRun;

  RulesPublishCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call()
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    verbosity.apply();
    try {
      RuleLibrary.ofAnyModels(file);
    } catch (InvalidConfigException invalid) {
      return refused(invalid);
    }
    ServiceConfig settings = config.load();
    try (ModelInstallation installation = ModelInstallation.connect(settings, broker, config)) {
      Duration tick = settings.time().tickInterval();
      Instant begun = from.of(clock, installation, tick);
      RuleLibrary library;
      try {
        library = RuleLibrary.of(file, models(settings, installation, begun));
      } catch (InvalidConfigException invalid) {
        return refused(invalid);
      }
      Drafted drafted = drafted(library, installation, begun, tick);
      Optional<String> objection = drafted.objection(installation);
      if (objection.isPresent()) {
        return refused(List.of(objection.get()));
      }
      tell(drafted);
      if (!dryRun) {
        installation.publish(
            drafted.notice(clock, decision.who(), decision.reason()), drafted.before());
      }
      return ExitCode.OK;
    } catch (PublicationTime.NotNow early) {
      return refused(List.of(early.getMessage()));
    }
  }

  /** Those of the configuration, and what was published of them or beside them. */
  private static List<ScoringModel> models(
      ServiceConfig settings, ModelInstallation installation, Instant at)
      throws InvalidConfigException {
    List<ScoringModel> models =
        new ArrayList<>(ModelLibrary.presetsAnd(settings.models().files()).models());
    models.addAll(installation.book().models(at.toEpochMilli()));
    return models;
  }

  /** Its time is fixed after topics were read, which may take longer than it lies ahead. */
  private Drafted drafted(
      RuleLibrary library, ModelInstallation installation, Instant begun, Duration tick)
      throws StartRefusedException, PublicationTime.NotNow {
    ModelBook book = installation.book();
    List<AlertRule> on = library.rules().stream().filter(AlertRule::enabled).toList();
    WithdrawnAlerts withdrawn = new WithdrawnAlerts(installation);
    Instant at = begun;
    List<AlertRule> inForce;
    Map<String, WithdrawnAlerts.Count> alerts;
    do {
      inForce = inForce(book, at);
      alerts = withdrawn.of(inForce, on, at);
      at = from.of(clock, installation, tick);
    } while (!inForce(book, at).equals(inForce));
    warnOf(withdrawn.unreadable());
    int version = book.alertRulesVersion(at.toEpochMilli());
    String before = version == 0 ? "the configured alert rules" : "alert-rules version " + version;
    return new Drafted(
        library.news(), library.text(), at, before, before, differences(inForce, on, alerts));
  }

  private static List<AlertRule> inForce(ModelBook book, Instant at) {
    return book.at(at.toEpochMilli()).policy().rules();
  }

  private void warnOf(int unreadable) {
    if (unreadable > 0) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(
          "profiles that cannot be read: "
              + unreadable
              + "; alerts are counted without them, as the service judges without them");
      err.flush();
    }
  }

  /** What changes of the rules that are on, a line each. */
  private static List<String> differences(
      List<AlertRule> before, List<AlertRule> after, Map<String, WithdrawnAlerts.Count> alerts) {
    Map<String, AlertRule> gone = new LinkedHashMap<>();
    before.forEach(rule -> gone.put(rule.id(), rule));
    List<String> lines = new ArrayList<>();
    for (AlertRule rule : after) {
      AlertRule known = gone.remove(rule.id());
      if (known == null) {
        lines.add("on: " + rule.id());
      } else if (!rule.asksTheSameAs(known)) {
        lines.add("asks otherwise: " + rule.id() + narrowed(alerts.get(rule.id())));
      } else if (!rule.equals(known)) {
        lines.add("changed: " + rule.id());
      }
    }
    gone.keySet().forEach(id -> lines.add("off: " + id + ", " + gone(alerts.get(id))));
    return lines;
  }

  private static String gone(WithdrawnAlerts.Count count) {
    if (count == null) {
      return "it has no open alert";
    }
    return count.open() == 1
        ? "its open alert is resolved"
        : "its " + count.open() + " open alerts are resolved";
  }

  /** Nothing where it is about as many accounts as before. */
  private static String narrowed(WithdrawnAlerts.Count count) {
    return count == null || count.withdrawn() == 0
        ? ""
        : ", resolved of its open alerts, because it is not about those accounts any more: "
            + count.withdrawn()
            + " of "
            + count.open();
  }

  private void tell(Drafted drafted) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        (dryRun ? "would publish " : "publishing ")
            + ModelBook.name(drafted.news())
            + ", in force from "
            + drafted.from()
            + "; until then "
            + drafted.before());
    drafted.differences().forEach(line -> out.println("  " + PrintableText.of(line)));
    if (drafted.differences().isEmpty()) {
      out.println("  no difference in what is on");
    }
    out.flush();
  }

  private int refused(InvalidConfigException invalid) {
    return refused(invalid.problems().stream().map(ConfigProblem::toString).toList());
  }

  private int refused(List<String> problems) {
    return PublicationTime.refused(
        spec.commandLine().getErr(), problems.stream().map(PrintableText::of).toList());
  }
}
