package dev.customerhealth.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.CustomerHealth;
import dev.customerhealth.avro.AlertState;
import dev.customerhealth.command.RootCommand;
import dev.customerhealth.config.ConfigLoader;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.notify.channel.HttpSink;
import dev.customerhealth.notify.channel.Provider;
import dev.customerhealth.notify.channel.ScriptedMailServer;
import dev.customerhealth.notify.channel.ScriptedMailServer.Protection;
import dev.customerhealth.notify.channel.TestCertificate;
import dev.customerhealth.notify.routing.ChannelKind;
import dev.customerhealth.testing.ChildJvm;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.GroupState;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import picocli.CommandLine;

/** What an operator does with the notifier, from the command line through a real broker. */
class NotifyCommandIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Pattern ANSWERING = Pattern.compile("answering: http://127.0.0.1:(\\d+)");
  private static final String ROUTING_KEY = "R0UT1NG-K3Y-hush";
  private static final String PASSWORD = "mail-p4ssword-hush";
  @RegisterExtension static final NotifierFixture fixture = new NotifierFixture();

  private String out;

  private int run(String... arguments) {
    CommandLine commandLine = RootCommand.commandLine(Clock.systemUTC());
    StringWriter written = new StringWriter();
    commandLine.setOut(new PrintWriter(written));
    commandLine.setErr(new PrintWriter(written));
    int code = commandLine.execute(arguments);
    out = written.toString();
    return code;
  }

  private static String deadLetter() {
    Awaitility.await("a dead letter")
        .atMost(LIMIT)
        .until(() -> !fixture.texts(NotifierFixture.OWN.deadLetters()).isEmpty());
    return fixture.texts(NotifierFixture.OWN.deadLetters()).get(0).split(" ", 2)[0];
  }

  private static List<String> ids() {
    return fixture.sink().requests("/a").stream()
        .map(request -> request.header("webhook-id"))
        .toList();
  }

  /** Secrets in files, so that a command in this process finds them. */
  private Path fileConfig() throws Exception {
    Path folder = fixture.directory();
    Files.writeString(folder.resolve("url"), fixture.sink().url("/a"));
    Files.writeString(folder.resolve("key"), NotifierFixture.SIGNING);
    Path routing =
        Files.writeString(
            folder.resolve("files.yml"),
            """
            version: 1
            smtp: {host: mail, from: h@example.com}
            receivers:
              - name: all
                webhook_configs:
                  - {url_file: url, signing_secret_file: key, allow_private: true}
                email_configs: [{to: [a@example.com]}]
            route: {receiver: all, group_wait: 100ms, group_interval: 100ms}
            """);
    return fixture.config(routing);
  }

  @Test
  void the_notifiers_topics_are_created_only_with_a_routing_file_and_every_command_says_so()
      throws Exception {
    String with = fileConfig().toString();
    Path without = fixture.directory().resolve("without.yml");
    Files.write(
        without,
        Files.readAllLines(Path.of(with)).stream()
            .filter(line -> !line.startsWith("notify:"))
            .toList());
    ServiceConfig settings = new ConfigLoader(Map.of(), List.of()).load(without);
    String gone = NotifierFixture.OWN.retries().name();
    try (Admin admin = Admin.create(settings.kafka().forPlainClient())) {
      admin.deleteTopics(List.of(gone)).all().get();
    }

    assertThat(run("notify", "dead-letters", "--config", with)).isEqualTo(1);
    assertThat(out)
        .contains(gone + " does not exist", "with notify.routing set creates what is missing");
    run("topics", "--config", without.toString());
    assertThat(out)
        .contains("those of the notifier are left out: notify.routing is not set")
        .doesNotContain(gone);
    run("topics", "--config", with);
    assertThat(out)
        .contains("created " + gone + " (1 partition, latest per key)")
        .doesNotContain("left out");
  }

  @Test
  void a_dry_run_says_what_would_go_where_sends_nothing_and_commits_nothing() throws Exception {
    fixture.raise("one", "acme");
    fixture.raise("two", "other");
    fixture.send("old", "third", AlertState.RAISED, Instant.now().minus(Duration.ofDays(30)));
    Path config = fileConfig();

    assertThat(run("notify", "--config", config.toString(), "--dry-run", "--payloads"))
        .as(out)
        .isZero();

    assertThat(out)
        .contains("all/webhook/1  kim  ")
        .contains("score-drop-7d RAISED one")
        .contains("\"alert_id\":\"two\"")
        .contains("Subject: Warning: acme", "<!DOCTYPE html>")
        .contains(
            "3 steps of alerts read, 1 of them history, 0 unreadable; 4 notifications, 0 held back"
                + " at the end")
        .doesNotContain("RAISED old", fixture.sink().url("/a"), NotifierFixture.SIGNING);
    assertThat(fixture.sink().requests()).isEmpty();
    assertThat(fixture.client().groupState(fixture.group())).isEqualTo(GroupState.DEAD);
    NotifierFixture.OWN.all().forEach(topic -> assertThat(fixture.texts(topic)).isEmpty());
  }

  @Test
  void topics_that_are_not_there_are_named_at_once() throws Exception {
    String config = fileConfig().toString();
    fixture.client().deleteTopics(NotifierFixture.OWN.deadLetters().name());

    assertThat(run("notify", "dead-letters", "--config", config)).isEqualTo(1);
    assertThat(out).contains("topic notification-dead-letters does not exist");
    assertThat(run("notify", "redrive", "--all", "--config", config)).isEqualTo(1);
    assertThat(out).contains("topic notification-dead-letters does not exist");
  }

  private static void write(Topic<?> topic, String value) {
    fixture
        .client()
        .send(
            topic.name(),
            "msg_1".getBytes(StandardCharsets.UTF_8),
            value.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void what_nobody_can_read_is_named_and_a_newer_log_ends_every_command_in_one_line()
      throws Exception {
    String config = fileConfig().toString();
    write(NotifierFixture.OWN.deadLetters(), "no JSON");

    assertThat(run("notify", "dead-letters", "--config", config)).as(out).isZero();
    assertThat(out)
        .contains(
            "notification-dead-letters, partition 0, offset 0 cannot be read and is passed over: no"
                + " JSON")
        .contains("no dead letters");
    write(NotifierFixture.OWN.deadLetters(), "{\"version\":2}");
    write(NotifierFixture.OWN.log(), "{\"version\":2}");
    for (String[] command :
        List.of(
            new String[] {"notify", "dead-letters", "--config", config},
            new String[] {"notify", "redrive", "--all", "--config", config},
            new String[] {"notify", "--config", config})) {
      assertThat(run(command)).as(out).isEqualTo(1);
      assertThat(out.lines())
          .as(String.join(" ", command))
          .singleElement()
          .asString()
          .startsWith("customer-health: a newer notifier has been at work");
    }
  }

  @Test
  void a_dead_letter_is_listed_and_driven_again_under_its_id_but_not_twice() throws Exception {
    fixture.sink().behave(HttpSink.status(400));
    Path config = fixture.config(fixture.routing("A"));
    NotifierFixture.Running running = fixture.start(fixture.routing("A"));
    fixture.raise("one", "acme");
    String id = deadLetter();

    assertThat(run("notify", "dead-letters", "--config", config.toString())).as(out).isZero();
    assertThat(out).contains(id, "dead", "all/webhook/1 for kim", "HTTP 400", "RAISED one");
    fixture.sink().behave(HttpSink.status(200));
    assertThat(run("notify", "redrive", id, "--config", config.toString())).as(out).isZero();
    assertThat(out).contains("1 handed to the notifier");
    fixture.awaitDelivered(1);

    assertThat(ids()).containsExactly(id, id);
    assertThat(run("notify", "dead-letters", "--json", "--config", config.toString())).isZero();
    assertThat(out).contains("\"id\":\"" + id + "\",\"state\":\"DELIVERED\"");
    assertThat(run("notify", "redrive", id, "--config", config.toString())).isEqualTo(1);
    assertThat(out).contains(id + ": delivered");
    assertThat(run("notify", "redrive", "--all", "--config", config.toString())).isZero();
    assertThat(out).contains("0 handed to the notifier");
    assertThat(running.meters().scrape())
        .contains(
            "customer_health_notify_sent_total{channel=\"webhook\",target=\"all/webhook/1\"} 1.0",
            "customer_health_notify_dead_letters_total{channel=\"webhook\",target=\"all/webhook/1\"}"
                + " 1.0",
            "customer_health_notify_redriven_total{channel=\"webhook\",target=\"all/webhook/1\"}"
                + " 1.0",
            "customer_health_notify_queue{channel=\"webhook\",target=\"all/webhook/1\"} 0.0",
            "customer_health_notify_alerts_total{step=\"raised\"} 1.0",
            "customer_health_notify_open_alerts 1.0",
            "customer_health_notify_at_work 1.0");
  }

  @Test
  void a_redrive_asked_for_while_no_notifier_runs_waits_for_the_next() throws Exception {
    fixture.sink().behave(HttpSink.status(400));
    Path routing = fixture.routing("A");
    NotifierFixture.Running first = fixture.start(routing);
    fixture.raise("one", "acme");
    String id = deadLetter();
    first.end();
    fixture.sink().behave(HttpSink.status(200));
    String config = fixture.config(routing).toString();

    assertThat(run("notify", "redrive", "--all", "--config", config)).as(out).isZero();
    assertThat(run("notify", "dead-letters", "--config", config)).isZero();
    assertThat(out).contains("on its way");
    fixture.start(routing);
    fixture.awaitDelivered(1);

    assertThat(ids()).containsExactly(id, id);
  }

  @Test
  void what_something_later_was_told_of_is_not_driven_again() throws Exception {
    fixture.sink().behave(HttpSink.status(400));
    Path routing = fixture.routing("A");
    fixture.start(routing);
    fixture.raise("one", "acme");
    String id = deadLetter();
    fixture.sink().behave(HttpSink.status(200));
    fixture.send("one", "acme", AlertState.RESOLVED, Instant.now());
    fixture.awaitDelivered(1);
    String config = fixture.config(routing).toString();

    assertThat(run("notify", "redrive", id, "--config", config)).isEqualTo(1);

    assertThat(out).contains(id + ": overtaken", "0 handed to the notifier");
  }

  /** A webhook, Slack, PagerDuty and mail, all of which fail; each knows a secret. */
  private static Path everySecret(int mailPort) throws Exception {
    return Files.writeString(
        fixture.directory().resolve("secrets.yml"),
        """
        version: 1
        retry: {first: 50ms, longest: 200ms, attempts: 5}
        smtp:
          host: localhost
          port: %d
          from: h@example.com
          encryption: tls
          username: health
          password_env: MAIL_PASSWORD
        receivers:
          - name: all
            webhook_configs:
              - {url_env: C, signing_secret_env: SIGNING, allow_private: true, pause: 1ms}
            slack_configs: [{url_env: SLACK, allow_private: true, pause: 1ms}]
            pagerduty_configs:
              - {routing_key_env: PAGER, url: '%s', allow_private: true, pause: 1ms}
            email_configs: [{to: [a@example.com], pause: 1ms}]
        route: {receiver: all, group_wait: 100ms, group_interval: 100ms}
        """
            .formatted(mailPort, fixture.sink().url("/pager")));
  }

  @Test
  void a_process_answers_as_kubernetes_asks_and_shows_no_secret_anywhere() throws Exception {
    SSLContext tls = TestCertificate.of(fixture.directory(), "dns:localhost,ip:127.0.0.1");
    ScriptedMailServer mailServer = new ScriptedMailServer(Protection.TLS, tls);
    mailServer.answer("AUTH", "535 5.7.8 wrong password");
    fixture.sink().standFor("/pager", Provider.of(ChannelKind.PAGERDUTY, ROUTING_KEY));
    fixture.sink().behave(HttpSink.status(500));
    Map<String, String> environment = new HashMap<>(fixture.environment());
    environment.put("MAIL_PASSWORD", PASSWORD);
    environment.put("PAGER", ROUTING_KEY);
    environment.put("SLACK", fixture.sink().url("/slack/hush-hush"));
    List<String> flags = new ArrayList<>(TestCertificate.trustingJvm(fixture.directory()));
    flags.add("-Xmx256m");
    Path config = fixture.config(everySecret(mailServer.port()));
    Path log = fixture.directory().resolve("answers.log");
    Process process =
        new ChildJvm(CustomerHealth.class)
            .jvmFlags(flags)
            .environment(environment)
            .arguments("notify", "--verbose", "--config", config.toString())
            .errorsTo(log)
            .start();
    String metrics;
    try {
      int port = portIn(log);
      assertThat(get(port, "/healthz").statusCode()).isEqualTo(200);
      Awaitility.await("readiness")
          .atMost(LIMIT)
          .until(() -> get(port, "/readyz").statusCode() == 200);
      assertThat(get(port, "/readyz").body()).isEqualTo("at work\n");
      fixture.raise("one", "acme");
      Awaitility.await("all four to be given up")
          .atMost(LIMIT)
          .until(() -> fixture.texts(NotifierFixture.OWN.deadLetters()).size() == 4);
      metrics = get(port, "/metrics").body();
    } finally {
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      mailServer.close();
    }

    for (String channel : List.of("webhook", "slack", "pagerduty", "email")) {
      String labels = "{channel=\"%s\",target=\"all/%s/1\"}".formatted(channel, channel);
      assertThat(metrics)
          .contains(
              "customer_health_notify_failed_total" + labels + " 5.0",
              "customer_health_notify_retried_total" + labels + " 4.0",
              "customer_health_notify_dead_letters_total" + labels + " 1.0");
    }
    String password = Base64.getEncoder().encodeToString(PASSWORD.getBytes(StandardCharsets.UTF_8));
    assertThat(mailServer.heard()).as("the password was told and refused").contains(password);
    assertThat(fixture.sink().requests("/pager").get(0).body()).contains(ROUTING_KEY);
    String everything =
        metrics
            + Files.readString(log)
            + fixture.texts(NotifierFixture.OWN.log())
            + fixture.texts(NotifierFixture.OWN.retries())
            + fixture.texts(NotifierFixture.OWN.deadLetters());
    assertThat(everything)
        .contains("HTTP 500", "AuthenticationFailedException")
        .doesNotContain(
            "hush", PASSWORD, password, NotifierFixture.SIGNING.substring("whsec_".length()));
  }

  private static int portIn(Path log) {
    return Awaitility.await("the port")
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(
            () -> {
              Matcher found = ANSWERING.matcher(Files.readString(log));
              return found.find() ? Integer.parseInt(found.group(1)) : 0;
            },
            port -> port > 0);
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
