package dev.customerhealth.runtime;

import static dev.customerhealth.avro.AlertState.RAISED;
import static dev.customerhealth.avro.AlertState.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.AccountProfile;
import dev.customerhealth.avro.AlertState;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.avro.Severity;
import dev.customerhealth.command.RootCommand;
import dev.customerhealth.config.ConfigLoader;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.metrics.NotifierMeters;
import dev.customerhealth.testing.LeapingClock;
import dev.customerhealth.wire.ContractSerdes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Alert rules published to a running service. */
class RulesPublishIT {

  private static final String RULES =
      """
      version: %d
      extends: standard
      rules:
        - {id: feedback-negative, enabled: false}
        - id: score-low
          label: The score is low
          severity: warning
          when: {score: {below: %d, resolved-at: 65}}
      """;

  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

  private static Cluster cluster;

  private Path configFile;
  private ServiceConfig config;
  private Clock clock = Clock.systemUTC();
  private String out;
  private String err;

  @BeforeAll
  static void startCluster() {
    cluster = Cluster.start("rules-publish-it");
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @BeforeEach
  void beginAnew() throws Exception {
    cluster.begin();
    configFile = cluster.configFile();
    config = ConfigLoader.ofService().load(configFile);
  }

  @Test
  void rules_hold_from_one_time_on_and_who_said_so_and_why_is_recorded() throws Exception {
    LeapingClock time = new LeapingClock();
    clock = time;
    try (RunningService service = RunningService.ready(config, time)) {
      traffic().sendUsage(20);
      Path rules = file(1, 60);

      assertThat(publish(rules, "--dry-run")).as(err).isZero();
      assertThat(out)
          .startsWith("would publish alert-rules@1, in force from ")
          .contains("until then the configured alert rules")
          .contains("on: score-low")
          .contains("off: feedback-negative, it has no open alert");
      assertThat(published()).doesNotContain("alert-rules@1");

      String from = time.inTenMinutes().toString();
      assertThat(publish(rules, "--by", "kim", "--from", from)).as(err).isZero();
      assertThat(published()).contains("alert-rules@1").contains("pending");
      assertThat(publish(rules)).isEqualTo(1);
      assertThat(err).contains("alert-rules@1 was published already");
      assertThat(publish(file(1, 55))).isEqualTo(1);
      assertThat(err).contains("another content needs a new version");

      time.leap();
      Awaitility.await("the rules to come into force")
          .atMost(Duration.ofSeconds(150))
          .pollInterval(Duration.ofMillis(500))
          .until(
              () -> {
                assertThat(run("audit")).isZero();
                return out.lines()
                    .anyMatch(
                        line ->
                            line.contains("activated") && line.contains("alert-rules version 1"));
              });
      assertThat(out)
          .contains(
              "alert rules: the configured alert rules -> alert-rules version 1, by kim: Fewer");
      assertThat(published()).contains("in force").doesNotContain("pending");
      assertThat(run("alerts", "simulate", "--from", "topics")).as(err).isZero();
      assertThat(err).contains("judged by the published alert rules version 1");
      assertThat(out).contains("score-low").doesNotContain("feedback-negative");
      service.stop();
    }
  }

  @Test
  void figures_of_a_rule_begin_at_zero_when_it_is_published_and_not_with_its_first_alert()
      throws Exception {
    Map<String, Object> client = config.kafka().forPlainClient();
    Topics topics = Topics.of(config.topics().settings());
    try (ContractSerdes serdes = ContractSerdes.from(config.registry().forSerdes());
        NotifierMeters meters = new NotifierMeters(List.of(), List.of("configured"))) {
      PublishedRuleIds rules =
          new PublishedRuleIds(client, topics, serdes, Duration.ofMillis(200), meters::knowRules);
      assertThat(publish(file(1, 60))).as(err).isZero();

      Awaitility.await("the figures of what is published")
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(meters.scrape())
                      .contains("alert_quality_raised_total{rule=\"score-low\"} 0.0"));
      assertThat(meters.scrape())
          .contains("alert_quality_raised_total{rule=\"configured\"} 0.0")
          .contains("alert_quality_raised_total{rule=\"renewal-at-risk\"} 0.0")
          .as("off")
          .doesNotContain("rule=\"feedback-negative\"");
      rules.close();
    }
  }

  @Test
  void a_dry_run_counts_the_open_alerts_that_the_change_takes_back() throws Exception {
    Topics topics = Topics.of(config.topics().settings());
    try (ContractSerdes serdes = ContractSerdes.from(config.registry().forSerdes())) {
      for (String account : List.of("big", "small", "unknown")) {
        send(serdes, topics.healthAlerts(), account, alert(account, "renewal-at-risk", RAISED));
        send(serdes, topics.healthAlerts(), account, alert(account, "feedback-negative", RAISED));
      }
      send(serdes, topics.healthAlerts(), "big", alert("big", "feedback-negative", RESOLVED));
      send(serdes, topics.accountProfiles(), "big", profile("big", "enterprise"));
      send(serdes, topics.accountProfiles(), "small", profile("small", "smb"));
    }
    for (String account : List.of("small", "without-alerts")) {
      cluster
          .client()
          .send(
              topics.accountProfiles().name(),
              account.getBytes(StandardCharsets.UTF_8),
              "no record at all".getBytes(StandardCharsets.UTF_8));
    }
    Path rules =
        Files.writeString(
            cluster.directory().resolve("narrowed.yml"),
            """
            version: 1
            extends: standard
            rules:
              - {id: feedback-negative, enabled: false}
              - {id: renewal-at-risk, where: {segment: [enterprise]}}
              - {id: usage-silent, enabled: false}
            """);

    assertThat(publish(rules, "--dry-run")).as(err).isZero();

    assertThat(out)
        .contains("off: feedback-negative, its 2 open alerts are resolved")
        .contains("off: usage-silent, it has no open alert")
        .contains("asks otherwise: renewal-at-risk, resolved of its open alerts")
        .contains("because it is not about those accounts any more: 2 of 3");
    assertThat(err).contains("profiles that cannot be read: 1;");
  }

  @Test
  void a_time_is_fixed_after_the_topics_were_read_however_long_that_took() throws Exception {
    Instant later = NOON.plus(Duration.ofMinutes(10));
    clock = new ReadingTakesLong(NOON, later, () -> {});

    assertThat(publish(file(1, 60))).as(err).isZero();

    assertThat(out).contains("in force from " + later.plus(Duration.ofMinutes(1)));
  }

  @Test
  void a_time_that_passes_while_topics_are_read_is_refused() throws Exception {
    Instant from = NOON.plus(Duration.ofMinutes(5));
    Instant later = NOON.plus(Duration.ofMinutes(10));
    clock = new ReadingTakesLong(NOON, later, () -> traffic().tellTime(later, "test"));

    assertThat(publish(file(1, 60), "--from", from.toString())).isEqualTo(1);

    assertThat(err)
        .contains("--from " + from + " is too early: the service's time is " + later)
        .contains("nothing was published");
    clock = Clock.systemUTC();
    assertThat(published()).doesNotContain("alert-rules@1");
  }

  @Test
  void a_table_of_peers_is_held_to_the_same() throws Exception {
    Path table =
        Files.writeString(
            cluster.directory().resolve("peers.yml"),
            """
            id: peers
            version: 1
            minimum-peers: 20
            segments:
              "*":
                nps: {accounts: 40, quantiles: [-100, 0, 100]}
            """);
    Instant from = NOON.plus(Duration.ofMinutes(5));
    Instant later = NOON.plus(Duration.ofMinutes(10));
    clock = new ReadingTakesLong(NOON, later, () -> traffic().tellTime(later, "test"));

    int exit =
        run(
            "peers",
            "publish",
            table.toString(),
            "--reason",
            "Yearly review",
            "--from",
            from.toString());

    assertThat(exit).isEqualTo(1);
    assertThat(err).contains("--from " + from + " is too early").contains("nothing was published");
  }

  /** Looked at again, it is later, and so is the service. */
  private static final class ReadingTakesLong extends Clock {
    private final Instant before;
    private final Instant after;
    private final Runnable meanwhile;
    private int looks;

    ReadingTakesLong(Instant before, Instant after, Runnable meanwhile) {
      this.before = before;
      this.after = after;
      this.meanwhile = meanwhile;
    }

    @Override
    public Instant instant() {
      looks++;
      if (looks == 2) {
        meanwhile.run();
      }
      return looks == 1 ? before : after;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private Traffic traffic() {
    return new Traffic(cluster.client(), () -> ContractSerdes.from(config.registry().forSerdes()));
  }

  private <V extends SpecificRecord> void send(
      ContractSerdes serdes, Topic<V> topic, String account, V value) {
    cluster
        .client()
        .send(
            topic.name(),
            account.getBytes(StandardCharsets.UTF_8),
            serdes.of(topic.valueType()).serializer().serialize(topic.name(), value));
  }

  private static AccountProfile profile(String account, String segment) {
    return AccountProfile.newBuilder()
        .setAccountId(account)
        .setUpdatedAt(NOON)
        .setSegment(segment)
        .build();
  }

  private static HealthAlert alert(String account, String rule, AlertState state) {
    return HealthAlert.newBuilder()
        .setAlertId(account + rule)
        .setAccountId(account)
        .setRuleId(rule)
        .setRuleSource("R")
        .setEpisode(1)
        .setState(state)
        .setSeverity(Severity.WARNING)
        .setRaisedAt(NOON)
        .setAt(NOON)
        .setSummary("It is so.")
        .setDrivers(List.of())
        .setModelId("M0")
        .setModelVersion(1)
        .build();
  }

  @Test
  void a_component_no_model_has_is_refused_before_it_is_published() throws Exception {
    Path rules =
        Files.writeString(
            cluster.directory().resolve("component.yml"),
            """
            version: 1
            rules:
              - id: support-low
                label: Support is bad
                severity: info
                when: {component: {component: suport, below: 40, resolved-at: 50}}
            """);

    assertThat(publish(rules)).isEqualTo(1);

    assertThat(err)
        .contains("component.yml:6: rules[support-low].when.component.component: 'suport': ")
        .contains("did you mean support?")
        .contains("nothing was published");
  }

  @Test
  void a_wrong_file_is_refused_with_everything_wrong_with_it() throws Exception {
    Path rules = file(1, 70);

    assertThat(publish(rules)).isEqualTo(1);

    assertThat(err).contains("score-low").contains("nothing was published");
  }

  @Test
  void a_configuration_of_another_cluster_is_refused_at_once() throws Exception {
    Path rules = file(1, 60);
    String others = Files.readString(configFile).replaceFirst("partitions: \\d+", "partitions: 8");
    configFile = Files.writeString(configFile.resolveSibling("others.yml"), others);

    assertThat(publish(rules, "--dry-run")).isEqualTo(1);

    assertThat(err).contains("has 2 partitions, topics.partitions says 8");
  }

  private Path file(int version, int below) throws Exception {
    return Files.writeString(
        cluster.directory().resolve("rules-" + below + ".yml"), RULES.formatted(version, below));
  }

  private int publish(Path file, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("rules", "publish", file.toString(), "--reason", "Fewer"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private String published() {
    assertThat(run("model", "published")).as(err).isZero();
    return out;
  }

  private int run(String... arguments) {
    StringWriter told = new StringWriter();
    StringWriter wrong = new StringWriter();
    CommandLine command = RootCommand.commandLine(clock);
    command.setOut(new PrintWriter(told)).setErr(new PrintWriter(wrong));
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--config");
    all.add(configFile.toString());
    int exit = command.execute(all.toArray(String[]::new));
    out = told.toString();
    err = wrong.toString();
    return exit;
  }
}
