package dev.customerhealth.command;

import dev.customerhealth.avro.AlertCommandType;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.runtime.StartRefusedException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes an alert on. */
@Command(
    name = "acknowledge",
    description = {
      "Takes an alert on: it is neither repeated nor escalated any more.",
      "The exit code is 1 when the service refuses it, for instance because it is resolved."
    },
    mixinStandardHelpOptions = true)
final class AlertAcknowledgeCommand implements Callable<Integer> {

  private final Clock clock;

  @Mixin private Issuing issuing;

  @Parameters(
      paramLabel = "RULE|ALERT-ID",
      index = "1",
      description = "The rule of the open alert, or the id of the alert itself.")
  private String alert;

  AlertAcknowledgeCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call()
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    Instant now = Issuing.now(clock);
    return issuing.issue(issuing.command(AlertCommandType.ACKNOWLEDGE, alert, now).build(), clock);
  }
}
