package dev.customerhealth.errors;

import dev.customerhealth.topology.PlatformFault;
import dev.customerhealth.topology.ScoringMetrics.DeadLetterCause;
import java.util.Map;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record that breaks the processing goes to the dead letters and the stream goes on. A failure of
 * the platform (a store, the broker, the registry) passes through here too and is no record's
 * fault: the task fails, or every record would be thrown away while a disk is full.
 */
public final class BrokenProcessingHandler implements ProcessingExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(BrokenProcessingHandler.class);

  private DeadLetters deadLetters;

  @Override
  public void configure(Map<String, ?> settings) {
    deadLetters = new DeadLetters(ErrorHandling.from(settings));
  }

  @Override
  public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception failure) {
    if (PlatformFault.isBehind(failure)) {
      return Response.fail();
    }
    LOG.atError()
        .addKeyValue("topic", context.topic())
        .addKeyValue("partition", context.partition())
        .addKeyValue("offset", context.offset())
        .setCause(failure)
        .log("A record broke the processing and goes to the dead letters");
    return Response.resume(
        deadLetters.of(
            context,
            context.sourceRawKey(),
            context.sourceRawValue(),
            failure,
            DeadLetterCause.PROCESSING));
  }
}
