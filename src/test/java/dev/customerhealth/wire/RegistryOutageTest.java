package dev.customerhealth.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.development.registry.DevelopmentRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry that cannot be asked is no fault of any record. */
class RegistryOutageTest {
  private static final String TOPIC = "product-usage";
  private static final byte[] RECORD = PlainAvro.framed(1, new byte[] {2, 'x'});

  @TempDir Path directory;

  private Away away;

  @BeforeEach
  void keepAnAddress() throws IOException {
    away = new Away();
  }

  @AfterEach
  void letGo() throws IOException {
    away.close();
  }

  @Test
  void an_unreachable_registry_is_unavailable_and_not_poison() {
    ContractSerdes serdes = serdes(away.url(), 0);

    assertThatThrownBy(() -> read(serdes, RECORD))
        .isInstanceOf(RegistryUnavailableException.class)
        .isInstanceOf(RetriableException.class)
        .isNotInstanceOf(SerializationException.class)
        .hasMessageContaining("cannot be reached");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 408, 429, 500, 502, 503, 504})
  void these_answers_are_outages(int status) {
    try (ScriptedRegistry registry =
        ScriptedRegistry.answering(
            status, "{\"error_code\":" + status + "01,\"message\":\"no\"}")) {
      assertThatThrownBy(() -> read(serdes(registry.url(), 0), RECORD))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining(Integer.toString(status));
    }
  }

  @Test
  void a_404_that_is_not_a_registrys_is_an_outage() {
    try (ScriptedRegistry proxy = ScriptedRegistry.answering(404, "<html>no such page</html>")) {
      assertThatThrownBy(() -> read(serdes(proxy.url(), 0), RECORD))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("not as a schema registry does");
    }
  }

  @Test
  void a_200_that_is_not_a_registrys_is_an_outage() {
    try (ScriptedRegistry proxy = ScriptedRegistry.answering(200, "<html>welcome</html>")) {
      assertThatThrownBy(() -> read(serdes(proxy.url(), 0), RECORD))
          .isInstanceOf(RegistryUnavailableException.class);
    }
  }

  @Test
  void a_registry_that_does_not_answer_in_time_is_an_outage() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Map<String, Object> configuration = new HashMap<>();
      configuration.put(RegistrySettings.URL, "http://127.0.0.1:" + silent.getLocalPort());
      configuration.put(RegistrySettings.WAIT_MS, 0);
      configuration.put("http.read.timeout.ms", "100");

      assertThatThrownBy(() -> read(ContractSerdes.from(configuration), RECORD))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("HttpTimeoutException");
    }
  }

  @Test
  void a_record_is_read_once_the_registry_is_there() throws Exception {
    byte[] bytes;
    try (DevelopmentRegistry registry = new DevelopmentRegistry(directory, 0)) {
      bytes =
          serdes(registry.url(), 0)
              .of(ProductUsageEvent.class)
              .serializer()
              .serialize(TOPIC, SampleRecords.usage(5));
    }
    ContractSerdes serdes = serdes(away.url(), 300_000);
    CompletableFuture<ProductUsageEvent> read =
        CompletableFuture.supplyAsync(() -> read(serdes, bytes));
    Awaitility.await()
        .pollDelay(Duration.ofMillis(300))
        .untilAsserted(() -> assertThat(read).isNotDone());
    try (DevelopmentRegistry there = away.come(directory)) {
      assertThat(read.get(60, TimeUnit.SECONDS)).isEqualTo(SampleRecords.usage(5));
      assertThat(there.url()).isEqualTo(away.url());
    }
  }

  @Test
  void writing_waits_too() throws Exception {
    ContractSerdes serdes = serdes(away.url(), 300_000);
    CompletableFuture<byte[]> written =
        CompletableFuture.supplyAsync(
            () ->
                serdes
                    .of(ProductUsageEvent.class)
                    .serializer()
                    .serialize(TOPIC, SampleRecords.usage(5)));
    try (DevelopmentRegistry there = away.come(directory)) {
      assertThat(written.get(60, TimeUnit.SECONDS)).startsWith(0, 0, 0, 0, 1);
      assertThat(there.url()).isEqualTo(away.url());
    }
  }

  @Test
  void waiting_ends_after_the_configured_time_and_not_before() {
    ContractSerdes serdes = serdes(away.url(), 700);
    long start = System.nanoTime();

    // How many attempts that allows is the machine's affair.
    assertThat(CompletableFuture.supplyAsync(() -> read(serdes, RECORD)))
        .failsWithin(Duration.ofSeconds(60))
        .withThrowableThat()
        .withCauseInstanceOf(RegistryUnavailableException.class)
        .withMessageMatching("(?s).*after [0-9]+ attempts?: .*");
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofMillis(700));
  }

  @Test
  void closing_ends_waiting_at_once() throws Exception {
    ContractSerdes serdes = serdes(away.url(), 300_000);
    CompletableFuture<ProductUsageEvent> read =
        CompletableFuture.supplyAsync(() -> read(serdes, RECORD));

    serdes.close();

    assertThat(read)
        .failsWithin(Duration.ofSeconds(60))
        .withThrowableThat()
        .withCauseInstanceOf(RegistryUnavailableException.class);
  }

  @Test
  void an_interrupt_ends_waiting_and_stays_set() throws Exception {
    ContractSerdes serdes = serdes(away.url(), 300_000);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                read(serdes, RECORD);
              } catch (RegistryUnavailableException expected) {
                interrupted.complete(Thread.currentThread().isInterrupted());
              }
            });
    reader.start();
    reader.interrupt();

    assertThat(interrupted.get(60, TimeUnit.SECONDS)).isTrue();
    reader.join();
  }

  @Test
  void the_second_url_is_used_when_the_first_is_down() throws IOException {
    try (DevelopmentRegistry registry = new DevelopmentRegistry(directory, 0)) {
      ContractSerdes serdes = serdes(away.url() + ", " + registry.url() + "/", 0);

      byte[] bytes =
          serdes.of(ProductUsageEvent.class).serializer().serialize(TOPIC, SampleRecords.usage(3));

      assertThat(read(serdes, bytes)).isEqualTo(SampleRecords.usage(3));
    }
  }

  @Test
  void a_lagging_follower_that_does_not_know_an_id_yet_is_not_believed_alone() throws IOException {
    try (DevelopmentRegistry leader = new DevelopmentRegistry(directory, 0);
        ScriptedRegistry follower =
            ScriptedRegistry.answering(
                404, "{\"error_code\":40403,\"message\":\"Schema not found\"}")) {
      byte[] bytes =
          serdes(leader.url(), 0)
              .of(ProductUsageEvent.class)
              .serializer()
              .serialize(TOPIC, SampleRecords.usage(3));

      assertThat(read(serdes(follower.url() + "," + leader.url(), 0), bytes))
          .isEqualTo(SampleRecords.usage(3));
    }
  }

  @Test
  void an_unknown_id_is_asked_twice_before_it_is_believed() {
    String schema = PlainAvro.committed("product-usage-event").toString();
    String known = RegistryCalls.object().put("schema", schema).toString();
    try (ScriptedRegistry registry =
        ScriptedRegistry.answering(
            request ->
                request == 1
                    ? new ScriptedRegistry.Answer(404, "{\"error_code\":40403,\"message\":\"\"}")
                    : new ScriptedRegistry.Answer(200, known))) {
      assertThat(serdes(registry.url(), 0).registry().schemaOf(1)).isPresent();
    }
  }

  @Test
  void a_flood_of_one_unknown_id_asks_only_at_first() {
    try (ScriptedRegistry registry =
        ScriptedRegistry.answering(404, "{\"error_code\":40403,\"message\":\"\"}")) {
      ContractSerdes serdes = serdes(registry.url(), 0);
      for (int i = 0; i < 100; i++) {
        assertThatThrownBy(() -> read(serdes, RECORD))
            .isInstanceOf(UndecodableRecordException.class);
      }
      assertThat(registry.requests()).hasSize(2);
    }
  }

  private static ProductUsageEvent read(ContractSerdes serdes, byte[] bytes) {
    return serdes.of(ProductUsageEvent.class).deserializer().deserialize(TOPIC, bytes);
  }

  private static ContractSerdes serdes(String url, long waitMillis) {
    return ContractSerdes.from(
        Map.of(RegistrySettings.URL, url, RegistrySettings.WAIT_MS, waitMillis));
  }

  /**
   * An address where nobody listens, and nobody else can: a socket that is bound and does not
   * listen refuses every connection.
   */
  private static final class Away implements AutoCloseable {
    private final Socket kept = new Socket();
    private final int port;

    Away() throws IOException {
      kept.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      port = kept.getLocalPort();
    }

    String url() {
      return "http://127.0.0.1:" + port;
    }

    /** Starts a registry there; for a moment the port may serve somebody else. */
    DevelopmentRegistry come(Path directory) throws IOException {
      kept.close();
      AtomicReference<DevelopmentRegistry> started = new AtomicReference<>();
      Awaitility.await("the port")
          .atMost(Duration.ofSeconds(60))
          .pollDelay(Duration.ZERO)
          .ignoreExceptions()
          .until(
              () -> {
                started.set(new DevelopmentRegistry(directory, port));
                return true;
              });
      return started.get();
    }

    @Override
    public void close() throws IOException {
      kept.close();
    }
  }
}
