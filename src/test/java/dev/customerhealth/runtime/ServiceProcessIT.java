package dev.customerhealth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.packaging.DashboardFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.GroupState;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only a process of its own can show: signals, exit codes, what is left behind. */
class ServiceProcessIT {

  private static final int LOGINS = 100;

  private static Cluster cluster;

  @BeforeAll
  static void startCluster() {
    cluster = Cluster.start("process-it");
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @BeforeEach
  void begin() throws ExecutionException, InterruptedException {
    cluster.begin();
    cluster.traffic().sendLogins(0, LOGINS);
  }

  @Test
  void a_signal_to_stop_ends_it_within_seconds_and_leaves_nothing() throws Exception {
    try (ServiceProcess service = ServiceProcess.ready(cluster.configFile())) {
      cluster.awaitLoginsRead();
      long begin = System.nanoTime();

      service.terminate();

      assertThat(service.exitCode()).as(service.log()).isEqualTo(128 + 15);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
      assertThat(service.log()).contains("stopped");
    }
    assertThat(cluster.client().groupState(cluster.applicationId()))
        .isIn(GroupState.EMPTY, GroupState.DEAD);
    cluster.assertLoginsAccountedFor(LOGINS);
  }

  @Test
  void the_numbers_of_a_running_service_can_be_scraped() throws Exception {
    try (ServiceProcess service = ServiceProcess.ready(cluster.configFile())) {
      cluster.awaitLoginsRead();

      String numbers = service.get("/metrics").body();

      assertThat(numbers)
          .contains(
              "kafka_stream_thread_process",
              "kafka_consumer_fetch_manager_records_lag_max",
              "customer_health_records_total{outcome=\"scored\",topic=\"product-usage\"} 100.0");
    }
  }

  @Test
  void every_number_of_the_service_on_a_dashboard_is_one_it_has() throws Exception {
    try (ServiceProcess service = ServiceProcess.ready(cluster.configFile())) {
      cluster.awaitLoginsRead();
      Set<String> shown = DashboardFile.numbersOfTheService();
      assertThat(shown).isNotEmpty();

      Awaitility.await("Kafka's numbers, which are looked up once a minute")
          .atMost(Duration.ofSeconds(90))
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(
              () ->
                  assertThat(service.get("/metrics").body().lines())
                      .extracting(line -> line.split("[{ ]", 2)[0])
                      .containsAll(shown));
    }
  }

  @Test
  void a_killed_process_costs_no_record() throws Exception {
    String instance = "streams: {group-instance-id: a}";
    try (ServiceProcess service = ServiceProcess.ready(cluster.configFile(instance))) {
      cluster.traffic().sendLogins(LOGINS, LOGINS);
      service.kill();
    }
    try (ServiceProcess service = ServiceProcess.ready(cluster.configFile(instance))) {
      cluster.awaitLoginsRead();
      service.terminate();
      service.exitCode();
    }
    cluster.assertLoginsAccountedFor(2 * LOGINS);
  }

  @Test
  void a_port_in_use_is_one_clear_line() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServiceProcess service =
            ServiceProcess.start(cluster.configFileWithPort(taken.getLocalPort()))) {
      assertThat(service.exitCode()).isEqualTo(1);
      assertThat(service.log().strip())
          .hasLineCount(1)
          .contains("http.port " + taken.getLocalPort() + " on 127.0.0.1 cannot be taken");
    }
  }

  @Test
  void a_full_disk_keeps_it_down_and_keeps_the_state() throws Exception {
    try (FullDisk disk = FullDisk.at(cluster.stateDirectory())) {
      try (ServiceProcess service = ServiceProcess.ready(cluster.configFile())) {
        cluster.awaitLoginsRead();
        service.terminate();
        service.exitCode();
      }
      List<String> before = tasks();
      disk.fill();

      try (ServiceProcess service = ServiceProcess.start(cluster.configFile())) {
        assertThat(service.exitCode()).as(service.log()).isEqualTo(1);
        assertThat(service.log().lines().filter(line -> line.startsWith("customer-health: ")))
            .singleElement()
            .asString()
            .contains("is full; the state is kept, make room and start again");
        assertThat(service.log()).doesNotContain("\tat ");
      }

      assertThat(tasks()).isEqualTo(before).isNotEmpty();
      assertThat(cluster.stateDirectory().resolve("quarantine")).doesNotExist();

      disk.makeRoom();
      try (ServiceProcess service = ServiceProcess.ready(cluster.configFile())) {
        cluster.traffic().sendLogins(LOGINS, LOGINS);
        cluster.awaitLoginsRead();
        service.terminate();
        service.exitCode();
      }
      cluster.assertLoginsAccountedFor(2 * LOGINS);
    }
  }

  private static List<String> tasks() throws IOException {
    Path folder = cluster.stateDirectory().resolve(cluster.applicationId());
    try (Stream<Path> tasks = Files.list(folder)) {
      return tasks
          .map(task -> task.getFileName().toString())
          .filter(name -> name.matches("\\d+_\\d+"))
          .sorted()
          .toList();
    }
  }
}
