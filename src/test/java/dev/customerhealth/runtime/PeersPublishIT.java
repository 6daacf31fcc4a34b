package dev.customerhealth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.command.RootCommand;
import dev.customerhealth.config.ConfigLoader;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.testing.LeapingClock;
import dev.customerhealth.testing.Presets;
import dev.customerhealth.wire.ContractSerdes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A table of peers made of the scores of a running service, and back into it. */
class PeersPublishIT {

  private static final int NEXT = Presets.m0().version() + 1;

  private static Cluster cluster;

  private Path configFile;
  private ServiceConfig config;
  private String out;
  private String err;

  @BeforeAll
  static void startCluster() {
    cluster = Cluster.start("peers-publish-it");
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
  void accounts_are_compared_by_a_table_made_of_their_own_scores() throws Exception {
    LeapingClock time = new LeapingClock();
    try (RunningService service = RunningService.ready(config, time)) {
      traffic().sendUsage(20);
      await("ten scores", () -> scores().size() == 10);
      Path model =
          Files.writeString(
              cluster.directory().resolve("among-peers.yml"),
              """
              id: M0
              version: %d
              extends: M0
              components:
                - id: product-usage
                  measures:
                    - {measure: usage-depth, score: {peer-percentile: {linear: {zero-at: 0, full-at: 100}}}}
              """
                  .formatted(NEXT));
      String from = time.inTenMinutes().toString();
      assertThat(run("model", "publish", model.toString(), "--from", from, "--reason", "a test"))
          .as(err)
          .isZero();
      assertThat(err).contains("M0 compares usage-depth, but no table of peers is in force");

      assertThat(run("peers", "publish", "--from-scores", "--reason", "a test")).isEqualTo(1);
      assertThat(err).contains("the table is empty").contains("nothing was published");
      assertThat(run("peers", "show")).isEqualTo(1);
      assertThat(err).contains("no table of peers is in force");

      assertThat(run("peers", "publish", "--from-scores", "--minimum-peers", "5", "--print"))
          .as(err)
          .isZero();
      assertThat(out).startsWith("id: peers\nversion: 1\n").contains("usage-depth: {accounts: 10");
      Path table = Files.writeString(cluster.directory().resolve("table.yml"), out);

      assertThat(
              run(
                  "peers",
                  "publish",
                  "--from-scores",
                  "--minimum-peers",
                  "5",
                  "--from",
                  from,
                  "--reason",
                  "Yearly review",
                  "--by",
                  "kim"))
          .as(err)
          .isZero();
      assertThat(out).contains("publishing peers@1, in force from ").contains("all accounts: ");
      assertThat(run("peers", "publish", table.toString(), "--reason", "again")).isEqualTo(1);
      assertThat(err).contains("peers@1 was published already");
      assertThat(run("model", "published")).isZero();
      assertThat(out).contains("peers@1").contains("pending");
      assertThat(run("audit")).isZero();
      assertThat(out).contains("table of peers: nothing -> peers version 1, by kim: Yearly review");

      time.leap();
      await(
          "every account to be compared",
          () ->
              scores().size() == 10
                  && scores().values().stream()
                      .allMatch(
                          score ->
                              score.getPeers() != null
                                  && Integer.valueOf(1).equals(score.getPeers().getVersion())));
      assertThat(run("peers", "show")).as(err).isZero();
      assertThat(out).isEqualTo(Files.readString(table));
      assertThat(run("audit")).isZero();
      assertThat(out).contains("activated");
      assertThat(run("peers", "publish", "--from-scores", "--minimum-peers", "5", "--reason", "x"))
          .isZero();
      assertThat(out).contains("peers@1 says the same; nothing was published");
      service.stop();
    }
  }

  private int run(String... arguments) {
    StringWriter told = new StringWriter();
    StringWriter wrong = new StringWriter();
    CommandLine command = RootCommand.commandLine(Clock.systemUTC());
    command.setOut(new PrintWriter(told)).setErr(new PrintWriter(wrong));
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--config");
    all.add(configFile.toString());
    int exit = command.execute(all.toArray(String[]::new));
    out = told.toString();
    err = wrong.toString();
    return exit;
  }

  private Traffic traffic() {
    return new Traffic(cluster.client(), () -> ContractSerdes.from(config.registry().forSerdes()));
  }

  private static void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(Duration.ofSeconds(150))
        .pollInterval(Duration.ofMillis(500))
        .until(condition);
  }

  private Map<String, HealthScore> scores() {
    try (ContractSerdes serdes = ContractSerdes.from(config.registry().forSerdes())) {
      var deserializer = serdes.of(HealthScore.class).deserializer();
      String topic = Cluster.TOPICS.healthScores().name();
      Map<String, HealthScore> latest = new HashMap<>();
      cluster
          .client()
          .readAll(topic)
          .forEach(
              found -> {
                HealthScore score = deserializer.deserialize(topic, found.value());
                latest.put(score.getAccountId(), score);
              });
      return latest;
    }
  }
}
