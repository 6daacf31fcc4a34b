package dev.customerhealth.domain.parent;

/** Whether the scores of a parent's children could be weighted by revenue. */
public enum RevenueWeighting {
  WEIGHTED,
  /** No child with a score tells a revenue above zero. */
  NO_REVENUE,
  /** Amounts of several currencies, not all of which have a rate, do not add up. */
  MIXED_CURRENCIES
}
