package dev.customerhealth.errors;

import dev.customerhealth.topology.ScoringMetrics.DeadLetterCause;
import dev.customerhealth.wire.RegistryFailures;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/**
 * Bytes that do not decode go to the dead letters and the stream goes on. When the registry cannot
 * be asked no record is at fault: the task fails and tries again, and nothing is skipped.
 */
public final class UndecodableRecordHandler implements DeserializationExceptionHandler {

  private DeadLetters deadLetters;

  @Override
  public void configure(Map<String, ?> settings) {
    deadLetters = new DeadLetters(ErrorHandling.from(settings));
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception failure) {
    if (RegistryFailures.isUnavailable(failure)) {
      return Response.fail();
    }
    return Response.resume(
        deadLetters.of(
            context, record.key(), record.value(), failure, DeadLetterCause.DESERIALIZATION));
  }
}
