package dev.customerhealth.command;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.domain.ModelBook;
import dev.customerhealth.domain.Regime;
import dev.customerhealth.domain.Shadow;
import dev.customerhealth.publication.ModelNotice;
import dev.customerhealth.runtime.StartRefusedException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists what was published. */
@Command(
    name = "published",
    description = {
      "Lists every model, set of rules and table of peers that was published, and what is"
          + " in force.",
      "In force is what holds at the service's time: its latest clock tick."
    },
    mixinStandardHelpOptions = true)
final class ModelPublishedCommand implements Callable<Integer> {

  private final Clock clock;

  @Spec private CommandSpec spec;
  @Mixin private Verbosity verbosity;
  @Mixin private ConfigOption config;
  @Mixin private BrokerOption broker;

  ModelPublishedCommand(Clock clock) {
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
    PrintWriter out = spec.commandLine().getOut();
    try (ModelInstallation installation = ModelInstallation.connect(settings, broker, config)) {
      Instant now = installation.serviceTime().orElseGet(clock::instant);
      ModelBook book = installation.book();
      Regime regime = book.at(now.toEpochMilli());
      out.println(row("kind", "version", "state", "from", "by", "reason"));
      for (ModelNotice notice : installation.notices()) {
        out.println(
            row(
                notice.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                notice.name(),
                state(notice, book, regime, now),
                notice.from().toString(),
                orNothing(notice.who()),
                orNothing(notice.reason())));
      }
      out.println();
      out.println("service's time: " + now);
      out.println("in force: " + regime.names());
      out.flush();
      return ExitCode.OK;
    }
  }

  private static String row(String... cells) {
    return String.format(Locale.ROOT, "%-13s %-24s %-10s %-25s %-20s %s", (Object[]) cells)
        .stripTrailing();
  }

  private static String orNothing(String text) {
    return text == null ? "" : text;
  }

  private static boolean isInForce(Shadow shadow, int version) {
    return shadow != null && shadow.model().version() == version;
  }

  private static String state(ModelNotice notice, ModelBook book, Regime regime, Instant now) {
    if (notice.kind() == ModelNotice.Kind.CONFIGURED) {
      return "configured";
    }
    boolean used =
        book.entries().stream()
            .anyMatch(
                entry ->
                    entry.news().kind().name().equals(notice.kind().name())
                        && entry.news().id().equals(notice.id())
                        && entry.news().version() == notice.version());
    if (!used) {
      return "refused";
    }
    if (notice.from().isAfter(now)) {
      return "pending";
    }
    return switch (notice.kind()) {
      case MODEL ->
          book.latest(notice.id(), now.toEpochMilli()) == notice.version()
              ? "in force"
              : "replaced";
      case SHADOW -> isInForce(regime.shadow(notice.id()), notice.version()) ? "in force" : "ended";
      case SELECTION ->
          book.selectionVersion(now.toEpochMilli()) == notice.version() ? "in force" : "replaced";
      case PEERS -> regime.policy().peers().version() == notice.version() ? "in force" : "replaced";
      case ALERT_RULES ->
          book.alertRulesVersion(now.toEpochMilli()) == notice.version() ? "in force" : "replaced";
      case SHADOW_ENDED, CONFIGURED -> "done";
    };
  }
}
