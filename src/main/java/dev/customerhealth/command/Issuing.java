package dev.customerhealth.command;

import dev.customerhealth.avro.AccountCommand;
import dev.customerhealth.avro.AccountCommandType;
import dev.customerhealth.avro.AlertCommand;
import dev.customerhealth.avro.AlertCommandType;
import dev.customerhealth.avro.AuditEntry;
import dev.customerhealth.avro.AuditOutcome;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.history.EventJudge;
import dev.customerhealth.history.EventJudge.Refusal;
import dev.customerhealth.history.HistoryEvent;
import dev.customerhealth.history.IntakeJudge;
import dev.customerhealth.history.KafkaEventSender;
import dev.customerhealth.runtime.StartRefusedException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What all commands of a person about an account have in common: who, why, and the way there. */
final class Issuing {
  private static final Duration POLL = Duration.ofMillis(200);

  /** What {@link dev.customerhealth.domain.alerting.AlertId} makes; rules are not called so. */
  private static final Pattern ALERT_ID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Mixin private ToldOptions options;

  @Parameters(
      paramLabel = "ACCOUNT",
      index = "0",
      description = "Id of the account. One that begins with - comes last, behind --.")
  private String accountId;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for everybody who sees it. At most 1,000 characters.")
  private String reason;

  @Option(
      names = "--by",
      paramLabel = "WHO",
      description = "Who decides. Default: the user of this computer.")
  private String by = System.getProperty("user.name", "");

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Id of the command: sent twice, it counts once. Default: a new one.")
  private String id;

  @Option(
      names = "--answer-within",
      defaultValue = "10s",
      converter = DurationConverter.class,
      paramLabel = "DURATION",
      description =
          "How long to wait for the running service to take it. Default: ${DEFAULT-VALUE}.")
  private Duration patience;

  /** A command about the account, still without what it is about. */
  AccountCommand.Builder command(AccountCommandType type, Instant issued) {
    return AccountCommand.newBuilder()
        .setCommandId(id == null ? UUID.randomUUID().toString() : id)
        .setAccountId(accountId)
        .setIssuedAt(issued)
        .setType(type)
        .setIssuedBy(by)
        .setReason(reason)
        .setSource("command line");
  }

  /** A command about an alert of the account, still without what is done. */
  AlertCommand.Builder command(AlertCommandType type, String alert, Instant issued) {
    boolean byId = ALERT_ID.matcher(alert).matches();
    return AlertCommand.newBuilder()
        .setCommandId(id == null ? UUID.randomUUID().toString() : id)
        .setAccountId(accountId)
        .setIssuedAt(issued)
        .setType(type)
        .setAlertId(byId ? alert : null)
        .setRuleId(byId ? null : alert)
        .setIssuedBy(by)
        .setReason(reason)
        .setSource("command line");
  }

  /** Now, as finely as records tell it. */
  static Instant now(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * Checks a command as the service will, sends it and tells what became of it.
   *
   * @return the exit code: 1 when the service refused it
   * @throws ParameterException with everything that makes no sense by itself
   */
  int issue(AccountCommand command, Clock clock)
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    return issue(
        Topics::accountCommands,
        command,
        command.getCommandId(),
        clock,
        (topic, judge) -> new CommandMistakes(topic, judge).of(command));
  }

  /** The same for a command about an alert. */
  int issue(AlertCommand command, Clock clock)
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    return issue(
        Topics::alertCommands,
        command,
        command.getCommandId(),
        clock,
        (topic, judge) ->
            judge.judge(new HistoryEvent(topic, command)).map(Refusal::detail).stream().toList());
  }

  private <V extends SpecificRecord> int issue(
      Function<Topics, Topic<V>> way,
      V command,
      String commandId,
      Clock clock,
      BiFunction<String, EventJudge, List<String>> mistakes)
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    ServiceConfig settings = options.load();
    Topics topics = Topics.of(settings.topics().settings());
    Topic<V> topic = way.apply(topics);
    List<String> wrong =
        mistakes.apply(
            topic.name(), new IntakeJudge(topics, settings.time().limits(), clock.instant()));
    if (!wrong.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("\n", wrong));
    }
    try (Told told = options.open(settings);
        ToldRecords<V> there = told.records(topic);
        ToldRecords<AuditEntry> audit = told.records(topics.auditLog());
        KafkaEventSender sender =
            KafkaEventSender.connect(told.client(), topics, told.serdes(), "command")) {
      there.partitions(accountId);
      List<TopicPartition> answers = audit.partitions(accountId);
      audit.fromEnd(answers);
      sender.send(new HistoryEvent(topic.name(), command));
      sender.flush();
      return tell(answer(audit, commandId), commandId);
    }
  }

  private Optional<AuditEntry> answer(ToldRecords<AuditEntry> audit, String commandId) {
    AuditEntry[] found = new AuditEntry[1];
    long end = System.nanoTime() + patience.toNanos();
    while (found[0] == null && System.nanoTime() < end) {
      audit.readMore(
          POLL,
          (key, entry) -> {
            if (accountId.equals(key) && entry != null && commandId.equals(entry.getDecisionId())) {
              found[0] = entry;
            }
          });
    }
    return Optional.ofNullable(found[0]);
  }

  private int tell(Optional<AuditEntry> answer, String commandId) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (answer.isEmpty()) {
      err.println(
          "sent, but not taken within %s; is the service running? `audit --account %s` tells what becomes of command %s"
              .formatted(
                  DurationConverter.write(patience),
                  PrintableText.of(accountId),
                  PrintableText.of(commandId)));
    } else if (answer.get().getOutcome() == AuditOutcome.REFUSED) {
      err.println("refused: " + PrintableText.of(String.valueOf(answer.get().getRefusal())));
    } else {
      out.println(AuditText.line(answer.get()));
    }
    out.flush();
    err.flush();
    boolean refused = answer.isPresent() && answer.get().getOutcome() == AuditOutcome.REFUSED;
    return refused ? ExitCode.SOFTWARE : ExitCode.OK;
  }
}
