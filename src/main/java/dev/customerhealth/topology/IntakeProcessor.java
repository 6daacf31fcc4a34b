package dev.customerhealth.topology;

import dev.customerhealth.intake.Origin;
import dev.customerhealth.intake.Received;
import dev.customerhealth.intake.SignalReader;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * The door of one topic: asks the reader what a record is and hands on the answer.
 *
 * @param <V> the generated class of the topic's values
 */
final class IntakeProcessor<V> extends ContextualProcessor<String, V, String, Received> {

  private final SignalReader<V> reader;

  IntakeProcessor(SignalReader<V> reader) {
    this.reader = reader;
  }

  @Override
  public void process(Record<String, V> record) {
    RecordMetadata metadata = context().recordMetadata().orElseThrow();
    Origin origin =
        new Origin(metadata.topic(), metadata.partition(), metadata.offset(), record.timestamp());
    context().forward(record.withValue(reader.read(record.key(), record.value(), origin)));
  }
}
