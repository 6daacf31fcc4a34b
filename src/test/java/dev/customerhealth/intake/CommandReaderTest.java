package dev.customerhealth.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.AccountCommand;
import dev.customerhealth.avro.AccountCommandType;
import dev.customerhealth.avro.RejectionReason;
import dev.customerhealth.domain.signal.OverrideSignal;
import dev.customerhealth.domain.signal.SentimentSignal;
import dev.customerhealth.testing.WireEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the door says to commands of people. */
class CommandReaderTest {

  private static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");
  private static final Instant END = NOW.plus(Duration.ofDays(14));
  private static final Origin ORIGIN = new Origin("account-commands", 2, 42, NOW.toEpochMilli());

  private final CommandReader commands = new CommandReader(IntakeLimits.standard());

  /**
   * A command that is refused.
   *
   * @param spoiled what is done to a command that makes sense
   */
  private record Refused(
      String what,
      AccountCommandType type,
      UnaryOperator<AccountCommand.Builder> spoiled,
      RejectionReason reason,
      String field) {
    @Override
    public String toString() {
      return type + " " + what;
    }
  }

  static List<Refused> refused() {
    AccountCommandType score = AccountCommandType.SET_SCORE_OVERRIDE;
    AccountCommandType band = AccountCommandType.SET_BAND_OVERRIDE;
    AccountCommandType clear = AccountCommandType.CLEAR_OVERRIDE;
    AccountCommandType sentiment = AccountCommandType.SET_SENTIMENT;
    RejectionReason missing = RejectionReason.MISSING_FIELD;
    RejectionReason range = RejectionReason.OUT_OF_RANGE;
    return List.of(
        new Refused("without reason", score, c -> c.setReason(null), missing, "reason"),
        new Refused("with a blank reason", band, c -> c.setReason("  \n"), missing, "reason"),
        new Refused("without reason", clear, c -> c.setReason(null), missing, "reason"),
        new Refused("without reason", sentiment, c -> c.setReason(null), missing, "reason"),
        new Refused(
            "with a story for a reason",
            score,
            c -> c.setReason("x".repeat(1001)),
            RejectionReason.FIELD_TOO_LONG,
            "reason"),
        new Refused("by nobody", score, c -> c.setIssuedBy(null), missing, "issued_by"),
        new Refused("without end", score, c -> c.setExpiresAt(null), missing, "expires_at"),
        new Refused("without end", band, c -> c.setExpiresAt(null), missing, "expires_at"),
        new Refused("that ends at once", score, c -> c.setExpiresAt(NOW), range, "expires_at"),
        new Refused(
            "that ends before", band, c -> c.setExpiresAt(NOW.minusMillis(1)), range, "expires_at"),
        new Refused(
            "longer than 90 days",
            score,
            c -> c.setExpiresAt(NOW.plus(Duration.ofDays(90)).plusMillis(1)),
            range,
            "expires_at"),
        new Refused("that ends at once", sentiment, c -> c.setExpiresAt(NOW), range, "expires_at"),
        new Refused("without score", score, c -> c.setScore(null), missing, "score"),
        new Refused("below 0", score, c -> c.setScore(-0.1), range, "score"),
        new Refused("above 100", score, c -> c.setScore(100.1), range, "score"),
        new Refused(
            "of no number",
            score,
            c -> c.setScore(Double.NaN),
            RejectionReason.NOT_A_NUMBER,
            "score"),
        new Refused("without band", band, c -> c.setBandId(null), missing, "band_id"),
        new Refused("without value", sentiment, c -> c.setSentiment(null), missing, "value"),
        new Refused("off its scale", sentiment, c -> c.setSentiment(6.0), range, "value"),
        new Refused("without scale", sentiment, c -> c.setScaleMax(null), missing, "scale_max"),
        new Refused(
            "of no kind", AccountCommandType.UNKNOWN, c -> c, RejectionReason.UNKNOWN_TYPE, "type"),
        new Refused(
            "from next year",
            score,
            c -> c.setIssuedAt(NOW.plus(Duration.ofDays(300))),
            RejectionReason.TIMESTAMP_IN_FUTURE,
            "issued_at"),
        new Refused(
            "without id", score, c -> c.setCommandId(""), RejectionReason.INVALID_ID, "command_id"),
        new Refused(
            "about another account",
            score,
            c -> c.setAccountId("other"),
            RejectionReason.KEY_MISMATCH,
            "account_id"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void a_command_that_makes_no_sense_is_refused_with_the_field(Refused refused) {
    AccountCommand command =
        refused
            .spoiled()
            .apply(WireEvents.command("acme", "c-1", refused.type(), NOW).setExpiresAt(END))
            .build();

    Received received = commands.read("acme", command, ORIGIN);

    assertThat(received).isInstanceOf(Rejection.class);
    assertThat(((Rejection) received).reason()).isEqualTo(refused.reason());
    assertThat(((Rejection) received).field()).isEqualTo(refused.field());
    assertThat(((Rejection) received).event()).isSameAs(command);
  }

  @Test
  void no_command_and_no_key_are_refused() {
    assertThat(((Rejection) commands.read("acme", null, ORIGIN)).reason())
        .isEqualTo(RejectionReason.NULL_VALUE);
    AccountCommand command =
        WireEvents.command("acme", "c-1", AccountCommandType.CLEAR_OVERRIDE, NOW).build();
    assertThat(((Rejection) commands.read(null, command, ORIGIN)).reason())
        .isEqualTo(RejectionReason.NULL_KEY);
  }

  @Test
  void a_score_becomes_a_signal_with_all_it_says() {
    AccountCommand command =
        WireEvents.command("acme", "c-1", AccountCommandType.SET_SCORE_OVERRIDE, NOW)
            .setScore(62.5)
            .setExpiresAt(END)
            .build();

    assertThat(commands.read("acme", command, ORIGIN))
        .isEqualTo(
            new Accepted(
                new OverrideSignal(
                    "c-1",
                    "acme",
                    NOW,
                    OverrideSignal.Kind.SET_SCORE,
                    "kim",
                    "we know more",
                    62_500,
                    null,
                    END)));
  }

  @Test
  void the_longest_override_is_taken() {
    AccountCommand command =
        WireEvents.command("acme", "c-1", AccountCommandType.SET_BAND_OVERRIDE, NOW)
            .setExpiresAt(NOW.plus(Duration.ofDays(90)))
            .build();

    assertThat(commands.read("acme", command, ORIGIN)).isInstanceOf(Accepted.class);
  }

  @Test
  void a_sentiment_is_brought_from_its_scale_to_0_to_1() {
    AccountCommand command =
        WireEvents.command("acme", "c-1", AccountCommandType.SET_SENTIMENT, NOW).build();

    assertThat(commands.read("acme", command, ORIGIN))
        .isEqualTo(
            new Accepted(
                new SentimentSignal("c-1", "acme", NOW, "kim", "we know more", 0.75, null)));
  }
}
