package dev.customerhealth.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.customerhealth.notify.Notices;
import dev.customerhealth.notify.message.Messages;
import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.notice.Step;
import dev.customerhealth.notify.planning.Address;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.planning.Notification.Told;
import dev.customerhealth.notify.reading.RoutingFile;
import dev.customerhealth.notify.routing.Routing;
import dev.customerhealth.notify.routing.Target;
import dev.customerhealth.testing.DebianProgram;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Alertmanager of Debian's package, as it takes our alerts and tells of them. */
class AlertmanagerInteropIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  private HttpSink sink;
  private Process alertmanager;
  private String address;
  private Channel channel;
  private Target target;

  @BeforeEach
  void start() throws Exception {
    sink = new HttpSink();
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    address = "http://127.0.0.1:" + port;
    Path config =
        Files.writeString(
            folder.resolve("alertmanager.yml"),
            """
            route: {receiver: sink, group_by: [alert_id], group_wait: 100ms, group_interval: 100ms}
            receivers:
              - name: sink
                webhook_configs: [{url: '%s', send_resolved: true}]
            """
                .formatted(sink.url("/told")));
    Path program = DebianProgram.find("prometheus-alertmanager", "prometheus-alertmanager");
    alertmanager =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + config,
                "--storage.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("alertmanager.log").toFile())
            .start();
    Awaitility.await("Alertmanager")
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(() -> get("/-/ready").statusCode() == 200);
    Routing routing =
        RoutingFile.read(
            Files.writeString(
                folder.resolve("routing.yml"),
                """
                version: 1
                receivers:
                  - name: operators
                    alertmanager_configs: [{url_env: URL, allow_private: true}]
                route: {receiver: operators}
                """),
            Map.of("URL", address));
    target = routing.allTargets().get(0);
    channel = Channels.of(target, routing, new HttpSender(LIMIT));
  }

  @AfterEach
  void stop() throws Exception {
    alertmanager.destroy();
    assertThat(alertmanager.waitFor(60, TimeUnit.SECONDS)).isTrue();
    sink.close();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode open() throws Exception {
    return new ObjectMapper().readTree(get("/api/v2/alerts").body());
  }

  private void tell(Notice notice) throws Exception {
    Instant now = Instant.now();
    Notification notification =
        new Notification(
            "msg_" + notice.step(),
            new Address(target.id(), "kim"),
            Notification.Kind.GROUP,
            new TreeMap<>(),
            List.of(new Told(notice, false)),
            0,
            now);
    assertThat(channel.send(notification, Messages.of(target, notification), now))
        .isEqualTo(new Outcome.Delivered());
  }

  /** Statuses in the order in which Alertmanager told them. */
  private List<String> told() {
    return sink.requests("/told").stream()
        .map(request -> request.body().replaceFirst("(?s).*?\"status\":\"(\\w+)\".*", "$1"))
        .toList();
  }

  @Test
  void an_alert_is_open_until_its_resolved_step_also_when_its_severity_rose() throws Exception {
    Instant begin = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
    Notice raised = Notices.begun(Notices.raised("acme/score-drop-7d/1"), begin);
    tell(raised);

    JsonNode alert = open().get(0);
    assertThat(open()).hasSize(1);
    assertThat(alert.path("labels").path("alertname").asText()).isEqualTo("score-drop-7d");
    assertThat(alert.path("labels").path("severity").asText()).isEqualTo("warning");
    assertThat(alert.path("labels").path("csm").asText()).isEqualTo("kim");
    assertThat(alert.path("annotations").path("account_name").asText()).isEqualTo("Acme GmbH");
    assertThat(alert.path("generatorURL").asText()).startsWith("https://console.example.com/");
    assertThat(Instant.parse(alert.path("startsAt").asText())).isEqualTo(begin);
    assertThat(Instant.parse(alert.path("endsAt").asText()))
        .isAfter(Instant.now().plus(Duration.ofDays(80)));
    awaitTold(List.of("firing"));

    Notice worse = Notices.begun(Notices.critical("acme/score-drop-7d/1", "acme", "kim"), begin);
    tell(Notices.at(worse, Step.ESCALATED, Instant.now()));
    assertThat(open()).hasSize(1);
    assertThat(open().get(0).path("labels").path("severity").asText()).isEqualTo("critical");

    tell(Notices.at(worse, Step.RESOLVED, Instant.now()));
    assertThat(open()).isEmpty();
    Awaitility.await("the end to be told")
        .atMost(LIMIT)
        .until(() -> told().size() > 1 && told().get(told().size() - 1).equals("resolved"));
  }

  private void awaitTold(List<String> statuses) {
    Awaitility.await("told " + statuses).atMost(LIMIT).until(() -> told().equals(statuses));
  }

  @Test
  void a_hostile_name_is_taken_as_text() throws Exception {
    tell(Notices.begun(Notices.hostile("a1"), Instant.now()));

    assertThat(open().get(0).path("annotations").path("account_name").asText())
        .contains("‹!channel›")
        .doesNotContain("<", ">");
  }
}
