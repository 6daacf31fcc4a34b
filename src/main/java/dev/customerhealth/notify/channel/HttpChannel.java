package dev.customerhealth.notify.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import dev.customerhealth.notify.message.Message;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.routing.ChannelSettings;
import dev.customerhealth.notify.routing.Endpoint;
import dev.customerhealth.notify.routing.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A channel that POSTs JSON, signed when there is a key for it. */
final class HttpChannel implements Channel {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpSender sender;
  private final URI uri;
  private final boolean allowPrivate;
  private final Optional<Secret> signing;
  private final Optional<Secret> routingKey;

  private HttpChannel(
      HttpSender sender,
      URI uri,
      boolean allowPrivate,
      Optional<Secret> signing,
      Optional<Secret> routingKey) {
    this.sender = sender;
    this.uri = uri;
    this.allowPrivate = allowPrivate;
    this.signing = signing;
    this.routingKey = routingKey;
  }

  static Channel of(ChannelSettings.Slack slack, HttpSender sender) {
    return new HttpChannel(
        sender,
        URI.create(slack.url().value()),
        slack.allowPrivate(),
        Optional.empty(),
        Optional.empty());
  }

  static Channel of(ChannelSettings.Teams teams, HttpSender sender) {
    return new HttpChannel(
        sender,
        URI.create(teams.url().value()),
        teams.allowPrivate(),
        Optional.empty(),
        Optional.empty());
  }

  static Channel of(ChannelSettings.PagerDuty pager, HttpSender sender) {
    return new HttpChannel(
        sender,
        URI.create(pager.url()),
        pager.allowPrivate(),
        Optional.empty(),
        Optional.of(pager.routingKey()));
  }

  static Channel of(ChannelSettings.Webhook webhook, HttpSender sender) {
    return new HttpChannel(
        sender,
        URI.create(webhook.url().value()),
        webhook.allowPrivate(),
        Optional.of(webhook.signingSecret()),
        Optional.empty());
  }

  static Channel of(ChannelSettings.CloudEvents events, HttpSender sender) {
    return new HttpChannel(
        sender,
        URI.create(events.url().value()),
        events.allowPrivate(),
        events.signingSecret(),
        Optional.empty());
  }

  static Channel of(ChannelSettings.Alertmanager alertmanager, HttpSender sender) {
    return new HttpChannel(
        sender,
        Endpoint.alerts(alertmanager),
        alertmanager.allowPrivate(),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public Outcome send(Notification notification, Message message, Instant now)
      throws InterruptedException {
    Message.Json json = (Message.Json) message;
    String body = routingKey.isPresent() ? withRoutingKey(json.text()) : json.text();
    Map<String, String> headers = new TreeMap<>();
    headers.put("Content-Type", json.contentType());
    if (signing.isPresent()) {
      long timestamp = now.getEpochSecond();
      headers.put("webhook-id", notification.id());
      headers.put("webhook-timestamp", Long.toString(timestamp));
      headers.put("webhook-signature", signature(notification.id(), timestamp, body));
    }
    return sender.post(uri, allowPrivate, headers, body, now);
  }

  private String withRoutingKey(String text) {
    try {
      ObjectNode event = (ObjectNode) MAPPER.readTree(text);
      event.put("routing_key", routingKey.orElseThrow().value());
      return MAPPER.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("we wrote this ourselves", e);
    }
  }

  private String signature(String id, long timestamp, String body) {
    try {
      return new Webhook(signing.orElseThrow().value()).sign(id, timestamp, body);
    } catch (WebhookSigningException e) {
      throw new IllegalStateException("the key was checked when it was read", e);
    }
  }
}
