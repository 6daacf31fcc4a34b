package dev.customerhealth.domain.portfolio;

import dev.customerhealth.domain.account.Days;

/**
 * What the movements of an account still say that are so old that no figure looks at them one by
 * one: how the account stood after the last of them.
 *
 * @param atMillis when the last of them happened, in milliseconds since 1970 UTC
 * @param event number that stands for its event
 * @param paidMinor monthly revenue after it, in minor units
 * @param currency ISO 4217 code; null when not told
 * @param lines product lines held after it; 0 when not told
 * @param term last day of the term that ran then, in days since 1970; {@link Days#NONE} when not
 *     told
 * @param settled day up to which renewals were settled; {@link Days#NONE} for none
 * @param lastDue day of the last renewal among them; {@link Days#NONE} for none
 */
public record FoldedRevenue(
    long atMillis,
    long event,
    long paidMinor,
    String currency,
    int lines,
    int term,
    int settled,
    int lastDue) {

  /** Nothing was folded. */
  public static final FoldedRevenue NONE =
      new FoldedRevenue(
          Long.MIN_VALUE, Long.MIN_VALUE, 0, null, 0, Days.NONE, Days.NONE, Days.NONE);

  /** Whether nothing was folded. */
  public boolean isNone() {
    return atMillis == Long.MIN_VALUE;
  }

  /** Whether a movement is one of them, or would be had it come in time. */
  boolean covers(Movement movement) {
    return !isNone()
        && (movement.atMillis() < atMillis
            || (movement.atMillis() == atMillis && movement.event() <= event));
  }
}
