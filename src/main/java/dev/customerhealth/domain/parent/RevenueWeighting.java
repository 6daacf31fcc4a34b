package dev.customerhealth.domain.parent;

/** Whether the scores of a parent's children could be weighted by revenue. */
public enum RevenueWeighting {
  WEIGHTED,
  /** No child with a score tells a revenue above zero. */
  NO_REVENUE,
  /** Amounts of several currencies do not add up without rates. */
  MIXED_CURRENCIES
}
