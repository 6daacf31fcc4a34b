package dev.customerhealth.command;

import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.config.ConfigProblem;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.domain.ModelBook;
import dev.customerhealth.domain.ModelNews;
import dev.customerhealth.domain.scoring.Peers;
import dev.customerhealth.model.PeersText;
import dev.customerhealth.publication.ModelNotice;
import dev.customerhealth.runtime.StartRefusedException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes a table of peers to the running service. */
@Command(
    name = "publish",
    description = {
      "Publishes a table of peers to the running service: made of the current scores, or of a"
          + " file.",
      "Accounts are compared by it from one and the same business time on (--from); nobody is"
          + " alerted because of that. With --print nothing is published. A table that says what"
          + " the one in force says is not published again.",
      "The exit code is 1 when it was refused."
    },
    mixinStandardHelpOptions = true)
final class PeersPublishCommand implements Callable<Integer> {
  private static final int FEWEST_PEERS = 2;
  private static final int MOST_PEERS = 1_000_000;

  private final Clock clock;

  @Spec private CommandSpec spec;
  @Mixin private Verbosity verbosity;
  @Mixin private ConfigOption config;
  @Mixin private BrokerOption broker;
  @Mixin private PublicationTime from;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "A table, as --print writes it, instead of --from-scores.")
  private Path file;

  @Option(
      names = "--from-scores",
      description = "Makes the table of the current scores of all accounts (topic health-scores).")
  private boolean fromScores;

  @Option(
      names = "--minimum-peers",
      defaultValue = "20",
      paramLabel = "COUNT",
      description =
          "With --from-scores: a segment with fewer accounts that have a value is compared with the"
              + " whole book. Default: ${DEFAULT-VALUE}.")
  private int minimumPeers;

  @Option(names = "--print", description = "Only prints the table, as YAML.")
  private boolean print;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why; goes to the audit log. Needed unless --print.")
  private String reason;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who publishes it; goes to the audit log. Default: the user's login name.")
  private String who;

  PeersPublishCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call()
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    verbosity.apply();
    checkArguments();
    ServiceConfig settings = config.load();
    try (ModelInstallation installation = ModelInstallation.connect(settings, broker, config)) {
      Duration tick = settings.time().tickInterval();
      from.of(clock, installation, tick);
      Peers peers = fromScores ? ofScores(installation) : PeersText.read(file);
      // Asked again: to read the scores of all accounts may take longer than it lay ahead.
      Instant at = from.of(clock, installation, tick);
      PrintWriter err = spec.commandLine().getErr();
      PeersReport.gaps(installation.book().models(at.toEpochMilli()), peers).forEach(err::println);
      err.flush();
      if (print) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(PeersText.of(peers));
        out.flush();
        return ExitCode.OK;
      }
      return publish(installation, peers, at);
    } catch (InvalidConfigException invalid) {
      return refused(invalid.problems().stream().map(ConfigProblem::toString).toList());
    } catch (PublicationTime.NotNow early) {
      return refused(List.of(early.getMessage()));
    }
  }

  private void checkArguments() {
    if (fromScores == (file != null)) {
      throw new ParameterException(
          spec.commandLine(), "expected either --from-scores or the FILE of a table");
    }
    if (minimumPeers < FEWEST_PEERS || minimumPeers > MOST_PEERS) {
      throw new ParameterException(
          spec.commandLine(),
          "--minimum-peers must be from %d to %d, not %d"
              .formatted(FEWEST_PEERS, MOST_PEERS, minimumPeers));
    }
    if (!print && reason == null) {
      throw new ParameterException(spec.commandLine(), "expected --reason, or --print");
    }
  }

  /** One more than any version published, whether in force by then or not. */
  private Peers ofScores(ModelInstallation installation) throws StartRefusedException {
    PeerScores scores = new PeerScores();
    try (ToldRecords<HealthScore> told = installation.scores()) {
      told.fromBeginning(told.partitions(null));
      told.readToEnd(spec.commandLine().getErr(), scores::take);
    }
    int highest =
        installation.notices().stream()
            .filter(notice -> notice.kind() == ModelNotice.Kind.PEERS)
            .mapToInt(ModelNotice::version)
            .max()
            .orElse(Peers.NO_VERSION);
    return scores.census().table(highest + 1, minimumPeers);
  }

  private int publish(ModelInstallation installation, Peers peers, Instant at) {
    if (peers.groups().isEmpty()) {
      return refused(
          List.of(
              "the table is empty: no measure has a value for "
                  + peers.minimumPeers()
                  + " accounts"));
    }
    Peers inForce = installation.book().at(at.toEpochMilli()).policy().peers();
    PrintWriter out = spec.commandLine().getOut();
    if (fromScores && inForce.digest().equals(peers.digest())) {
      out.println("peers@" + inForce.version() + " says the same; nothing was published");
      out.flush();
      return ExitCode.OK;
    }
    Drafted drafted =
        new Drafted(
            new ModelNews.PeerTable(peers),
            PeersText.of(peers),
            at,
            inForce.version() == Peers.NO_VERSION ? null : "peers version " + inForce.version(),
            null,
            List.of());
    Optional<String> objection = drafted.objection(installation);
    if (objection.isPresent()) {
      return refused(List.of(objection.get()));
    }
    out.println("publishing " + ModelBook.name(drafted.news()) + ", in force from " + at);
    PeersReport.groups(peers).forEach(line -> out.println("  " + line));
    out.flush();
    installation.publish(drafted.notice(clock, who, reason), drafted.before());
    return ExitCode.OK;
  }

  private int refused(List<String> problems) {
    return PublicationTime.refused(spec.commandLine().getErr(), problems);
  }
}
