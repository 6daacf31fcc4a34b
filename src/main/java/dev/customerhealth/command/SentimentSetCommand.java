package dev.customerhealth.command;

import dev.customerhealth.avro.AccountCommand;
import dev.customerhealth.avro.AccountCommandType;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.runtime.StartRefusedException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Gives a sentiment. */
@Command(
    name = "set",
    description = {
      "Says how the CSM judges an account, for the measure csm-sentiment.",
      "It loses weight and ends as the model says of old sentiments, or with --until. The exit code"
          + " is 1 when the service refuses it, for instance because a later one is known."
    },
    mixinStandardHelpOptions = true)
final class SentimentSetCommand implements Callable<Integer> {

  private final Clock clock;

  @Mixin private Issuing issuing;

  @Parameters(paramLabel = "VALUE", index = "1", description = "The sentiment; more is better.")
  private double value;

  @Option(
      names = "--scale",
      defaultValue = "1-5",
      converter = ScaleConverter.class,
      paramLabel = "MIN-MAX",
      description = "The scale, such as 0-100. Default: ${DEFAULT-VALUE}.")
  private Scale scale;

  @Option(
      names = "--until",
      converter = EndConverter.class,
      paramLabel = "TIME|DURATION",
      description =
          "When it ends by itself: 2026-03-31T18:00:00Z, or 14d from now. Whole UTC days count.")
  private EndConverter.End until;

  SentimentSetCommand(Clock clock) {
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
            .command(AccountCommandType.SET_SENTIMENT, now)
            .setSentiment(value)
            .setScaleMin(scale.least())
            .setScaleMax(scale.most())
            .setExpiresAt(until == null ? null : until.from().apply(now));
    return issuing.issue(command.build(), clock);
  }

  /**
   * A scale, as 1-5.
   *
   * @param least its lowest value
   * @param most its highest value
   */
  private record Scale(double least, double most) {}

  private static final class ScaleConverter implements ITypeConverter<Scale> {
    private static final Pattern ENDS = Pattern.compile("(\\d{1,3})-(\\d{1,3})");

    @Override
    public Scale convert(String text) {
      Matcher ends = ENDS.matcher(text);
      if (!ends.matches()) {
        throw new TypeConversionException("'" + text + "' is no scale such as 1-5 or 0-100");
      }
      return new Scale(Integer.parseInt(ends.group(1)), Integer.parseInt(ends.group(2)));
    }
  }
}
