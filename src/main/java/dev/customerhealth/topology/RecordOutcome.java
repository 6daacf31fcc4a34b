package dev.customerhealth.topology;

import dev.customerhealth.domain.Outcome;

/**
 * What became of an input record that decoded. Every such record ends in exactly one; the others of
 * its partition are dead letters, so that the counts add up to the records there were.
 */
public enum RecordOutcome {
  /** It changed what is known about an account; of a tick: it moved the partition's clock. */
  SCORED,
  /** Seen before; nothing changed. */
  DUPLICATE,
  /** Older than the longest window; nothing changed. */
  LATE,
  /** It made no sense and went to rejected-events. */
  REJECTED,
  /** A rule says it changes nothing; of a tick: the clock was there already. */
  IGNORED;

  static RecordOutcome of(Outcome outcome) {
    return switch (outcome) {
      case SCORED -> SCORED;
      case DUPLICATE -> DUPLICATE;
      case LATE -> LATE;
      case IGNORED -> IGNORED;
      case REFUSED -> REJECTED;
    };
  }
}
