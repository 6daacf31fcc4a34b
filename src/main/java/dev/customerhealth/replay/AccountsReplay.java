package dev.customerhealth.replay;

import dev.customerhealth.domain.Assessment;
import dev.customerhealth.domain.Assessor;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.Outcome;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.alerting.Alert;
import dev.customerhealth.domain.scoring.ScoreSheet;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.TimePassed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Accounts told a history the way the service tells it: a tick asks those that are due, and nobody
 * else. For the accounts of one clock, as a partition has one. Belongs to one thread.
 */
public final class AccountsReplay {

  private static final Assessor OPEN = new Assessor();
  private static final Assessor HOLDING = new Assessor(true);

  private final HealthPolicy policy;
  private final Listener listener;
  private final Map<String, Account> accounts = new HashMap<>();
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(
          Comparator.comparingLong((Due entry) -> entry.millis).thenComparing(Due::accountId));
  private Instant clock;
  private Assessor assessor = OPEN;

  /** Who hears of what comes of it. */
  @FunctionalInterface
  public interface Listener {

    /** An account has another score sheet than before. */
    default void scored(String accountId, ScoreSheet sheet) {}

    /**
     * A step of an alert would have been told.
     *
     * @param accountId the account
     * @param csm its owner; empty text for nobody
     */
    void told(String accountId, String csm, Alert alert);
  }

  private record Account(AccountState state, ScoreSheet sheet) {}

  private record Due(long millis, String accountId) {}

  /**
   * Accounts of which nothing is known.
   *
   * @param policy how they are judged
   */
  public AccountsReplay(HealthPolicy policy, Listener listener) {
    this.policy = policy;
    this.listener = listener;
  }

  /** Alerts are held back from now on, or not any more. */
  void holding(boolean held) {
    assessor = held ? HOLDING : OPEN;
  }

  /** Tells an account a signal. */
  public void tell(Signal signal) {
    String id = signal.accountId();
    Account before = accounts.get(id);
    AccountState state = before == null ? AccountState.unknown(id) : before.state();
    ScoreSheet known = before == null ? null : before.sheet();
    Assessment assessment = assessor.assess(state, known, signal, clock, policy);
    if (assessment.outcome() != Outcome.SCORED) {
      return;
    }
    AccountState after = assessment.after();
    accounts.put(id, new Account(after, assessment.sheet() == null ? known : assessment.sheet()));
    comesUp(after, state);
    if (assessment.sheet() != null) {
      listener.scored(id, assessment.sheet());
    }
    for (Alert alert : assessment.alerts()) {
      listener.told(id, csm(after), alert);
    }
  }

  /** An entry of an earlier time stays, and is looked at in vain when it comes up. */
  private void comesUp(AccountState after, AccountState before) {
    Instant next = after.nextDue();
    if (next != null && !next.equals(before.nextDue())) {
      due.add(new Due(next.toEpochMilli(), after.accountId()));
    }
  }

  private static String csm(AccountState state) {
    return state.profile() == null || state.profile().csmId() == null
        ? ""
        : state.profile().csmId();
  }

  /** Lets time pass; a time that is not later than the last does nothing. */
  public void tick(Instant time) {
    if (clock != null && !time.isAfter(clock)) {
      return;
    }
    clock = time;
    List<String> ready = new ArrayList<>();
    while (!due.isEmpty() && due.peek().millis <= time.toEpochMilli()) {
      Due entry = due.poll();
      Instant next = accounts.get(entry.accountId).state().nextDue();
      if (next != null && next.toEpochMilli() == entry.millis) {
        ready.add(entry.accountId);
      }
    }
    for (String id : ready) {
      Instant next = accounts.get(id).state().nextDue();
      // Two entries of one time are one visit.
      if (next != null && !next.isAfter(time)) {
        tell(new TimePassed(id, time));
      }
    }
  }

  /** How many accounts something was told about. */
  public int accounts() {
    return accounts.size();
  }
}
