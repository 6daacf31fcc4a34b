package dev.customerhealth.runtime;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Finds out whether Kafka is there before anything is asked of it, and says that it waits: Kafka's
 * own clients are silent for a minute, and then name neither the address nor the reason.
 */
public final class BrokerWait {
  private static final Duration SAY_AFTER = Duration.ofSeconds(1);

  private final String address;
  private final Consumer<String> telling;

  /**
   * A wait.
   *
   * @param address of the brokers, for people
   * @param telling is given one line when the answer takes longer than a second
   */
  public BrokerWait(String address, Consumer<String> telling) {
    this.address = address;
    this.telling = telling;
  }

  /**
   * A client; does not wait for an answer.
   *
   * @throws StartRefusedException when no host of these brokers is known here
   */
  public static Admin connect(Map<String, Object> settings) throws StartRefusedException {
    try {
      return Admin.create(settings);
    } catch (KafkaException failed) {
      // Kafka tells an unknown host and a wrong setting by the same exception.
      if (failed.getCause() instanceof ConfigException wrong
          && String.valueOf(wrong.getMessage()).contains("resolvable")) {
        throw new StartRefusedException(
            "no such host: kafka.bootstrap.servers is "
                + settings.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG));
      }
      throw failed;
    }
  }

  /**
   * Waits for an answer.
   *
   * @param longest how long to wait at most
   * @param stop ends the waiting when it completes
   * @return whether there was an answer; false when there was none in time or the waiting was ended
   * @throws ExecutionException when the broker answers with a refusal
   * @throws InterruptedException when interrupted while waiting
   */
  public boolean answers(Admin admin, Duration longest, CompletableFuture<?> stop)
      throws ExecutionException, InterruptedException {
    CompletableFuture<?> answer =
        admin
            .describeCluster(new DescribeClusterOptions().timeoutMs((int) longest.toMillis()))
            .nodes()
            .toCompletionStage()
            .toCompletableFuture();
    CompletableFuture<?> either = CompletableFuture.anyOf(answer, stop);
    try {
      try {
        either.get(SAY_AFTER.toMillis(), TimeUnit.MILLISECONDS);
      } catch (java.util.concurrent.TimeoutException silent) {
        telling.accept("waiting for Kafka at " + address);
        either.get();
      }
      return answer.isDone();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof TimeoutException) {
        return false;
      }
      throw failed;
    }
  }
}
