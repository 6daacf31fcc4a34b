package dev.customerhealth.runtime;

import dev.customerhealth.config.ProcessingGuarantee;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.SupportedVersionRange;

/**
 * Whether the brokers can keep the promise of exactly once. Before Kafka 4.0 a late write of a
 * crashed instance could end up in the transaction of its successor.
 */
final class BrokerVersion {

  private static final String FEATURE = "transaction.version";
  private static final short NEEDED = 2;

  private BrokerVersion() {}

  /** What stands against the brokers; empty when nothing does. */
  static Optional<String> problem(Admin admin, ProcessingGuarantee guarantee)
      throws ExecutionException, InterruptedException {
    FeatureMetadata features = admin.describeFeatures().featureMetadata().get();
    SupportedVersionRange supported = features.supportedFeatures().get(FEATURE);
    if (supported == null || supported.maxVersion() < NEEDED) {
      return Optional.of("the brokers are older than Kafka 4.0, which is the oldest we run on");
    }
    FinalizedVersionRange switchedOn = features.finalizedFeatures().get(FEATURE);
    boolean missing = switchedOn == null || switchedOn.maxVersionLevel() < NEEDED;
    if (missing && guarantee == ProcessingGuarantee.EXACTLY_ONCE_V2) {
      return Optional.of(
          "the brokers have "
              + FEATURE
              + " switched off; exactly_once_v2 needs it: kafka-features.sh upgrade --feature "
              + FEATURE
              + "="
              + NEEDED);
    }
    return Optional.empty();
  }
}
