package dev.customerhealth.domain.scoring;

/** Whether there is a score. */
public enum ScoreStatus {
  SCORED,
  INSUFFICIENT_DATA
}
