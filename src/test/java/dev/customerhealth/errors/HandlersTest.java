package dev.customerhealth.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.contract.Topics;
import dev.customerhealth.topology.ScoringMetrics;
import dev.customerhealth.wire.RegistryUnavailableException;
import dev.customerhealth.wire.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler.SerializationExceptionOrigin;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class HandlersTest {

  private static final byte[] KEY = {1};
  private static final byte[] VALUE = {2, 3};

  @Test
  void bytes_that_do_not_decode_are_kept_and_the_stream_goes_on() {
    DeserializationExceptionHandler.Response response =
        undecodable(new UndecodableRecordException("no magic byte"), VALUE);

    assertThat(response.result()).isEqualTo(DeserializationExceptionHandler.Result.RESUME);
    ProducerRecord<byte[], byte[]> letter = response.deadLetterQueueRecords().get(0);
    assertThat(letter.topic()).isEqualTo("dead-letters");
    assertThat(letter.key()).isEqualTo(KEY);
    assertThat(letter.value()).isEqualTo(VALUE);
    assertThat(header(letter, "__streams.errors.topic")).isEqualTo("product-usage");
    assertThat(header(letter, "__streams.errors.offset")).isEqualTo("4711");
    assertThat(header(letter, "__streams.errors.message")).isEqualTo("no magic byte");
  }

  @Test
  void a_registry_that_is_away_fails_the_task_and_skips_nothing() {
    DeserializationExceptionHandler.Response response =
        undecodable(new RegistryUnavailableException("connection refused"), VALUE);

    assertThat(response.result()).isEqualTo(DeserializationExceptionHandler.Result.FAIL);
    assertThat(response.deadLetterQueueRecords()).isEmpty();
  }

  @Test
  void a_value_larger_than_a_dead_letter_may_be_is_left_out_and_its_place_is_told() {
    byte[] huge = new byte[5_000_000];

    ProducerRecord<byte[], byte[]> letter =
        undecodable(new UndecodableRecordException("too much"), huge)
            .deadLetterQueueRecords()
            .get(0);

    assertThat(letter.value()).isNull();
    assertThat(letter.key()).isEqualTo(KEY);
    assertThat(header(letter, "customer.health.omitted.value.bytes")).isEqualTo("5000000");
    assertThat(header(letter, "__streams.errors.offset")).isEqualTo("4711");
  }

  @Test
  void a_failure_without_message_still_makes_a_dead_letter() {
    assertThat(undecodable(new NullPointerException(), VALUE).deadLetterQueueRecords()).hasSize(1);
  }

  @Test
  void a_bug_in_processing_is_the_records_end_and_not_the_streams() {
    ProcessingExceptionHandler.Response response = broken(new IllegalStateException("bug"));

    assertThat(response.result()).isEqualTo(ProcessingExceptionHandler.Result.RESUME);
    assertThat(response.deadLetterQueueRecords().get(0).value()).isEqualTo(VALUE);
  }

  @Test
  void a_wrong_type_wrapped_by_kafka_is_a_bug_too() {
    assertThat(broken(new StreamsException("x", new ClassCastException())).result())
        .isEqualTo(ProcessingExceptionHandler.Result.RESUME);
  }

  @Test
  void a_store_that_fails_is_no_records_fault() {
    ProcessingExceptionHandler.Response response =
        broken(new ProcessorStateException("No space left on device"));

    assertThat(response.result()).isEqualTo(ProcessingExceptionHandler.Result.FAIL);
    assertThat(response.deadLetterQueueRecords()).isEmpty();
  }

  @Test
  void a_result_that_does_not_serialize_goes_to_the_dead_letters() {
    assertThat(unserializable(new SerializationException("null of a required field")).result())
        .isEqualTo(ProductionExceptionHandler.Result.RESUME);
  }

  @Test
  void a_result_that_cannot_be_registered_now_fails_the_task() {
    assertThat(unserializable(new RegistryUnavailableException("away")).result())
        .isEqualTo(ProductionExceptionHandler.Result.FAIL);
  }

  @Test
  void a_result_too_large_goes_to_the_dead_letters_where_there_are_no_transactions() {
    assertThat(unsent("health-scores", new RecordTooLargeException(), StreamsConfig.AT_LEAST_ONCE))
        .isEqualTo(ProductionExceptionHandler.Result.RESUME);
  }

  @Test
  void a_result_too_large_fails_the_task_in_a_transaction_which_is_lost_already() {
    assertThat(
            unsent("health-scores", new RecordTooLargeException(), StreamsConfig.EXACTLY_ONCE_V2))
        .isEqualTo(ProductionExceptionHandler.Result.FAIL);
  }

  @Test
  void a_changelog_record_is_never_skipped() {
    assertThat(
            unsent(
                "customer-health-account-health-changelog",
                new RecordTooLargeException(),
                StreamsConfig.AT_LEAST_ONCE))
        .isEqualTo(ProductionExceptionHandler.Result.FAIL);
  }

  @Test
  void what_passes_is_tried_again() {
    assertThat(
            unsent(
                "health-scores", new NotLeaderOrFollowerException(), StreamsConfig.EXACTLY_ONCE_V2))
        .isEqualTo(ProductionExceptionHandler.Result.RETRY);
  }

  @Test
  void what_only_a_person_can_mend_fails_the_task() {
    assertThat(
            unsent(
                "health-scores",
                new TopicAuthorizationException("denied"),
                StreamsConfig.EXACTLY_ONCE_V2))
        .isEqualTo(ProductionExceptionHandler.Result.FAIL);
  }

  @Test
  void a_handler_without_our_settings_is_refused() {
    UndecodableRecordHandler handler = new UndecodableRecordHandler();

    assertThatThrownBy(() -> handler.configure(Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("errors.dead.letter.queue.topic.name");
  }

  private static DeserializationExceptionHandler.Response undecodable(
      Exception failure, byte[] value) {
    UndecodableRecordHandler handler = new UndecodableRecordHandler();
    handler.configure(settings(StreamsConfig.EXACTLY_ONCE_V2));
    return handler.handleError(
        new Context(value), new ConsumerRecord<>("product-usage", 3, 4711, KEY, value), failure);
  }

  private static ProcessingExceptionHandler.Response broken(Exception failure) {
    BrokenProcessingHandler handler = new BrokenProcessingHandler();
    handler.configure(settings(StreamsConfig.EXACTLY_ONCE_V2));
    return handler.handleError(new Context(VALUE), null, failure);
  }

  private static ProductionExceptionHandler.Response unserializable(Exception failure) {
    FailedProductionHandler handler = new FailedProductionHandler();
    handler.configure(settings(StreamsConfig.EXACTLY_ONCE_V2));
    return handler.handleSerializationError(
        new Context(VALUE),
        new ProducerRecord<>("health-scores", "acme", "score"),
        failure,
        SerializationExceptionOrigin.VALUE);
  }

  private static ProductionExceptionHandler.Result unsent(
      String topic, Exception failure, String guarantee) {
    FailedProductionHandler handler = new FailedProductionHandler();
    handler.configure(settings(guarantee));
    return handler
        .handleError(new Context(null), new ProducerRecord<>(topic, KEY, VALUE), failure)
        .result();
  }

  private static Map<String, Object> settings(String guarantee) {
    Map<String, Object> settings =
        new HashMap<>(
            ErrorHandling.properties(Topics.standard().deadLetters(), ScoringMetrics.silent()));
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
    return settings;
  }

  private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  /** A record of product-usage, partition 3, offset 4711. */
  private static final class Context implements ErrorHandlerContext {
    private final byte[] value;

    Context(byte[] value) {
      this.value = value;
    }

    @Override
    public String topic() {
      return "product-usage";
    }

    @Override
    public int partition() {
      return 3;
    }

    @Override
    public long offset() {
      return 4711;
    }

    @Override
    public Headers headers() {
      return new RecordHeaders();
    }

    @Override
    public String processorNodeId() {
      return "node";
    }

    @Override
    public TaskId taskId() {
      return new TaskId(0, 3);
    }

    @Override
    public long timestamp() {
      return -1;
    }

    @Override
    public byte[] sourceRawKey() {
      return KEY;
    }

    @Override
    public byte[] sourceRawValue() {
      return value;
    }
  }
}
