package dev.customerhealth.command;

import dev.customerhealth.avro.AlertCommandType;
import dev.customerhealth.avro.AlertFeedback;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.runtime.StartRefusedException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says what an alert was worth. */
@Command(
    name = "feedback",
    description = {
      "Says what an alert was worth, also after it was resolved.",
      "An open alert that nobody took on is taken on by it. The exit code is 1 when the service refuses it."
    },
    mixinStandardHelpOptions = true)
final class AlertFeedbackCommand implements Callable<Integer> {

  private final Clock clock;

  @Mixin private Issuing issuing;

  @Parameters(
      paramLabel = "RULE|ALERT-ID",
      index = "1",
      description = "The rule of the open alert, or the id of the alert itself.")
  private String alert;

  @Parameters(
      paramLabel = "useful|known|false",
      index = "2",
      description = "useful; known: true, and known before; false: nothing was the matter.")
  private Worth worth;

  AlertFeedbackCommand(Clock clock) {
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
            .command(AlertCommandType.FEEDBACK, alert, now)
            .setFeedback(AlertFeedback.valueOf(worth.name()))
            .build(),
        clock);
  }

  /** What a person may say. */
  private enum Worth {
    USEFUL,
    KNOWN,
    FALSE
  }
}
