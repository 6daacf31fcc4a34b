package dev.customerhealth.command;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.runtime.Accounting;
import dev.customerhealth.runtime.AccountingLine;
import dev.customerhealth.runtime.ServiceFailedException;
import dev.customerhealth.runtime.StartRefusedException;
import dev.customerhealth.topology.RecordOutcome;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks that every input record is accounted for. */
@Command(
    name = "accounting",
    description = {
      "Checks from the topics alone that no input record was lost or counted twice: in every"
          + " partition input = scored + duplicate + late + rejected + ignored + dead-lettered.",
      "The service may run. A partition that never stands still meanwhile is told to within the"
          + " records that it moved on by: input 812+4.",
      "Dead letters are not kept for ever. Records that may have been among those that are gone, or"
          + " older than a reset, are told behind the gap: 0+2.",
      "The exit code is 1 when a record was lost or counted twice, 3 when it could not be found"
          + " out. A partition without records is left out."
    },
    mixinStandardHelpOptions = true)
final class AccountingCommand implements Callable<Integer> {

  /** Neither yes nor no. */
  private static final int UNKNOWN = 3;

  private static final String ROW = "%-24s %9s %9s %9s %9s %9s %9s %9s %9s %9s%n";

  @Spec private CommandSpec spec;
  @Mixin private Verbosity verbosity;
  @Mixin private ConfigOption config;
  @Mixin private BrokerOption broker;

  @Override
  public Integer call()
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    verbosity.apply();
    ServiceConfig settings = config.load();
    Map<String, Object> clientSettings = settings.kafka().forPlainClient();
    PrintWriter err = spec.commandLine().getErr();
    List<AccountingLine> lines;
    try (Admin admin = broker.connect(settings, config.file());
        Progress progress = Progress.of("reading", " records", -1, err)) {
      Topics topics = Topics.of(settings.topics().settings());
      TopicsThere.require(admin, topics.read());
      lines =
          new Accounting(admin, clientSettings, settings.applicationId(), topics, progress).check();
    } catch (ServiceFailedException unknown) {
      err.println("customer-health: " + unknown.getMessage());
      err.flush();
      return UNKNOWN;
    }
    return print(lines, spec.commandLine().getOut());
  }

  /** Prints a row for every partition with records, and the verdict; answers with the exit code. */
  static int print(List<AccountingLine> lines, PrintWriter out) {
    out.printf(
        ROW,
        "partition",
        "input",
        "scored",
        "duplicate",
        "late",
        "rejected",
        "ignored",
        "dead",
        "waiting",
        "gap");
    long gaps = 0;
    long moving = 0;
    long moved = 0;
    long undecided = 0;
    long unknown = 0;
    for (AccountingLine line : lines) {
      if (line.most() == 0 && line.accounted() == 0 && line.waiting() == 0) {
        continue;
      }
      gaps += line.gap() == 0 ? 0 : 1;
      moving += line.moved() == 0 ? 0 : 1;
      moved += line.moved();
      undecided += line.unknown() == 0 ? 0 : 1;
      unknown += line.unknown();
      out.printf(
          ROW,
          line.partition(),
          atLeast(line.least(), line.moved()),
          count(line, RecordOutcome.SCORED),
          count(line, RecordOutcome.DUPLICATE),
          count(line, RecordOutcome.LATE),
          count(line, RecordOutcome.REJECTED),
          count(line, RecordOutcome.IGNORED),
          line.deadLettered(),
          line.waiting(),
          atLeast(line.gap(), line.unknown()));
    }
    if (gaps > 0) {
      out.println(
          gaps + " partitions have a gap: above zero records were lost, below counted twice");
    }
    if (unknown > 0) {
      out.printf(
          "of %d records in %d partitions it is not known any more whether they were dead letters:"
              + " those have expired, or are older than a reset%n",
          unknown, undecided);
    }
    if (gaps == 0 && unknown == 0) {
      out.println("every record is accounted for" + meanwhile(moving, moved));
    }
    out.flush();
    return gaps > 0 ? ExitCode.SOFTWARE : unknown > 0 ? UNKNOWN : ExitCode.OK;
  }

  /** A number that may be larger by so much. */
  private static Object atLeast(long number, long more) {
    return more == 0 ? number : number + "+" + more;
  }

  private static String meanwhile(long partitions, long records) {
    return partitions == 0
        ? ""
        : ", to within %d records that were worked off meanwhile in %d partitions"
            .formatted(records, partitions);
  }

  private static long count(AccountingLine line, RecordOutcome outcome) {
    return line.outcomes().getOrDefault(outcome, 0L);
  }
}
