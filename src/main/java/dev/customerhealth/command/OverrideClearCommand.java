package dev.customerhealth.command;

import dev.customerhealth.avro.AccountCommandType;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.runtime.StartRefusedException;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends what was set. */
@Command(
    name = "clear",
    description = {
      "Ends the override of an account before its time.",
      "The exit code is 1 when there is none."
    },
    mixinStandardHelpOptions = true)
final class OverrideClearCommand implements Callable<Integer> {

  private final Clock clock;

  @Mixin private Issuing issuing;

  OverrideClearCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call()
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    return issuing.issue(
        issuing.command(AccountCommandType.CLEAR_OVERRIDE, Issuing.now(clock)).build(), clock);
  }
}
