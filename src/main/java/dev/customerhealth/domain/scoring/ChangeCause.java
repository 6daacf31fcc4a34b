package dev.customerhealth.domain.scoring;

/** Why a score moved. */
public enum ChangeCause {
  EVENT,
  TIME_PASSED,
  FACT_CHANGED,
  MODEL_CHANGED
}
