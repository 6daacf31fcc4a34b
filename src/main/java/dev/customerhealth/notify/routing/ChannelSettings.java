package dev.customerhealth.notify.routing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a channel needs to carry a message. */
public sealed interface ChannelSettings {

  /**
   * Slack's incoming webhook.
   *
   * @param url the webhook's address, which is its password
   * @param toOwner whether it leads to the CSM of the account, whose limit it then counts for
   */
  record Slack(Secret url, boolean allowPrivate, boolean toOwner) implements ChannelSettings {}

  /**
   * A Teams workflow that takes cards.
   *
   * @param url the workflow's address, which is its password
   * @param toOwner whether it leads to the CSM of the account, whose limit it then counts for
   */
  record Teams(Secret url, boolean allowPrivate, boolean toOwner) implements ChannelSettings {}

  /**
   * PagerDuty's Events API v2.
   *
   * @param routingKey integration key
   * @param url where events are sent
   */
  record PagerDuty(Secret routingKey, String url, boolean allowPrivate)
      implements ChannelSettings {}

  /**
   * A webhook signed by the Standard Webhooks specification.
   *
   * @param url address; may carry a secret
   * @param signingSecret {@code whsec_...}
   */
  record Webhook(Secret url, Secret signingSecret, boolean allowPrivate)
      implements ChannelSettings {}

  /**
   * CloudEvents 1.0 over HTTP, structured, signed like a webhook when there is a secret.
   *
   * @param url address; may carry a secret
   * @param signingSecret empty for unsigned
   * @param source URI reference of the sender
   */
  record CloudEvents(
      Secret url, Optional<Secret> signingSecret, String source, boolean allowPrivate)
      implements ChannelSettings {}

  /**
   * Prometheus' Alertmanager, API v2.
   *
   * @param url its address, without the path of the API; may carry a secret
   * @param keepFor how long it takes an alert for open when it hears nothing more of it
   */
  record Alertmanager(Secret url, Duration keepFor, boolean allowPrivate)
      implements ChannelSettings {}

  /**
   * E-mail.
   *
   * @param toOwner whether the CSM of the account is written to
   * @param to who else is written to
   * @param otherwise who is written to in place of an owner without an address
   */
  record Email(boolean toOwner, List<String> to, Optional<String> otherwise)
      implements ChannelSettings {
    public Email {
      to = List.copyOf(to);
    }
  }

  /** The process's own log. */
  record Log() implements ChannelSettings {}
}
