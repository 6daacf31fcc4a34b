package dev.customerhealth.topology;

import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.ModelTexts;
import dev.customerhealth.intake.Received;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Makes the one stateful step, one per task, and owns its stores. */
final class AssessmentSupplier implements ProcessorSupplier<String, Received, String, Object> {

  private final HealthPolicy policy;
  private final ModelTexts texts;
  private final TopologySettings settings;
  private final ScoringMetrics metrics;

  AssessmentSupplier(
      HealthPolicy policy, ModelTexts texts, TopologySettings settings, ScoringMetrics metrics) {
    this.policy = policy;
    this.texts = texts;
    this.settings = settings;
    this.metrics = metrics;
  }

  @Override
  public Processor<String, Received, String, Object> get() {
    return new AssessmentProcessor(policy, texts, settings, metrics);
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return StateStores.builders();
  }
}
