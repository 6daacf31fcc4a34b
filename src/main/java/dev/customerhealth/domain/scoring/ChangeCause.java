package dev.customerhealth.domain.scoring;

/** Why a score moved. */
public enum ChangeCause {
  /**
   * What happened since the last change told and was too small by itself to be told: events, time
   * and facts alike.
   */
  EARLIER,
  EVENT,
  TIME_PASSED,
  FACT_CHANGED,
  MODEL_CHANGED,
  /** A person set, replaced or cleared what people are shown, or its time was up. */
  OVERRIDE
}
