package dev.customerhealth.development.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.testing.BrokerProcess;
import dev.customerhealth.testing.KafkaTestClient;
import dev.customerhealth.testing.SharedBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedBroker.class)
class EmbeddedBrokerIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir Path directory;

  @Test
  void a_record_comes_back_with_its_key_value_and_headers(KafkaTestClient kafka) {
    String topic = topic(kafka, 3);
    ProducerRecord<byte[], byte[]> written =
        new ProducerRecord<>(topic, 2, bytes("acme"), bytes("hello"));
    written.headers().add("source", bytes("crm"));

    kafka.send(written);

    List<ConsumerRecord<byte[], byte[]>> read = kafka.readAll(topic);
    assertThat(read).hasSize(1);
    assertThat(read.get(0).partition()).isEqualTo(2);
    assertThat(read.get(0).key()).isEqualTo(bytes("acme"));
    assertThat(read.get(0).value()).isEqualTo(bytes("hello"));
    assertThat(read.get(0).headers().lastHeader("source").value()).isEqualTo(bytes("crm"));
    assertThat(kafka.endOffsets(topic)).isEqualTo(Map.of(0, 0L, 1, 0L, 2, 1L));
  }

  @Test
  void a_message_of_nearly_16_mebibytes_is_taken(KafkaTestClient kafka) {
    String topic = topic(kafka, 1);
    int size = 16 * 1024 * 1024 - 1024;

    kafka.send(topic, bytes("big"), new byte[size]);

    assertThat(kafka.readAll(topic).get(0).value()).hasSize(size);
  }

  @Test
  void only_committed_transactions_are_read_and_offsets_commit_with_them(KafkaTestClient kafka) {
    String topic = topic(kafka, 1);
    TopicPartition partition = new TopicPartition(topic, 0);
    String group = kafka.uniqueName("group");
    try (Producer<byte[], byte[]> producer = kafka.transactional();
        KafkaConsumer<byte[], byte[]> member = member(kafka, group)) {
      producer.initTransactions();
      producer.beginTransaction();
      write(producer, topic, "kept");
      producer.sendOffsetsToTransaction(
          Map.of(partition, new OffsetAndMetadata(7)), member.groupMetadata());
      producer.commitTransaction();
      producer.beginTransaction();
      write(producer, topic, "aborted");
      producer.abortTransaction();
    }

    assertThat(values(kafka.readAll(topic))).containsExactly("kept");
    assertThat(kafka.committedOffsets(group)).isEqualTo(Map.of(partition, 7L));
  }

  @Test
  void a_topic_nobody_created_does_not_appear(KafkaTestClient kafka) {
    String topic = kafka.uniqueName("misspelt");

    assertThatThrownBy(() -> kafka.endOffsets(topic))
        .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
  }

  @Test
  void a_restart_on_the_same_directory_keeps_cluster_and_data() {
    String clusterId;
    int port;
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
        KafkaTestClient kafka = new KafkaTestClient(broker.bootstrapServers())) {
      clusterId = broker.clusterId();
      port = broker.port();
      kafka.createTopic("kept", 2);
      kafka.send("kept", bytes("k"), bytes("before"));
    }

    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, port);
        KafkaTestClient kafka = new KafkaTestClient(broker.bootstrapServers())) {
      assertThat(broker.clusterId()).isEqualTo(clusterId);
      assertThat(broker.port()).isEqualTo(port);
      kafka.send("kept", bytes("k"), bytes("after"));
      assertThat(values(kafka.readAll("kept"))).containsExactly("before", "after");
      assertThat(broker.failure()).isEmpty();
    }
  }

  @Test
  void a_closed_broker_leaves_no_thread_but_the_two_of_the_metrics_library()
      throws InterruptedException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    EmbeddedBroker.start(directory, 0).close();

    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!before.contains(thread) && !thread.getName().startsWith("metrics-meter-tick-thread-")) {
        thread.join(LIMIT.toMillis());
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }

  @Test
  void a_port_in_use_is_named() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> EmbeddedBroker.start(directory, port))
          .isInstanceOf(BrokerStartException.class)
          .hasMessage(
              "Port %d on 127.0.0.1 is in use: stop what listens there or choose another port",
              port);
      assertThat(directory).isEmptyDirectory();
    }
  }

  @Test
  void a_data_directory_that_cannot_be_made_is_named() throws IOException {
    Path file = Files.writeString(directory.resolve("occupied"), "not a directory");
    Path wanted = file.resolve("broker");

    assertThatThrownBy(() -> EmbeddedBroker.start(wanted, 0))
        .isInstanceOf(BrokerStartException.class)
        .hasMessageStartingWith("The broker's data directory " + wanted + " cannot be ");
  }

  @Test
  void a_data_directory_in_use_is_named() {
    try (EmbeddedBroker first = EmbeddedBroker.start(directory, 0)) {
      assertThatThrownBy(() -> EmbeddedBroker.start(directory, 0))
          .isInstanceOf(BrokerStartException.class)
          .hasMessage("The broker's data directory %s is in use by another broker", directory);
      assertThat(first.failure()).isEmpty();
    }
  }

  @Test
  void a_damaged_data_directory_is_named() throws IOException {
    Path meta = Files.writeString(directory.resolve("meta.properties"), "version=1\n");

    assertThatThrownBy(() -> EmbeddedBroker.start(directory, 0))
        .isInstanceOf(BrokerStartException.class)
        .hasMessage(meta + " names no cluster.id: the directory is damaged or not the broker's");
  }

  @Test
  void a_broker_process_killed_in_the_middle_comes_back_with_what_it_acknowledged() {
    try (BrokerProcess broker = BrokerProcess.start(directory.resolve("broker"));
        KafkaTestClient kafka = new KafkaTestClient(broker.bootstrapServers())) {
      kafka.createTopic("kept", 4);
      kafka.send("kept", bytes("k"), bytes("before"));
      String address = broker.bootstrapServers();

      broker.kill();
      assertThat(broker.isAlive()).isFalse();
      broker.restart();

      assertThat(broker.bootstrapServers()).isEqualTo(address);
      kafka.send("kept", bytes("k"), bytes("after"));
      assertThat(values(kafka.awaitRecords("kept", 2, LIMIT))).containsExactly("before", "after");
    }
  }

  private static String topic(KafkaTestClient kafka, int partitions) {
    String topic = kafka.uniqueName("broker-test");
    kafka.createTopic(topic, partitions);
    return topic;
  }

  private static KafkaConsumer<byte[], byte[]> member(KafkaTestClient kafka, String group) {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "group.id", group),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private static void write(Producer<byte[], byte[]> producer, String topic, String value) {
    var sent = producer.send(new ProducerRecord<>(topic, bytes(value)));
    producer.flush();
    assertThat(sent).isDone();
  }

  private static List<String> values(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().map(each -> new String(each.value(), UTF_8)).toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
