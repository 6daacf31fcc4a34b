package dev.customerhealth.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.AccountCommand;
import dev.customerhealth.avro.AccountCommandType;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.history.IntakeJudge;
import dev.customerhealth.intake.IntakeLimits;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CommandMistakesTest {
  private static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");

  private final CommandMistakes mistakes =
      new CommandMistakes(
          "account-commands", new IntakeJudge(Topics.standard(), IntakeLimits.standard(), NOW));

  @Test
  void all_that_is_wrong_with_an_override_is_told_at_once() {
    AccountCommand wrong =
        sound()
            .setScore(150.0)
            .setExpiresAt(NOW.minus(Duration.ofDays(1)))
            .setReason(" ")
            .setIssuedBy("")
            .setAccountId("a\tb")
            .build();

    assertThat(mistakes.of(wrong))
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactly("key", "score", "expires_at", "reason", "issued_by");
  }

  @Test
  void a_sound_command_has_no_mistakes_though_it_does_not_say_what_others_must() {
    assertThat(mistakes.of(sound().build())).isEmpty();
    assertThat(mistakes.of(sound().setType(AccountCommandType.CLEAR_OVERRIDE).build())).isEmpty();
  }

  @Test
  void what_belongs_to_no_part_alone_is_told_as_the_service_tells_it() {
    AccountCommand early = sound().setIssuedAt(Instant.parse("1999-01-01T00:00:00Z")).build();

    assertThat(mistakes.of(early)).singleElement().asString().startsWith("issued_at is");
  }

  private static AccountCommand.Builder sound() {
    return AccountCommand.newBuilder()
        .setCommandId("c-1")
        .setAccountId("acme")
        .setIssuedAt(NOW)
        .setType(AccountCommandType.SET_SCORE_OVERRIDE)
        .setScore(50.0)
        .setExpiresAt(NOW.plus(Duration.ofDays(3)))
        .setIssuedBy("ana")
        .setReason("why");
  }
}
