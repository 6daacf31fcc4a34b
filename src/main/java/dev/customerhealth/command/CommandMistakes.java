package dev.customerhealth.command;

import dev.customerhealth.avro.AccountCommand;
import dev.customerhealth.history.EventJudge;
import dev.customerhealth.history.EventJudge.Refusal;
import dev.customerhealth.history.HistoryEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Everything wrong with a command about an account. The service tells the first mistake alone; so
 * each part of the command is put into a sound one and judged there.
 *
 * @param topic of such commands
 * @param judge judges as the service does
 */
record CommandMistakes(String topic, EventJudge judge) {
  private static final String SOUND = "sound";
  private static final double SOUND_SCORE = 50;
  private static final Duration SOUND_TIME = Duration.ofMinutes(1);

  /** Put a part of the given command into another. */
  private static final List<BiConsumer<AccountCommand, AccountCommand.Builder>> PARTS =
      List.of(
          (given, command) -> command.setAccountId(given.getAccountId()),
          (given, command) -> command.setCommandId(given.getCommandId()),
          (given, command) -> command.setScore(given.getScore()),
          (given, command) -> command.setBandId(given.getBandId()),
          (given, command) ->
              command
                  .setSentiment(given.getSentiment())
                  .setScaleMin(given.getScaleMin())
                  .setScaleMax(given.getScaleMax()),
          (given, command) -> command.setExpiresAt(given.getExpiresAt()),
          (given, command) -> command.setReason(given.getReason()),
          (given, command) -> command.setIssuedBy(given.getIssuedBy()));

  /** What is wrong, one line each; empty when the service will take the command. */
  List<String> of(AccountCommand given) {
    Optional<Refusal> first = judge.judge(new HistoryEvent(topic, given));
    if (first.isEmpty()) {
      return List.of();
    }
    List<String> all =
        PARTS.stream()
            .flatMap(part -> judge.judge(new HistoryEvent(topic, soundBut(part, given))).stream())
            .map(Refusal::detail)
            .distinct()
            .toList();
    return all.isEmpty() ? List.of(first.get().detail()) : all;
  }

  private static AccountCommand soundBut(
      BiConsumer<AccountCommand, AccountCommand.Builder> part, AccountCommand given) {
    AccountCommand.Builder command =
        AccountCommand.newBuilder(given)
            .setAccountId(SOUND)
            .setCommandId(SOUND)
            .setIssuedBy(SOUND)
            .setReason(SOUND)
            .setScore(SOUND_SCORE)
            .setBandId(SOUND)
            .setSentiment(1.0)
            .setScaleMin(0.0)
            .setScaleMax(1.0)
            .setExpiresAt(given.getIssuedAt().plus(SOUND_TIME));
    part.accept(given, command);
    return command.build();
  }
}
