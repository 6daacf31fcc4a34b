package dev.customerhealth.replay;

import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.intake.HoldTold;
import dev.customerhealth.intake.ModelTold;
import dev.customerhealth.intake.Receiver;
import dev.customerhealth.intake.Rejection;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Hands what comes through the doors to the accounts of one clock, and counts. */
final class ReplayReceiver implements Receiver {

  private final AccountsReplay accounts;
  private final Map<String, HoldTold> holds = new HashMap<>();
  private long signals;
  private long refused;
  private long ticks;

  ReplayReceiver(HealthPolicy policy, AccountsReplay.Listener listener) {
    this.accounts = new AccountsReplay(policy, listener);
  }

  @Override
  public void accepted(Signal signal) {
    signals++;
    accounts.tell(signal);
  }

  @Override
  public void timeTold(Instant time) {
    ticks++;
    accounts.tick(time);
  }

  /** What was held back because the data were at fault is held back again. */
  @Override
  public void holdTold(HoldTold told) {
    ticks++;
    holds.merge(told.cause(), told, (known, news) -> news.isAfter(known) ? news : known);
    accounts.holding(holds.values().stream().anyMatch(HoldTold::held));
  }

  /** Whoever replays decides by which models. */
  @Override
  public void modelTold(ModelTold told) {}

  @Override
  public void rejected(Rejection rejection) {
    refused++;
  }

  void undecodable() {
    refused++;
  }

  /** What was played, beside what was played before. */
  Replayed and(Replayed before) {
    return new Replayed(
        before.records() + signals + refused + ticks,
        before.signals() + signals,
        before.refused() + refused,
        before.ticks() + ticks,
        before.accounts() + accounts.accounts());
  }
}
