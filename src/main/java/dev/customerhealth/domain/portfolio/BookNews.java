package dev.customerhealth.domain.portfolio;

import dev.customerhealth.domain.signal.AccountSignal;
import java.time.Instant;

/** What the book is told by the step that judges accounts. */
public sealed interface BookNews {

  /**
   * Something the book looks at.
   *
   * @param accountId the account
   * @param standing how it stands now; null when that is as before
   * @param fact what happened, a commercial fact or an answer; null when nothing the book counts
   * @param atMillis business time of the account, in milliseconds since 1970 UTC
   */
  record OfAccount(String accountId, Standing standing, AccountSignal fact, long atMillis)
      implements BookNews {}

  /**
   * It is so late.
   *
   * @param time business time
   * @param longAgo whether that was long past when it was said: a history is being loaded
   */
  record OfTime(Instant time, boolean longAgo) implements BookNews {}
}
