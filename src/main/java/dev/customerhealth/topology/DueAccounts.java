package dev.customerhealth.topology;

import dev.customerhealth.state.AccountRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the accounts judged whose time has come, and the shadows of accounts, at most a budget of
 * each per tick; the rest waits for the next tick. Not thread safe; one per task.
 */
final class DueAccounts {

  private static final Logger LOG = LoggerFactory.getLogger(DueAccounts.class);

  /** When an account that could not be judged is tried again, in business time. */
  private static final Duration RETRY_AFTER = Duration.ofHours(1);

  private final ModelShelf shelf;
  private final AccountStore accounts;
  private final AccountJudge judge;
  private final DueIndex index;
  private final DueIndex shadowsIndex;
  private final int budget;
  private final ScoringMetrics metrics;
  private final Results results;

  /** Takes what comes of a judgement. */
  interface Results {

    /**
     * Prepares what a verdict leads to. Whatever may throw does so here; what is answered keeps and
     * tells, and never throws.
     */
    Runnable prepared(String accountId, Verdict verdict);
  }

  /**
   * @param index when live models may change something
   * @param shadowsIndex when shadow models may
   * @param budget how many of either a tick judges at most
   */
  DueAccounts(
      ModelShelf shelf,
      AccountStore accounts,
      AccountJudge judge,
      DueIndex index,
      DueIndex shadowsIndex,
      int budget,
      ScoringMetrics metrics,
      Results results) {
    this.shelf = shelf;
    this.accounts = accounts;
    this.judge = judge;
    this.index = index;
    this.shadowsIndex = shadowsIndex;
    this.budget = budget;
    this.metrics = metrics;
    this.results = results;
  }

  /** It is now this time of the partition. */
  void judge(Instant time, String topic) {
    judgeIn(index, time, entry -> judged(entry, time, topic), true);
    // They wait until every account lived through what came into force, so that they meet its
    // changes in order. With a budget of their own live models are never kept waiting by them.
    if (shelf.dueBy(time.toEpochMilli()) == null) {
      judgeIn(shadowsIndex, time, entry -> shadowsJudged(entry, time), false);
    }
  }

  /**
   * @param judgement of an entry's account; null when the entry is stale
   */
  private void judgeIn(
      DueIndex due,
      Instant time,
      Function<DueIndex.Entry, Verdict> judgement,
      boolean toldWhenNone) {
    long now = time.toEpochMilli();
    List<DueIndex.Entry> entries = due.upTo(now, budget);
    boolean complete = entries.size() < budget;
    if (!entries.isEmpty()) {
      due.doneBefore(complete ? now : entries.get(entries.size() - 1).due());
    }
    for (DueIndex.Entry entry : entries) {
      judge(due, entry, now, judgement);
    }
    if (toldWhenNone || !entries.isEmpty()) {
      metrics.dueEvaluated(entries.size(), complete);
    }
  }

  private void judge(
      DueIndex due, DueIndex.Entry entry, long now, Function<DueIndex.Entry, Verdict> judgement) {
    Runnable prepared;
    try {
      Verdict verdict = judgement.apply(entry);
      prepared = verdict == null ? () -> {} : results.prepared(entry.accountId(), verdict);
    } catch (RuntimeException broken) {
      if (PlatformFault.isBehind(broken)) {
        throw broken;
      }
      postpone(due, entry, now, broken);
      return;
    }
    due.remove(entry);
    prepared.run();
  }

  private Verdict judged(DueIndex.Entry entry, Instant time, String topic) {
    AccountRecord account = accounts.load(entry.accountId());
    if (isStale(entry, account.indexedDue())) {
      return null;
    }
    return account.nextDue() > time.toEpochMilli()
        ? judge.enterAgain(account)
        : judge.judgeInTime(account, accounts.sheet(), time, topic);
  }

  private Verdict shadowsJudged(DueIndex.Entry entry, Instant time) {
    AccountRecord account = accounts.load(entry.accountId());
    if (isStale(entry, account.shadows().indexedDue())) {
      return null;
    }
    return account.shadows().nextDue() > time.toEpochMilli()
        ? judge.enterShadowsAgain(account)
        : judge.judgeShadowsInTime(account, time);
  }

  /**
   * Whether the account comes up later than this entry says. Entries come up in their order: one
   * behind the account's own is that of another try, for the own one is gone without the account
   * having been judged.
   *
   * @param indexedDue where the account says it is in the index
   */
  private static boolean isStale(DueIndex.Entry entry, long indexedDue) {
    return entry.due() < indexedDue;
  }

  /**
   * Thrown on, it would send the tick to the dead letters and leave every account behind this one
   * unjudged. The account, which may not even be readable, keeps saying that it is where it was.
   */
  private void postpone(DueIndex due, DueIndex.Entry entry, long now, RuntimeException broken) {
    LOG.atError()
        .addKeyValue("account", entry.accountId())
        .setCause(broken)
        .log("An account could not be judged when its time came; it is tried again in an hour");
    metrics.evaluationFailed();
    due.remove(entry);
    due.add(now + RETRY_AFTER.toMillis(), entry.accountId());
  }
}
