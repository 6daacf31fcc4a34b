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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts an alert off. */
@Command(
    name = "snooze",
    description = {
      "Puts an alert off: nobody is told of it until then, and it is not escalated.",
      "When the time has come and it is still true, it comes back. The exit code is 1 when the service refuses it, for instance because it is resolved."
    },
    mixinStandardHelpOptions = true)
final class AlertSnoozeCommand implements Callable<Integer> {

  private final Clock clock;

  @Mixin private Issuing issuing;

  @Parameters(
      paramLabel = "RULE|ALERT-ID",
      index = "1",
      description = "The rule of the open alert, or the id of the alert itself.")
  private String alert;

  @Option(
      names = "--until",
      required = true,
      converter = EndConverter.class,
      paramLabel = "TIME|DURATION",
      description = "When it comes back: 2026-03-31T18:00:00Z, or 3d from now.")
  private EndConverter.End until;

  AlertSnoozeCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call()
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    Instant now = Issuing.now(clock);
    return issuing.issue(
        issuing
            .command(AlertCommandType.SNOOZE, alert, now)
            .setSnoozeUntil(until.from().apply(now))
            .build(),
        clock);
  }
}
