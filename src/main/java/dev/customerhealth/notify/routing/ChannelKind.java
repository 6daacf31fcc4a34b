package dev.customerhealth.notify.routing;

import java.util.Locale;

/** The ways to tell somebody. */
public enum ChannelKind {
  SLACK(true, false),
  MSTEAMS(true, false),
  PAGERDUTY(false, true),
  WEBHOOK(false, false),
  EMAIL(true, false),
  CLOUDEVENTS(false, true),
  ALERTMANAGER(false, false),
  LOG(false, false);

  private static final int MOST_FOR_MACHINES = 20;

  private final boolean forPeople;
  private final boolean perAlert;

  ChannelKind(boolean forPeople, boolean perAlert) {
    this.forPeople = forPeople;
    this.perAlert = perAlert;
  }

  /** Whether people read it: only they have quiet hours and can be told too much. */
  public boolean forPeople() {
    return forPeople;
  }

  /** Whether every alert is a message of its own, because the other side keeps alerts apart. */
  public boolean perAlert() {
    return perAlert;
  }

  /** Whether the other side wants to know that somebody took an alert on or put it off. */
  public boolean tellsAcknowledged() {
    return !forPeople;
  }

  /**
   * How many alerts one message holds. People see the most urgent and how many more there are; a
   * machine gets all of them, in several messages.
   */
  public int mostAlerts() {
    return forPeople ? Integer.MAX_VALUE : MOST_FOR_MACHINES;
  }

  /** Name in a routing file, to which {@code _configs} is added. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
