package dev.customerhealth.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the accounting makes of dead letters that are gone, or that are not of its counts. */
class AccountingIT {

  private static final int LOGINS = 40;
  private static final int BAD = 5;
  private static final String DEAD_LETTERS = Cluster.TOPICS.deadLetters().name();

  private static Cluster cluster;

  @BeforeAll
  static void startCluster() {
    cluster = Cluster.start("accounting-it");
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
  void dead_letters_that_expired_are_not_called_lost() throws Exception {
    for (int each = 0; each < BAD; each++) {
      cluster
          .client()
          .send("product-usage", ("a" + each).getBytes(UTF_8), "no avro".getBytes(UTF_8));
    }
    runOnce();
    assertThat(cluster.accounting()).allMatch(AccountingLine::isEven);
    assertThat(deadLettered(cluster.accounting())).isEqualTo(BAD);

    expireDeadLetters();

    List<AccountingLine> lines = cluster.accounting();
    assertThat(lines).allMatch(line -> line.gap() == 0);
    assertThat(lines.stream().mapToLong(AccountingLine::unknown).sum()).isEqualTo(BAD);
    assertThat(lines)
        .filteredOn(line -> !line.partition().topic().equals("product-usage"))
        .allMatch(AccountingLine::isEven);
  }

  @Test
  void a_dead_letter_of_before_a_reset_does_not_count_beside_the_score_its_record_has_now()
      throws Exception {
    acceptGivenTimes();
    sendDeadLetterOf("product-usage", 0, Instant.now().minus(Duration.ofHours(1)));
    takeTimesOfAppending();
    assertThat(cluster.accounting()).as("before the first start").allMatch(AccountingLine::isEven);

    runOnce();

    assertThat(cluster.accounting()).allMatch(AccountingLine::isEven);
    assertThat(cluster.loginsScored()).isEqualTo(LOGINS);
    assertThat(deadLettered(cluster.accounting())).isZero();
  }

  @Test
  void a_loss_is_one_though_dead_letters_of_before_a_reset_have_expired() throws Exception {
    Instant before = Instant.now().minus(Duration.ofHours(1));
    acceptGivenTimes();
    sendDeadLetterOf("product-usage", 0, before);
    expireDeadLetters();
    sendDeadLetterOf("product-usage", 1, before);
    takeTimesOfAppending();
    runOnce();

    loseOneOf(new TopicPartition("product-usage", 0));

    assertThat(cluster.accounting())
        .filteredOn(line -> !line.isEven())
        .extracting(line -> line.partition() + " " + line.gap() + "+" + line.unknown())
        .containsExactly("product-usage-0 1+0");
  }

  /** A record that the service, which does not run, is said to have worked off. */
  private static void loseOneOf(TopicPartition input)
      throws ExecutionException, InterruptedException {
    cluster
        .client()
        .send(new ProducerRecord<>(input.topic(), input.partition(), null, new byte[] {1}));
    long committed = cluster.client().committedOffsets(cluster.applicationId()).get(input);
    cluster
        .client()
        .admin()
        .alterConsumerGroupOffsets(
            cluster.applicationId(), Map.of(input, new OffsetAndMetadata(committed + 1)))
        .all()
        .get();
  }

  private static void runOnce() {
    try (RunningService service = RunningService.ready(cluster.config())) {
      cluster.awaitLoginsRead();
      service.stop();
    }
    cluster.client().awaitNoTransaction();
  }

  private static long deadLettered(List<AccountingLine> lines) {
    return lines.stream().mapToLong(AccountingLine::deadLettered).sum();
  }

  /** As retention does. */
  private static void expireDeadLetters() throws ExecutionException, InterruptedException {
    Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
    cluster
        .client()
        .endOffsets(DEAD_LETTERS)
        .forEach(
            (partition, end) ->
                all.put(
                    new TopicPartition(DEAD_LETTERS, partition),
                    RecordsToDelete.beforeOffset(end)));
    cluster.client().admin().deleteRecords(all).all().get();
  }

  /** A topic that is there takes a while to do otherwise. */
  private static void acceptGivenTimes() {
    Map<String, String> settings = new HashMap<>(Cluster.TOPICS.deadLetters().settings());
    settings.put("message.timestamp.type", "CreateTime");
    cluster.client().deleteTopics(DEAD_LETTERS);
    cluster.client().createTopic(DEAD_LETTERS, Cluster.PARTITIONS, settings);
  }

  private static void takeTimesOfAppending() {
    cluster.client().configure(DEAD_LETTERS, "message.timestamp.type", "LogAppendTime");
    cluster.createMissingTopics();
  }

  /** The letter of the first record of a partition, as it was written at this time. */
  private static void sendDeadLetterOf(String topic, int partition, Instant time) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(
            DEAD_LETTERS, 0, time.toEpochMilli(), "account-0".getBytes(UTF_8), new byte[] {1});
    letter.headers().add("__streams.errors.topic", topic.getBytes(UTF_8));
    letter.headers().add("__streams.errors.partition", Integer.toString(partition).getBytes(UTF_8));
    letter.headers().add("__streams.errors.offset", "0".getBytes(UTF_8));
    cluster.client().send(letter);
  }
}
