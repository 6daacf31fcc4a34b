package dev.customerhealth.domain.measure;

/** What, besides counts of days, may change a measure when time passes. */
enum Watched {
  /** The CSM's judgement expires at the end of a window. */
  SENTIMENT,
  /** A ticket nobody touches any more is taken for forgotten. */
  ABANDONED_TICKETS,
  /** An open goal becomes overdue the day after it was due. */
  GOALS_DUE,
  /** A goal that was settled leaves a window. */
  GOALS_SETTLED,
  /** An invoice falls due, becomes overdue, and its due day leaves a window. */
  INVOICES,
  /** Days overdue grow every day. */
  DAYS_OVERDUE,
  /** A change of the revenue leaves a window. */
  REVENUE,
  /** A renewal leaves a window. */
  RENEWED,
  /** The term is over the day after it ended. */
  TERM_END,
  /** The end of the term is a day nearer every day. */
  COUNTDOWN,
  /** The contract is a day older every day. */
  TENURE,
  /** First value is waited for a day longer every day. */
  FIRST_VALUE,
  /** Silence is a day longer every day. */
  SILENCE,
  /** Who joined is known for a whole window; who left has left it. */
  STAKEHOLDERS
}
