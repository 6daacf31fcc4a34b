package dev.customerhealth.simulation;

import dev.customerhealth.avro.AccountCommand;
import dev.customerhealth.avro.AccountCommandType;
import java.time.Duration;
import java.time.Instant;

/**
 * What a manager decides about an account on one day: now and then he knows better than the numbers
 * and says so for a while. Played last, so that nothing else of the day depends on it.
 */
final class CommandDay {
  private static final int EVERY_ACCOUNT = 16;
  private static final int EVERY_DAYS = 40;
  private static final Duration TWO_WEEKS = Duration.ofDays(14);

  private CommandDay() {}

  /** Writes down an override of every sixteenth account, every forty days. */
  static void play(AccountDay stage) {
    int index = stage.account().index();
    long turn = stage.day().toEpochDay() + 13L * index;
    if (index % EVERY_ACCOUNT != 3 || turn % EVERY_DAYS != 0) {
      return;
    }
    Instant time = stage.workingTime();
    boolean trusts = turn / EVERY_DAYS % 2 == 0;
    AccountCommand.Builder command =
        stage.facts().command(time, stage.account().csmId()).setExpiresAt(time.plus(TWO_WEEKS));
    stage
        .facts()
        .tell(
            Places.COMMANDS,
            trusts
                ? command
                    .setType(AccountCommandType.SET_SCORE_OVERRIDE)
                    .setScore(82.0)
                    .setReason("The sponsor confirmed the renewal by phone")
                    .build()
                : command
                    .setType(AccountCommandType.SET_BAND_OVERRIDE)
                    .setBandId("critical")
                    .setReason("Procurement told us of a rival's offer")
                    .build());
  }
}
