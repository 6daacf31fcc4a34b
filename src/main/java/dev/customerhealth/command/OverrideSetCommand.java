package dev.customerhealth.command;

import dev.customerhealth.avro.AccountCommand;
import dev.customerhealth.avro.AccountCommandType;
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

/** Sets a score or a band for a while. */
@Command(
    name = "set",
    description = {
      "Sets the score or the band that people are shown for an account, until a time.",
      "The computed score goes on beside it, and alerts follow that. What was set before is"
          + " replaced. The exit code is 1 when the service refuses it."
    },
    mixinStandardHelpOptions = true)
final class OverrideSetCommand implements Callable<Integer> {

  private final Clock clock;

  @Mixin private Issuing issuing;

  @ArgGroup(multiplicity = "1")
  private What what;

  @Option(
      names = "--until",
      required = true,
      converter = EndConverter.class,
      paramLabel = "TIME|DURATION",
      description = "When it ends: 2026-03-31T18:00:00Z, or 14d from now.")
  private EndConverter.End until;

  OverrideSetCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call()
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    Instant now = Issuing.now(clock);
    AccountCommand.Builder command =
        issuing
            .command(
                what.score == null
                    ? AccountCommandType.SET_BAND_OVERRIDE
                    : AccountCommandType.SET_SCORE_OVERRIDE,
                now)
            .setScore(what.score)
            .setBandId(what.band)
            .setExpiresAt(until.from().apply(now));
    return issuing.issue(command.build(), clock);
  }

  /** One of the two. */
  private static final class What {
    @Option(names = "--score", paramLabel = "N", description = "The score to show, 0 to 100.")
    private Double score;

    @Option(
        names = "--band",
        paramLabel = "NAME",
        description = "Id of the band to show, one of the account's model.")
    private String band;
  }
}
