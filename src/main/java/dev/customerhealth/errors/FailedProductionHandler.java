package dev.customerhealth.errors;

import dev.customerhealth.topology.ScoringMetrics.DeadLetterCause;
import dev.customerhealth.wire.RegistryFailures;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A result that does not serialize goes to the dead letters, by the record that led to it. One that
 * is too large does too when there are no transactions; inside one the producer has already given
 * the transaction up, so going on would try the same for ever: the task fails and says which topic
 * is too small. A changelog is never skipped: the state would be lost with the next restart.
 */
public final class FailedProductionHandler implements ProductionExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(FailedProductionHandler.class);
  private static final String CHANGELOG_SUFFIX = "-changelog";

  private ErrorHandling settings;
  private DeadLetters deadLetters;

  @Override
  public void configure(Map<String, ?> configuration) {
    settings = ErrorHandling.from(configuration);
    deadLetters = new DeadLetters(settings);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception failure) {
    if (failure instanceof RetriableException) {
      return Response.retry();
    }
    if (!(failure instanceof RecordTooLargeException)) {
      return Response.fail();
    }
    if (settings.exactlyOnce() || mustNotBeSkipped(record.topic())) {
      LOG.atError()
          .addKeyValue("topic", record.topic())
          .log("A record is larger than its topic takes; raise max.message.bytes of the topic");
      return Response.fail();
    }
    return Response.resume(
        deadLetters.of(
            context,
            context.sourceRawKey(),
            context.sourceRawValue(),
            failure,
            DeadLetterCause.TOO_LARGE));
  }

  @Override
  @SuppressWarnings("rawtypes") // As Kafka declares it.
  public Response handleSerializationError(
      ErrorHandlerContext context,
      ProducerRecord record,
      Exception failure,
      SerializationExceptionOrigin origin) {
    if (RegistryFailures.isUnavailable(failure) || mustNotBeSkipped(record.topic())) {
      return Response.fail();
    }
    return Response.resume(
        deadLetters.of(
            context,
            context.sourceRawKey(),
            context.sourceRawValue(),
            failure,
            DeadLetterCause.SERIALIZATION));
  }

  private boolean mustNotBeSkipped(String topic) {
    return topic.endsWith(CHANGELOG_SUFFIX) || topic.equals(settings.deadLetterTopic());
  }
}
