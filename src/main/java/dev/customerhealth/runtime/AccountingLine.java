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
 * @param doubtful records at most that may have been dead letters as well: what has expired of
 *     them, and those found that are older than the counts, as before a reset
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
    long doubtful,
    long moved) {

  public AccountingLine {
    outcomes = Map.copyOf(outcomes);
  }

  /** Records accounted for for certain. */
  public long accounted() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum() + deadLettered;
  }

  /**
   * Records lost for certain when above zero, counted more than once when below; zero when nothing
   * is known to be wrong. In formula: input − (scored + duplicate + late + rejected + ignored +
   * dead-lettered), where the dead letters may have been more than those found.
   */
  public long gap() {
    return missing() > 0 ? missing() - unknown() : Math.min(0, most - accounted());
  }

  /** Records that were dead letters or are lost: which of the two is not known any more. */
  public long unknown() {
    return Math.min(missing(), doubtful);
  }

  /** Whether every record is known to be accounted for, once. */
  public boolean isEven() {
    return gap() == 0 && unknown() == 0;
  }

  private long missing() {
    return Math.max(0, least - accounted());
  }
}
