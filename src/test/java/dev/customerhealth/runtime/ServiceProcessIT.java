package dev.customerhealth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.testing.FullDisk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.GroupState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only a process of its own can show: signals, exit codes, what is left behind. */
class ServiceProcessIT {

  private static final int LOGINS = 100;
  private static final int FALLS = 10;

  private static final int DISK_MEGABYTES = 96;

  /** Less than that disk must have free, more than these stores have in memory. */
  private static final long ROOM_TO_STOP = 8L << 20;

  /** The labels that come from a client's own name. */
  private static final Pattern CLIENT = Pattern.compile("(?:client_id|thread_id)=\"([^\"]*)\"");

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

  /** By the distribution: what is missing in it would not be missed on the class path of tests. */
  @Test
  void a_signal_to_stop_ends_it_and_leaves_nothing() throws Exception {
    try (ServiceProcess service = ServiceProcess.ofDistribution(cluster.configFile())) {
      cluster.awaitLoginsRead();
      service.terminate();

      assertThat(service.exitCode()).as(service.log()).isEqualTo(128 + 15);
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

  /**
   * Otherwise every restart would leave thousands of series behind in Prometheus: names hold at
   * most the number of a thread, and no generated id.
   */
  @Test
  void a_restart_makes_no_new_series() throws Exception {
    try (ServiceProcess service = ServiceProcess.ready(cluster.configFile())) {
      cluster.awaitLoginsRead();

      Set<String> clients =
          service
              .get("/metrics")
              .body()
              .lines()
              .filter(line -> line.startsWith("kafka_"))
              .flatMap(line -> CLIENT.matcher(line).results().map(match -> match.group(1)))
              .collect(Collectors.toCollection(TreeSet::new));

      assertThat(clients)
          .isNotEmpty()
          .allMatch(
              client ->
                  client.matches(
                      Pattern.quote(cluster.applicationId()) + "[A-Za-z-]*(\\d{1,2})?[A-Za-z-]*"));
    }
  }

  /** By the distribution and with its own settings: what README promises is said of these. */
  @Test
  void a_process_killed_twice_in_the_middle_of_the_work_ends_with_the_same_scores_and_alerts()
      throws Exception {
    Path config = cluster.configFileWithTime(FallingScores.TIME, "streams: {group-instance-id: a}");
    FallingScores scores = new FallingScores(cluster, 5 * FALLS);
    int sent;
    try (ServiceProcess first = ServiceProcess.ofDistribution(config)) {
      scores.beginWell();
      try (SteadyLogins logins = SteadyLogins.from(cluster, LOGINS)) {
        killInTheMiddle(first, scores, logins);
        try (ServiceProcess second = ServiceProcess.ofDistribution(config)) {
          killInTheMiddle(second, scores, logins);
        }
        sent = logins.stop();
      }
    }
    try (ServiceProcess service = ServiceProcess.ofDistribution(config)) {
      scores.fall(FALLS);
      scores.awaitRead();
      service.terminate();
      service.exitCode();
    }
    cluster.assertLoginsAccountedFor(sent + 5 * FALLS * FallingScores.USAGE_EACH);
    scores.assertLatestScores();
    scores.assertEveryAlertToldOnce();
  }

  /** What falls last is read, told or committed when the signal comes; which, nobody knows. */
  private static void killInTheMiddle(
      ServiceProcess service, FallingScores scores, SteadyLogins logins) {
    scores.fall(FALLS);
    logins.awaitHalfWay();
    scores.fall(FALLS);
    service.kill();
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
  void a_disk_that_fills_up_stops_it_before_the_state_is_lost() throws Exception {
    try (FullDisk disk = FullDisk.at(cluster.stateDirectory(), DISK_MEGABYTES).requireOwn()) {
      try (ServiceProcess service = ServiceProcess.ready(cluster.configFile())) {
        cluster.awaitLoginsRead();

        disk.fillBut(ROOM_TO_STOP);

        assertThat(service.exitCode()).as(service.log()).isEqualTo(1);
        assertFull(service);
      }

      disk.makeRoom();
      assertGoesOnWithItsState();
    }
  }

  @Test
  void a_full_disk_keeps_it_down_and_keeps_the_state() throws Exception {
    try (FullDisk disk = FullDisk.at(cluster.stateDirectory(), DISK_MEGABYTES)) {
      try (ServiceProcess service = ServiceProcess.ready(cluster.configFile())) {
        cluster.awaitLoginsRead();
        service.terminate();
        service.exitCode();
      }
      List<String> before = tasks();
      disk.fill();

      try (ServiceProcess service = ServiceProcess.start(cluster.configFile())) {
        assertThat(service.exitCode()).as(service.log()).isEqualTo(1);
        assertFull(service);
      }

      assertThat(tasks()).isEqualTo(before).isNotEmpty();
      assertThat(cluster.stateDirectory().resolve("quarantine")).doesNotExist();

      disk.makeRoom();
      assertGoesOnWithItsState();
    }
  }

  private static void assertGoesOnWithItsState()
      throws ServiceFailedException, ExecutionException, InterruptedException {
    try (ServiceProcess service = ServiceProcess.ready(cluster.configFile())) {
      assertThat(service.log())
          .as("the state was kept")
          .doesNotContain("restored: store=account-health");
      cluster.traffic().sendLogins(LOGINS, LOGINS);
      cluster.awaitLoginsRead();
      service.terminate();
      service.exitCode();
    }
    cluster.assertLoginsAccountedFor(2 * LOGINS);
  }

  private static void assertFull(ServiceProcess service) {
    assertThat(service.log().lines().filter(line -> line.startsWith("customer-health: ")))
        .singleElement()
        .asString()
        .contains("is full; the state is kept, make room and start again");
    assertThat(service.log()).doesNotContain("\tat ");
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
