package dev.customerhealth.notify.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import dev.customerhealth.notify.message.Message;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.routing.ChannelSettings;
import dev.customerhealth.notify.routing.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A channel that POSTs JSON, signed when there is a key for it. */
final class HttpChannel implements Channel {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final String ALERTMANAGER_PATH = "/api/v2/alerts";

  /** Slack takes one message a second for a webhook. */
  private static final Duration SLACK = Duration.ofSeconds(1);

  /** Teams takes four requests a second. */
  private static final Duration TEAMS = Duration.ofMillis(250);

  /** PagerDuty takes 120 events a minute for a key. */
  private static final Duration PAGERDUTY = Duration.ofMillis(500);

  private final HttpSender sender;
  private final URI uri;
  private final boolean allowPrivate;
  private final Optional<Secret> signing;
  private final Optional<Secret> routingKey;
  private final Duration pause;

  private HttpChannel(
      HttpSender sender,
      String uri,
      boolean allowPrivate,
      Optional<Secret> signing,
      Optional<Secret> routingKey,
      Duration pause) {
    this.sender = sender;
    this.uri = URI.create(uri);
    this.allowPrivate = allowPrivate;
    this.signing = signing;
    this.routingKey = routingKey;
    this.pause = pause;
  }

  static Channel of(ChannelSettings.Slack slack, HttpSender sender) {
    return new HttpChannel(
        sender,
        slack.url().value(),
        slack.allowPrivate(),
        Optional.empty(),
        Optional.empty(),
        SLACK);
  }

  static Channel of(ChannelSettings.Teams teams, HttpSender sender) {
    return new HttpChannel(
        sender,
        teams.url().value(),
        teams.allowPrivate(),
        Optional.empty(),
        Optional.empty(),
        TEAMS);
  }

  static Channel of(ChannelSettings.PagerDuty pager, HttpSender sender) {
    return new HttpChannel(
        sender,
        pager.url(),
        pager.allowPrivate(),
        Optional.empty(),
        Optional.of(pager.routingKey()),
        PAGERDUTY);
  }

  static Channel of(ChannelSettings.Webhook webhook, HttpSender sender) {
    return new HttpChannel(
        sender,
        webhook.url().value(),
        webhook.allowPrivate(),
        Optional.of(webhook.signingSecret()),
        Optional.empty(),
        Duration.ZERO);
  }

  static Channel of(ChannelSettings.CloudEvents events, HttpSender sender) {
    return new HttpChannel(
        sender,
        events.url().value(),
        events.allowPrivate(),
        events.signingSecret(),
        Optional.empty(),
        Duration.ZERO);
  }

  static Channel of(ChannelSettings.Alertmanager alertmanager, HttpSender sender) {
    String address = alertmanager.url().value();
    String base = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    return new HttpChannel(
        sender,
        base.endsWith(ALERTMANAGER_PATH) ? base : base + ALERTMANAGER_PATH,
        alertmanager.allowPrivate(),
        Optional.empty(),
        Optional.empty(),
        Duration.ZERO);
  }

  @Override
  public Duration pause() {
    return pause;
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
