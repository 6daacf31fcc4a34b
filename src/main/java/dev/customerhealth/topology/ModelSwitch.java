package dev.customerhealth.topology;

import dev.customerhealth.domain.Regime;
import dev.customerhealth.state.AccountRecord;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has every account of the partition live through a change of models, as of the very moment it
 * holds from, and through a change of the configured alert rules. A tick goes through a budget of
 * accounts, the next tick goes on: an account that an event comes for meanwhile lives through it
 * first, so what is told of an account does not depend on when its turn comes. Not thread safe; one
 * per task.
 */
final class ModelSwitch {

  private static final Logger LOG = LoggerFactory.getLogger(ModelSwitch.class);

  private final ModelShelf shelf;
  private final ChangedRules changed;
  private final AccountStore accounts;
  private final AccountJudge judge;
  private final int budget;
  private final Results results;

  /** Takes what comes of a switch. */
  interface Results {

    /** A switch begins. */
    void began(Regime regime);

    /** An account was judged. */
    void judged(String accountId, Verdict verdict);

    /** An account could not be judged; it is when its next event comes. */
    void failed(String accountId, RuntimeException cause);
  }

  ModelSwitch(
      ModelShelf shelf,
      ChangedRules changed,
      AccountStore accounts,
      AccountJudge judge,
      int budget,
      Results results) {
    this.shelf = shelf;
    this.changed = changed;
    this.accounts = accounts;
    this.judge = judge;
    this.budget = budget;
    this.results = results;
  }

  /** It is now this time: asks accounts anew what the changed configuration asks. */
  void askAnew(Instant now, String topic) {
    List<String> next = accounts.idsAfter(changed.position(), budget);
    for (String accountId : next) {
      live(accountId, account -> judge.askedAnew(account, now.toEpochMilli(), topic));
    }
    if (next.size() < budget) {
      changed.settled();
      LOG.info("Every account of the partition is alerted by the rules that are configured now");
    } else {
      changed.reached(next.get(next.size() - 1));
    }
  }

  /** It is now this time: works off what came into force. */
  void advance(Instant now, String topic) {
    int left = budget;
    Regime regime = shelf.dueBy(now.toEpochMilli());
    while (regime != null && left > 0) {
      String position = shelf.position();
      if (position == null) {
        results.began(regime);
        position = "";
      }
      List<String> next = accounts.idsAfter(position, left);
      Regime coming = regime;
      for (String accountId : next) {
        live(accountId, account -> judge.switched(account, coming, topic));
      }
      if (next.size() < left) {
        shelf.settled(regime);
        LOG.atInfo()
            .addKeyValue("from", Instant.ofEpochMilli(regime.fromMillis()))
            .addKeyValue("models", regime.names())
            .log("Every account of the partition is scored by the models in force");
      } else {
        shelf.reached(next.get(next.size() - 1));
      }
      left -= next.size();
      regime = shelf.dueBy(now.toEpochMilli());
    }
  }

  /**
   * @param step answers with null where nothing comes of it
   */
  private void live(String accountId, Function<AccountRecord, Verdict> step) {
    Verdict verdict;
    try {
      verdict = step.apply(accounts.load(accountId));
    } catch (RuntimeException broken) {
      if (PlatformFault.isBehind(broken)) {
        throw broken;
      }
      results.failed(accountId, broken);
      return;
    }
    if (verdict != null) {
      results.judged(accountId, verdict);
    }
  }
}
