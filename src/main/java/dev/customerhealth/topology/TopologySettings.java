package dev.customerhealth.topology;

import dev.customerhealth.domain.fleet.FleetRules;
import dev.customerhealth.domain.portfolio.Rates;
import dev.customerhealth.intake.IntakeLimits;
import dev.customerhealth.publication.ConsoleLinks;

/**
 * What an installation may choose about the stream.
 *
 * @param limits what is taken for possible
 * @param evaluationsPerTick accounts judged again at most per tick and partition; the rest waits
 *     for the next tick. Bounds how long one tick keeps its task busy, and so the latency of events
 *     behind it
 * @param accountsInMemory accounts each task keeps decoded, beside the store; 0 for none
 * @param shadowsAtOnce shadow models that may score at one time, at least 0
 * @param links where the console shows an account
 * @param fleet what is taken for a fault of the data and not of the customers
 * @param rates the currency the portfolio is told in, and what others are worth
 */
public record TopologySettings(
    IntakeLimits limits,
    int evaluationsPerTick,
    int accountsInMemory,
    int shadowsAtOnce,
    ConsoleLinks links,
    FleetRules fleet,
    Rates rates) {

  private static final int SHADOWS = 3;

  public TopologySettings {
    if (evaluationsPerTick < 1) {
      throw new IllegalArgumentException(
          "evaluations per tick must be at least 1, not " + evaluationsPerTick);
    }
    if (accountsInMemory < 0) {
      throw new IllegalArgumentException(
          "accounts in memory must be at least 0, not " + accountsInMemory);
    }
  }

  /** Without watching the whole fleet, and everything in US dollars. */
  public TopologySettings(
      IntakeLimits limits,
      int evaluationsPerTick,
      int accountsInMemory,
      int shadowsAtOnce,
      ConsoleLinks links) {
    this(
        limits,
        evaluationsPerTick,
        accountsInMemory,
        shadowsAtOnce,
        links,
        FleetRules.NONE,
        Rates.only("USD"));
  }

  /** Without a console, without watching the whole fleet, and everything in US dollars. */
  public TopologySettings(
      IntakeLimits limits, int evaluationsPerTick, int accountsInMemory, int shadowsAtOnce) {
    this(
        limits,
        evaluationsPerTick,
        accountsInMemory,
        shadowsAtOnce,
        ConsoleLinks.NONE,
        FleetRules.NONE,
        Rates.only("USD"));
  }

  /** With room for a few shadow models. */
  public TopologySettings(IntakeLimits limits, int evaluationsPerTick, int accountsInMemory) {
    this(limits, evaluationsPerTick, accountsInMemory, SHADOWS);
  }

  /** The same where the whole fleet is watched. */
  public TopologySettings watching(FleetRules rules) {
    return new TopologySettings(
        limits, evaluationsPerTick, accountsInMemory, shadowsAtOnce, links, rules, rates);
  }

  /** One hour of tolerance, 10,000 evaluations per tick, 1,000 accounts in memory per task. */
  public static TopologySettings standard() {
    return new TopologySettings(IntakeLimits.standard(), 10_000, 1_000);
  }
}
