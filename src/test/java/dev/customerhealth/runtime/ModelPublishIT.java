package dev.customerhealth.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.avro.ChangeCause;
import dev.customerhealth.avro.HealthScoreChange;
import dev.customerhealth.avro.ShadowScore;
import dev.customerhealth.command.RootCommand;
import dev.customerhealth.config.ConfigLoader;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.model.ConfiguredPolicy;
import dev.customerhealth.testing.LeapingClock;
import dev.customerhealth.testing.Presets;
import dev.customerhealth.wire.ContractSerdes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** A model published by the command while the service runs, on a real broker. */
class ModelPublishIT {

  private static final int VERSION = Presets.m0().version();

  private static Cluster cluster;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path configFile;
  private ServiceConfig config;

  @BeforeAll
  static void startCluster() {
    cluster = Cluster.start("model-publish-it");
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
  void every_account_switches_at_one_time_and_a_restart_keeps_the_model() throws Exception {
    LeapingClock time = new LeapingClock();
    try (RunningService service = RunningService.ready(config, time)) {
      traffic().sendUsage(20);
      awaitChanges(change -> change.getToScore() != null);
      Instant moment = time.inTenMinutes();

      assertThat(publish(model(VERSION + 1), "--from", moment.toString()))
          .as(err.toString())
          .isZero();
      time.leap();

      Awaitility.await("every account to switch")
          .atMost(Duration.ofSeconds(90))
          .pollInterval(Duration.ofMillis(300))
          .until(() -> byNewVersion().size() >= 10);

      assertThat(byNewVersion())
          .hasSize(10)
          .allSatisfy(
              change -> {
                assertThat(change.getChangedAt()).isEqualTo(moment);
                assertThat(change.getCause()).isEqualTo(ChangeCause.MODEL_CHANGED);
                assertThat(change.getFromModelVersion()).isEqualTo(VERSION);
              })
          .extracting(HealthScoreChange::getAccountId)
          .doesNotHaveDuplicates();
      assertThat(partitionsOf(change -> change.getModelVersion() == VERSION + 1))
          .as("partitions that switched")
          .containsExactlyInAnyOrder(0, 1);
      service.stop();
    }
    assertWhatIsRecordedOfIt();

    try (RunningService service = RunningService.ready(config, time)) {
      traffic().sendLogins(1_000, 300);
      List<HealthScoreChange> after =
          awaitChanges(change -> String.valueOf(change.getCauseEventId()).matches("LOGIN-1...+"));
      service.stop();
      assertThat(after)
          .allSatisfy(change -> assertThat(change.getModelVersion()).isEqualTo(VERSION + 1));
    }
  }

  private List<HealthScoreChange> byNewVersion() {
    return changes().stream().filter(change -> change.getModelVersion() == VERSION + 1).toList();
  }

  /** That it was published, and that it came into force: once, not once per partition. */
  private void assertWhatIsRecordedOfIt() {
    out.getBuffer().setLength(0);

    assertThat(execute("audit", "--config", configFile.toString())).as(err.toString()).isZero();
    assertThat(out.toString().lines().filter(line -> line.contains("a test")))
        .hasSize(2)
        .allMatch(line -> line.contains("M0 version " + (VERSION + 1)))
        .satisfiesOnlyOnce(line -> assertThat(line).contains("accepted"))
        .satisfiesOnlyOnce(line -> assertThat(line).contains("activated"));
  }

  @Test
  void a_shadow_scores_every_account_is_compared_and_ends_also_after_a_restart() throws Exception {
    LeapingClock time = new LeapingClock();
    try (RunningService service = RunningService.ready(config, time)) {
      traffic().sendUsage(20);
      awaitChanges(change -> change.getToScore() != null);
      String from = time.inTenMinutes().toString();
      assertThat(publish(model(VERSION + 1), "--shadow", "--from", from))
          .as(err.toString())
          .isZero();
      time.leap();
      assertThat(out.toString())
          .contains("publishing shadow M0@" + (VERSION + 1))
          .contains("beside M0 version " + VERSION)
          .contains("weight of nps: 10.00 -> 15.00 (of 100)");
      awaitShadows(shadows -> shadows.values().stream().filter(Objects::nonNull).count() == 10);
      service.stop();
    }
    out.getBuffer().setLength(0);
    assertThat(execute("model", "shadow", "compare", "M0", "--config", configFile.toString()))
        .as(err.toString())
        .isZero();
    assertThat(out.toString())
        .contains("shadow model M0 version " + (VERSION + 1), "10 accounts", "mean score");
    assertThat(explain("account-3", "M0")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("account-3 would score", "points by measure");
    assertThat(explain("account-3", "M9")).isEqualTo(1);
    assertThat(err.toString()).contains("shadow model 'M9' says nothing of account 'account-3'");
    assertThat(endShadow("M9", time.inTenMinutes().toString())).isEqualTo(1);
    assertThat(err.toString()).contains("no shadow model M9 scores", "there are M0@");

    try (RunningService service = RunningService.ready(config, time)) {
      assertThat(endShadow("M0", time.inTenMinutes().toString())).as(err.toString()).isZero();
      time.leap();
      awaitShadows(
          shadows -> shadows.size() == 10 && shadows.values().stream().noneMatch(Objects::nonNull));
      service.stop();
    }
    out.getBuffer().setLength(0);
    assertThat(execute("model", "published", "--config", configFile.toString())).isZero();
    assertThat(out.toString()).containsPattern("shadow +M0@" + (VERSION + 1) + " +ended");
    assertThat(changes()).allSatisfy(c -> assertThat(c.getModelVersion()).isEqualTo(VERSION));
  }

  private int explain(String account, String model) {
    return execute("explain", account, "--model", model, "--config", configFile.toString());
  }

  private int endShadow(String id, String from) {
    return execute(
        "model",
        "shadow",
        "end",
        id,
        "--config",
        configFile.toString(),
        "--reason",
        "a test",
        "--from",
        from);
  }

  private void awaitShadows(Predicate<Map<String, ShadowScore>> wanted) {
    Awaitility.await("shadows to be told")
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(300))
        .until(() -> wanted.test(shadows()));
  }

  private Map<String, ShadowScore> shadows() {
    try (ContractSerdes serdes = ContractSerdes.from(config.registry().forSerdes())) {
      var deserializer = serdes.of(ShadowScore.class).deserializer();
      String topic = Cluster.TOPICS.healthScoresShadow().name();
      Map<String, ShadowScore> latest = new HashMap<>();
      cluster
          .client()
          .readAll(topic)
          .forEach(
              found ->
                  latest.put(
                      new String(found.key(), StandardCharsets.UTF_8),
                      found.value() == null
                          ? null
                          : deserializer.deserialize(topic, found.value())));
      return latest;
    }
  }

  /** The configuration says that the registry is waited for ten minutes. */
  @Test
  @Timeout(120)
  void a_command_waits_for_a_registry_that_is_down_as_long_as_it_is_told() throws Exception {
    assertThat(publish(model(VERSION + 1))).as(err.toString()).isZero();
    Path patient =
        Files.writeString(
            cluster.directory().resolve("patient.yml"),
            Files.readString(configFile)
                .replace("schema.registry.wait.ms: 2000", "schema.registry.wait.ms: 600000"));
    cluster.stopRegistry();

    int exit = execute("model", "published", "--wait", "1500ms", "--config", patient.toString());

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString())
        .contains("customer-health: the schema registry at [http://127.0.0.1:")
        .contains("cannot be asked after");
  }

  @Test
  void what_cannot_be_published_is_refused_in_one_line_each() throws Exception {
    Path broken =
        Files.writeString(cluster.directory().resolve("broken.yml"), "id: M0\nversion: x\n");

    assertThat(publish(broken)).isEqualTo(1);
    assertThat(err.toString()).contains("version: 'x'").contains("nothing was published");

    assertThat(publish(model(VERSION))).isEqualTo(1);
    assertThat(err.toString()).contains("known with another content");

    traffic().tellTime(Instant.now(), "test");
    assertThat(publish(model(VERSION + 1), "--from", "2020-01-01T00:00:00Z")).isEqualTo(1);
    assertThat(err.toString()).contains("is too early: the service's time is");

    assertThat(publish(model(VERSION + 1), "--dry-run")).isZero();
    assertThat(out.toString())
        .contains("would publish M0@" + (VERSION + 1))
        .contains("weight of nps: 10.00 -> 15.00 (of 100)");

    assertThat(publish(model(VERSION + 1))).as(err.toString()).isZero();
    assertThat(publish(model(VERSION + 1))).isEqualTo(1);
    assertThat(err.toString()).contains("was published already");

    assertThat(execute("model", "published", "--config", configFile.toString())).isZero();
    assertThat(out.toString()).contains("M0@" + (VERSION + 1)).contains("pending");

    Path rules =
        Files.writeString(cluster.directory().resolve("rules.yml"), "version: 1\ndefault: M0\n");
    assertThat(publish(rules, "--selection", "--by", "kim")).as(err.toString()).isZero();
    assertThat(execute("audit", "--config", configFile.toString())).isZero();
    assertThat(out.toString())
        .containsPattern("accepted +M0 +model: M0 version " + VERSION + " -> M0 version")
        .containsPattern("accepted +selection +rules that choose models: .*, by kim: a test");
  }

  @Test
  void a_configured_version_that_changed_its_content_keeps_the_service_from_starting()
      throws Exception {
    Path models = Files.createDirectories(cluster.directory().resolve("models"));
    Path file = models.resolve("small.yml");
    Files.writeString(file, "id: small\nversion: 1\nextends: M0\nlabel: Small\n");
    ServiceConfig with = configWith(models);
    try (RunningService service = RunningService.ready(with, policyOf(with))) {
      service.stop();
    }
    try (RunningService service = RunningService.ready(with, policyOf(with))) {
      service.stop();
    }
    assertThat(execute("audit", "--config", configFile.toString())).isZero();
    assertThat(out.toString().lines())
        .as("each once, however often it starts")
        .hasSize(3)
        .anyMatch(line -> line.contains("activated") && line.contains("nothing -> small version 1"))
        .anyMatch(line -> line.contains("alert rules: nothing -> on: score-drop-7d, "))
        .anyMatch(line -> line.contains("nothing -> every account: small"));

    Files.writeString(
        file, "id: small\nversion: 1\nextends: M0\nlabel: Small\nminimum-coverage: 5%\n");
    try (RunningService service = RunningService.start(with, policyOf(with))) {
      assertThat(service.failure())
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContaining("model small version 1")
          .hasMessageContaining("higher version");
    }
  }

  @Test
  void going_back_to_an_older_configured_version_is_recorded_too() throws Exception {
    Path models = Files.createDirectories(cluster.directory().resolve("there-and-back"));
    for (int version : new int[] {1, 2, 1, 1}) {
      Files.writeString(
          models.resolve("small.yml"),
          "id: small\nversion: %d\nextends: M0\nlabel: Small %d\n".formatted(version, version));
      ServiceConfig with = configWith(models);
      try (RunningService service = RunningService.ready(with, policyOf(with))) {
        service.stop();
      }
    }

    assertThat(execute("audit", "--config", configFile.toString())).as(err.toString()).isZero();
    assertThat(out.toString().lines().filter(line -> line.contains(" model: ")))
        .as("every change once, the last start changed nothing")
        .hasSize(3)
        .anyMatch(line -> line.contains("nothing -> small version 1"))
        .anyMatch(line -> line.contains("small version 1 -> small version 2"))
        .anyMatch(line -> line.contains("small version 2 -> small version 1"));
  }

  private ServiceConfig configWith(Path models) throws Exception {
    return ConfigLoader.ofService()
        .load(cluster.configFile("models: {files: " + models + ", default: small}"));
  }

  /** Kafka says that a transaction is committed before all of its partitions know. */
  @Test
  void a_model_is_not_said_to_be_published_before_every_partition_can_read_it() throws Exception {
    String models = Cluster.TOPICS.scoringModels().name();
    String audit = Cluster.TOPICS.auditLog().name();
    Path next = model(VERSION + 1);
    try (Producer<byte[], byte[]> slow = cluster.client().transactional()) {
      slow.initTransactions();
      slow.beginTransaction();
      slow.send(new ProducerRecord<>(models, 1, new byte[] {1}, null)).get();

      CompletableFuture<Integer> published = CompletableFuture.supplyAsync(() -> publish(next));

      Awaitility.await("the partition of nobody else to have it")
          .atMost(Duration.ofSeconds(60))
          .until(() -> !cluster.client().readAll(audit).isEmpty());
      assertThatThrownBy(() -> published.get(1, TimeUnit.SECONDS))
          .isInstanceOf(TimeoutException.class);
      slow.abortTransaction();
      assertThat(published).succeedsWithin(Duration.ofSeconds(60)).isEqualTo(0);
    }
  }

  private static HealthPolicy policyOf(ServiceConfig settings) throws Exception {
    return ConfiguredPolicy.of(settings.models());
  }

  /** NPS weighs more, sentiment goes: relationship keeps its 20. */
  private static Path model(int version) throws IOException {
    return Files.writeString(
        cluster.directory().resolve("next-" + version + ".yml"),
        """
        id: M0
        version: %d
        extends: M0
        components:
          - id: relationship
            measures:
              - {measure: nps, weight: 15}
              - {measure: csm-sentiment, remove: true}
        """
            .formatted(version));
  }

  private int publish(Path file, String... more) {
    String[] all = new String[more.length + 7];
    all[0] = "model";
    all[1] = "publish";
    all[2] = file.toString();
    all[3] = "--config";
    all[4] = configFile.toString();
    all[5] = "--reason";
    all[6] = "a test";
    System.arraycopy(more, 0, all, 7, more.length);
    return execute(all);
  }

  private int execute(String... arguments) {
    CommandLine command = RootCommand.commandLine(Clock.systemUTC());
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  private Traffic traffic() {
    return new Traffic(cluster.client(), () -> ContractSerdes.from(config.registry().forSerdes()));
  }

  private List<HealthScoreChange> awaitChanges(Predicate<HealthScoreChange> wanted) {
    Awaitility.await("changes to be told")
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(300))
        .until(() -> changes().stream().anyMatch(wanted));
    return changes().stream().filter(wanted).toList();
  }

  private List<HealthScoreChange> changes() {
    return found().stream().map(Found::change).toList();
  }

  private Set<Integer> partitionsOf(Predicate<HealthScoreChange> wanted) {
    return found().stream()
        .filter(found -> wanted.test(found.change()))
        .map(Found::partition)
        .collect(Collectors.toSet());
  }

  /** A change, and the partition it lies in, which is that of its account in every topic. */
  private record Found(int partition, HealthScoreChange change) {}

  private List<Found> found() {
    try (ContractSerdes serdes = ContractSerdes.from(config.registry().forSerdes())) {
      var deserializer = serdes.of(HealthScoreChange.class).deserializer();
      String topic = Cluster.TOPICS.healthScoreChanges().name();
      return cluster.client().readAll(topic).stream()
          .map(
              record ->
                  new Found(record.partition(), deserializer.deserialize(topic, record.value())))
          .toList();
    }
  }
}
