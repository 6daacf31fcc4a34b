package dev.customerhealth.state;

import dev.customerhealth.domain.ShadowJudgement;
import java.util.List;

/**
 * What shadow models remember of an account, and where they have it in their index of due times.
 *
 * @param judgements one per shadow model that judged it, in the order in which the models came
 * @param indexedDue the entry the account has in the shadows' index, in milliseconds since 1970
 *     UTC; {@link AccountRecord#NEVER} when it has none
 */
public record AccountShadows(List<ShadowJudgement> judgements, long indexedDue) {

  /** No shadow model judged the account. */
  public static final AccountShadows NONE = new AccountShadows(List.of(), AccountRecord.NEVER);

  public AccountShadows {
    judgements = List.copyOf(judgements);
  }

  /** Whether none judged it. */
  public boolean isEmpty() {
    return judgements.isEmpty();
  }

  /** What a model remembers; null when it did not judge the account. */
  public ShadowJudgement of(String modelId) {
    for (int i = 0; i < judgements.size(); i++) {
      if (judgements.get(i).modelId().equals(modelId)) {
        return judgements.get(i);
      }
    }
    return null;
  }

  /** When time alone may next change something for one of them; {@link AccountRecord#NEVER}. */
  public long nextDue() {
    long due = AccountRecord.NEVER;
    for (int i = 0; i < judgements.size(); i++) {
      due = Math.min(due, judgements.get(i).dueMillis());
    }
    return due;
  }

  /**
   * These judgements with the entry they then need: the index is only touched when the due time
   * gets earlier.
   */
  public AccountShadows followedBy(List<ShadowJudgement> next) {
    if (next.isEmpty()) {
      return NONE;
    }
    AccountShadows after = new AccountShadows(next, indexedDue);
    long due = after.nextDue();
    return due < indexedDue ? new AccountShadows(after.judgements, due) : after;
  }

  /** The same without an entry in the index. */
  public AccountShadows unindexed() {
    return isEmpty() ? NONE : new AccountShadows(judgements, AccountRecord.NEVER);
  }
}
