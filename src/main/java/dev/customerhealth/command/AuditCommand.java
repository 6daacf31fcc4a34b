package dev.customerhealth.command;

import dev.customerhealth.avro.AuditEntry;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.runtime.StartRefusedException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints who changed what and why. */
@Command(
    name = "audit",
    description = {
      "Prints who changed what and why: overrides, sentiments, models, rules; also what was"
          + " refused.",
      "Reads the topic audit-log, in the order in which it was recorded; the service need not run."
    },
    mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(500);

  private final Clock clock;

  @Spec private CommandSpec spec;
  @Mixin private ToldOptions options;

  @Option(names = "--account", paramLabel = "ID", description = "Only what concerns this account.")
  private String accountId;

  @Option(
      names = "--since",
      defaultValue = "30d",
      converter = DurationConverter.class,
      description =
          "How far back, by when it was recorded, which is said where it is not the time it holds"
              + " from. Default: ${DEFAULT-VALUE}.")
  private Duration since;

  @Option(names = "--follow", description = "Go on with what is recorded from now on.")
  private boolean follow;

  AuditCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call()
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (Told told = options.open();
        ToldRecords<AuditEntry> log = told.records(told.topics().auditLog())) {
      List<TopicPartition> partitions = log.partitions(accountId);
      log.since(partitions, clock.instant().minus(since));
      // A refused command that was sent again is recorded again under the same id.
      Map<String, AuditEntry> found = new LinkedHashMap<>();
      log.readToEnd(
          (key, entry) -> {
            if (concerns(key, entry)) {
              found.putIfAbsent(entry.getEntryId(), entry);
            }
          });
      found.values().stream()
          .sorted(Comparator.comparing(AuditEntry::getRecordedAt))
          .forEach(entry -> out.println(AuditText.line(entry)));
      if (found.isEmpty() && !follow) {
        out.println(
            "nothing was recorded within "
                + DurationConverter.write(since)
                + " (by when the service learned of it, not by when it holds from)");
      }
      out.flush();
      while (follow && !out.checkError()) {
        log.readMore(
            POLL,
            (key, entry) -> {
              if (concerns(key, entry)) {
                out.println(AuditText.line(entry));
              }
            });
      }
      return ExitCode.OK;
    }
  }

  private boolean concerns(String key, AuditEntry entry) {
    return entry != null && (accountId == null || accountId.equals(key));
  }
}
