package dev.customerhealth.domain.alerting;

/** Why an alert is over. */
public enum AlertEnding {
  /** What raised it is not true any more. */
  NOT_TRUE_ANY_MORE,
  /** Its rule is not about the account any more: the account changed, or whom the rule is about. */
  NOT_ABOUT_ACCOUNT,
  /** There is no such rule any more, or it was switched off. */
  NO_RULE
}
