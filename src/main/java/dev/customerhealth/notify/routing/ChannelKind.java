package dev.customerhealth.notify.routing;

import java.time.Duration;
import java.util.Locale;

/** The ways to tell somebody. */
public enum ChannelKind {
  /** Takes one message a second for a webhook. */
  SLACK(true, false, Duration.ofSeconds(1), Integer.MAX_VALUE),
  /** Takes four requests a second. */
  MSTEAMS(true, false, Duration.ofMillis(250), Integer.MAX_VALUE),
  /** Takes 120 events a minute for a key. */
  PAGERDUTY(false, true, Duration.ofMillis(500), 1),
  /**
   * Ten a second is little for a server, and a storm is still told within minutes. Five alerts fit
   * into 20 KB however long their ids are.
   */
  WEBHOOK(false, false, Duration.ofMillis(100), 5),
  /** The strictest of the big ones, Exchange Online, takes 30 mails a minute of one sender. */
  EMAIL(true, false, Duration.ofSeconds(2), Integer.MAX_VALUE),
  /** As a webhook. */
  CLOUDEVENTS(false, true, Duration.ofMillis(100), 1),
  /** As a webhook. */
  ALERTMANAGER(false, false, Duration.ofMillis(100), 20),
  /** A log takes everything. */
  LOG(false, false, Duration.ZERO, 20);

  private final boolean forPeople;
  private final boolean perAlert;
  private final Duration pause;
  private final int mostAlerts;

  ChannelKind(boolean forPeople, boolean perAlert, Duration pause, int mostAlerts) {
    this.forPeople = forPeople;
    this.perAlert = perAlert;
    this.pause = pause;
    this.mostAlerts = mostAlerts;
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
    return mostAlerts;
  }

  /** The least time between two messages to one endpoint, unless the routing file says another. */
  public Duration pause() {
    return pause;
  }

  /** Name in a routing file, to which {@code _configs} is added. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
