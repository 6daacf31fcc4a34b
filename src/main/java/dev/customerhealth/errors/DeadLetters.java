package dev.customerhealth.errors;

import dev.customerhealth.topology.ScoringMetrics.DeadLetterCause;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/**
 * Makes dead letters: the raw key and value, the headers the record came with, and Kafka's own
 * headers that tell what went wrong and where the record is. They are made here because Kafka makes
 * them only for its own handlers, and without a bound on their size.
 */
final class DeadLetters {

  /** Kafka's native names. */
  static final String EXCEPTION = "__streams.errors.exception";

  static final String MESSAGE = "__streams.errors.message";
  static final String STACK_TRACE = "__streams.errors.stacktrace";
  static final String TOPIC = "__streams.errors.topic";
  static final String PARTITION = "__streams.errors.partition";
  static final String OFFSET = "__streams.errors.offset";

  /** Ours: the size of a value that was left out because it is larger than a dead letter may be. */
  static final String OMITTED_VALUE_BYTES = "customer.health.omitted.value.bytes";

  private static final int LONGEST_MESSAGE = 2_048;
  private static final int LONGEST_STACK_TRACE = 8_192;

  /** Room for our headers, the record's framing and compression that makes things larger. */
  private static final int ENVELOPE_BYTES = 65_536;

  private final ErrorHandling settings;

  DeadLetters(ErrorHandling settings) {
    this.settings = settings;
  }

  /** The dead letter of a record, counted. */
  List<ProducerRecord<byte[], byte[]>> of(
      ErrorHandlerContext context,
      byte[] key,
      byte[] value,
      Exception failure,
      DeadLetterCause cause) {
    settings.metrics().deadLettered(context.topic() == null ? "unknown" : context.topic(), cause);
    // One that is itself too large would abort the transaction, again and again.
    boolean fits = size(key) + size(value) + size(context.headers()) <= room();
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(
            settings.deadLetterTopic(),
            null,
            context.timestamp() < 0 ? null : context.timestamp(),
            fits || size(key) <= room() ? key : null,
            fits ? value : null);
    if (fits && context.headers() != null) {
      context.headers().forEach(letter.headers()::add);
    }
    if (!fits) {
      add(letter, OMITTED_VALUE_BYTES, Integer.toString(size(value)));
    }
    add(letter, EXCEPTION, failure.getClass().getName());
    add(letter, MESSAGE, shortened(String.valueOf(failure.getMessage()), LONGEST_MESSAGE));
    add(letter, STACK_TRACE, stackTrace(failure));
    add(letter, TOPIC, String.valueOf(context.topic()));
    add(letter, PARTITION, Integer.toString(context.partition()));
    add(letter, OFFSET, Long.toString(context.offset()));
    return List.of(letter);
  }

  private int room() {
    return Math.max(0, settings.largestDeadLetter() - ENVELOPE_BYTES);
  }

  private static void add(ProducerRecord<byte[], byte[]> letter, String name, String value) {
    letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static String stackTrace(Exception failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return shortened(text.toString(), LONGEST_STACK_TRACE);
  }

  private static String shortened(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }

  private static int size(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static int size(Headers headers) {
    int size = 0;
    if (headers != null) {
      for (Header header : headers) {
        size += header.key().length() + size(header.value());
      }
    }
    return size;
  }
}
