package dev.customerhealth.command;

import dev.customerhealth.avro.AlertCommandType;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.runtime.StartRefusedException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands an alert to somebody. */
@Command(
    name = "assign",
    description = {
      "Hands an alert to somebody else than the account's CSM, or back.",
      "Whoever has it then is told of it. The exit code is 1 when the service refuses it, for instance because it is resolved."
    },
    mixinStandardHelpOptions = true)
final class AlertAssignCommand implements Callable<Integer> {

  private final Clock clock;

  @Mixin private Issuing issuing;

  @Parameters(
      paramLabel = "RULE|ALERT-ID",
      index = "1",
      description = "The rule of the open alert, or the id of the alert itself.")
  private String alert;

  @ArgGroup(multiplicity = "1")
  private Whom whom;

  AlertAssignCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call()
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    Instant now = Issuing.now(clock);
    AlertCommandType type = whom.back ? AlertCommandType.UNASSIGN : AlertCommandType.ASSIGN;
    return issuing.issue(
        issuing.command(type, alert, now).setAssignee(whom.assignee).build(), clock);
  }

  /** One of the two. */
  private static final class Whom {
    @Option(
        names = "--to",
        paramLabel = "WHO",
        description = "Who is to look after it, by the id that profiles use for CSMs.")
    private String assignee;

    @Option(names = "--to-csm", description = "Back to the account's CSM.")
    private boolean back;
  }
}
