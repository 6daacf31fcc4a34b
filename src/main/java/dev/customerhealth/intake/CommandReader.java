package dev.customerhealth.intake;

import dev.customerhealth.avro.AccountCommand;
import dev.customerhealth.domain.scoring.Points;
import dev.customerhealth.domain.signal.AccountSignal;
import dev.customerhealth.domain.signal.OverrideSignal;
import dev.customerhealth.domain.signal.SentimentSignal;

/**
 * Reads account-commands: what people decide about an account. Who, why and, for an override, until
 * when are mandatory. Whether the account's model has a band is not known here; the domain asks.
 *
 * @param limits what is taken for possible
 */
public record CommandReader(IntakeLimits limits) implements SignalReader<AccountCommand> {

  private static final double HIGHEST_SCORE = 100;

  @Override
  public Received read(String key, AccountCommand command, Origin origin) {
    Inspection inspection = new Inspection(origin).key(key).value(command);
    if (!inspection.passed()) {
      return inspection.rejection(key, command == null ? null : command.getCommandId(), command);
    }
    inspect(inspection, key, command);
    return inspection.passed()
        ? new Accepted(signal(command))
        : inspection.rejection(command.getAccountId(), command.getCommandId(), command);
  }

  private void inspect(Inspection inspection, String key, AccountCommand command) {
    inspection
        .account(key, command.getAccountId())
        .id("command_id", command.getCommandId())
        .time("issued_at", command.getIssuedAt(), limits)
        .known("type", command.getType())
        .text("source", command.getSource())
        .id("issued_by", command.getIssuedBy())
        .reason("reason", command.getReason());
    if (!inspection.passed()) {
      return;
    }
    switch (command.getType()) {
      case SET_SCORE_OVERRIDE -> {
        inspection
            .present("score", command.getScore())
            .within("score", command.getScore(), 0, HIGHEST_SCORE);
        expiry(inspection, command);
      }
      case SET_BAND_OVERRIDE -> {
        inspection.id("band_id", command.getBandId());
        expiry(inspection, command);
      }
      case SET_SENTIMENT -> {
        inspection.scale(command.getSentiment(), command.getScaleMin(), command.getScaleMax());
        if (command.getExpiresAt() != null) {
          expiry(inspection, command);
        }
      }
      case CLEAR_OVERRIDE, UNKNOWN -> {
        // Who and why are all there is to say.
      }
    }
  }

  private void expiry(Inspection inspection, AccountCommand command) {
    inspection.end(
        "expires_at", command.getExpiresAt(), command.getIssuedAt(), limits.longestOverride());
  }

  private static AccountSignal signal(AccountCommand command) {
    return switch (command.getType()) {
      case SET_SCORE_OVERRIDE -> override(command, OverrideSignal.Kind.SET_SCORE);
      case SET_BAND_OVERRIDE -> override(command, OverrideSignal.Kind.SET_BAND);
      case CLEAR_OVERRIDE -> override(command, OverrideSignal.Kind.CLEAR);
      case SET_SENTIMENT -> sentiment(command);
      case UNKNOWN -> throw new IllegalArgumentException("an unknown type is refused before");
    };
  }

  private static OverrideSignal override(AccountCommand command, OverrideSignal.Kind kind) {
    return new OverrideSignal(
        command.getCommandId(),
        command.getAccountId(),
        command.getIssuedAt(),
        kind,
        command.getIssuedBy(),
        command.getReason(),
        kind == OverrideSignal.Kind.SET_SCORE ? Points.of(command.getScore()) : 0,
        kind == OverrideSignal.Kind.SET_BAND ? command.getBandId() : null,
        kind == OverrideSignal.Kind.CLEAR ? null : command.getExpiresAt());
  }

  private static SentimentSignal sentiment(AccountCommand command) {
    double place =
        (command.getSentiment() - command.getScaleMin())
            / (command.getScaleMax() - command.getScaleMin());
    return new SentimentSignal(
        command.getCommandId(),
        command.getAccountId(),
        command.getIssuedAt(),
        command.getIssuedBy(),
        command.getReason(),
        place,
        command.getExpiresAt());
  }
}
