package dev.customerhealth.topology;

import dev.customerhealth.domain.alerting.Alert;
import java.util.List;

/**
 * What operators are told about models. Called on the stream threads; an implementation must be
 * thread safe, quick, and must not throw. Every partition tells for itself.
 */
public interface ModelMetrics {

  /** Something published cannot be used; what scored so far goes on. Alert on any. */
  void refused(String kind);

  /**
   * Something published came to a partition after its time and holds there from the partition's
   * next instant on: partitions may have switched at different times.
   */
  void cameLate(String kind);

  /** Every account of a partition is scored by this version now, where its id is chosen. */
  void inForce(String modelId, int version);

  /** Every account of a partition is compared with peers by this version of their table. */
  void peersInForce(int version);

  /**
   * A shadow model is about to score: from now on its alerts are counted.
   *
   * @param ruleIds ids of the alert rules it is held against
   */
  void shadowComing(String modelId, List<String> ruleIds);

  /** An alert that a shadow model would have raised or resolved. */
  void shadowAlert(String modelId, Alert alert);

  /** Tells nobody. */
  static ModelMetrics silent() {
    return new ModelMetrics() {
      @Override
      public void refused(String kind) {}

      @Override
      public void cameLate(String kind) {}

      @Override
      public void inForce(String modelId, int version) {}

      @Override
      public void peersInForce(int version) {}

      @Override
      public void shadowComing(String modelId, List<String> ruleIds) {}

      @Override
      public void shadowAlert(String modelId, Alert alert) {}
    };
  }
}
