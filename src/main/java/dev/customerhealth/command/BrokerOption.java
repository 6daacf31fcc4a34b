package dev.customerhealth.command;

import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.runtime.BrokerWait;
import dev.customerhealth.runtime.StartRefusedException;
import dev.customerhealth.wire.ContractSerdes;
import dev.customerhealth.wire.RegistrySettings;
import dev.customerhealth.wire.RegistryUnavailableException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How long a command that talks with Kafka and the schema registry waits for them. */
final class BrokerOption {
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofDays(1);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--wait",
      defaultValue = "15s",
      converter = DurationConverter.class,
      paramLabel = "DURATION",
      description =
          "How long to wait for Kafka, and for the schema registry, before giving up. Default:"
              + " ${DEFAULT-VALUE}.")
  private Duration longest;

  /**
   * A client of a Kafka that answers; says on stderr when it has to wait for it.
   *
   * @param file where the settings come from, for the message
   * @throws StartRefusedException when Kafka does not answer in time, with its address
   * @throws ExecutionException when it answers with a refusal
   * @throws InterruptedException when interrupted while waiting
   */
  Admin connect(ServiceConfig settings, Path file)
      throws StartRefusedException, ExecutionException, InterruptedException {
    if (longest.compareTo(SHORTEST) < 0 || longest.compareTo(LONGEST) > 0) {
      throw new ParameterException(spec.commandLine(), "--wait must be from 100ms to 1d");
    }
    PrintWriter err = err();
    BrokerWait wait =
        new BrokerWait(
            settings.kafka().bootstrapServers(),
            line -> {
              err.println(line);
              err.flush();
            });
    Map<String, Object> client = settings.kafka().forPlainClient();
    client.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "30000");
    Admin admin = BrokerWait.connect(client);
    boolean answered = false;
    try {
      answered = wait.answers(admin, longest, new CompletableFuture<>());
    } finally {
      if (!answered) {
        admin.close(Duration.ZERO);
      }
    }
    if (!answered) {
      throw new StartRefusedException(
          "no answer from Kafka at %s within %s; is kafka.bootstrap.servers right in %s?"
              .formatted(
                  settings.kafka().bootstrapServers(), DurationConverter.write(longest), file));
    }
    return admin;
  }

  /** The command's stderr. */
  PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** What reads and writes values; a registry that is away is waited for as long. */
  ContractSerdes serdes(ServiceConfig settings) {
    Map<String, String> registry = settings.registry().forSerdes();
    registry.put(RegistrySettings.WAIT_MS, Long.toString(longest.toMillis()));
    return ContractSerdes.from(registry);
  }

  /**
   * Returns when the registry answers: for long work, which waits for it by its own settings later.
   *
   * @throws RegistryUnavailableException when it does not in time
   */
  void requireRegistry(ServiceConfig settings, Topics topics) {
    try (ContractSerdes serdes = serdes(settings)) {
      serdes.registry().latest(topics.productUsage().valueSubject());
    }
  }
}
