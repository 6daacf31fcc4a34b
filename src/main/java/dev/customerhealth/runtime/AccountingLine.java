package dev.customerhealth.runtime;

import dev.customerhealth.topology.RecordOutcome;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether every record of one input partition is accounted for.
 *
 * @param partition the input
 * @param least records there are for certain, up to what the service has committed
 * @param most records there may have been: more than the least where retention or compaction has
 *     removed some that were read before
 * @param waiting offsets behind what the service has committed
 * @param outcomes what the service counted
 * @param deadLettered records found in the dead letters
 * @param moved records that may or may not be among those counted, because the service worked them
 *     off meanwhile; 0 when the partition stood still. The most has them, the least has not
 */
public record AccountingLine(
    TopicPartition partition,
    long least,
    long most,
    long waiting,
    Map<RecordOutcome, Long> outcomes,
    long deadLettered,
    long moved) {

  public AccountingLine {
    outcomes = Map.copyOf(outcomes);
  }

  /** Records accounted for. */
  public long accounted() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum() + deadLettered;
  }

  /**
   * Records lost when above zero, counted more than once when below; zero when all is well. In
   * formula: input − (scored + duplicate + late + rejected + ignored + dead-lettered).
   */
  public long gap() {
    long accounted = accounted();
    if (accounted < least) {
      return least - accounted;
    }
    return Math.min(0, most - accounted);
  }
}
