package dev.customerhealth.notify.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.customerhealth.notify.routing.ChannelKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a provider looks at before it takes a message, by its own documentation and not by our code:
 * form, sizes, keys, signatures.
 */
public final class Provider {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int BAD = 400;
  private static final int TOO_LARGE = 413;
  private static final int OTHER_TYPE = 415;

  private final ChannelKind kind;
  private final String key;

  private Provider(ChannelKind kind, String key) {
    this.kind = kind;
    this.key = key;
  }

  /**
   * A provider.
   *
   * @param key PagerDuty's routing key, or what a webhook or CloudEvents are signed with; null for
   *     none
   */
  public static Provider of(ChannelKind kind, String key) {
    return new Provider(kind, key);
  }

  /**
   * Why a message is not taken.
   *
   * @param status of the answer
   * @param reason for people who read a failing test
   */
  public record Refusal(int status, String reason) {}

  /** Why a message is not taken; empty when it is. */
  public Optional<Refusal> objection(HttpSink.Request request) {
    int bytes = request.body().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > mostBytes()) {
      return refused(TOO_LARGE, bytes + " bytes, " + mostBytes() + " are taken");
    }
    String type = String.valueOf(request.header("Content-Type"));
    String wanted =
        kind == ChannelKind.CLOUDEVENTS ? "application/cloudevents+json" : "application/json";
    if (!type.split(";", 2)[0].equals(wanted)) {
      return refused(OTHER_TYPE, type);
    }
    JsonNode body;
    try {
      body = MAPPER.readTree(request.body());
    } catch (JsonProcessingException e) {
      return refused(BAD, "no JSON");
    }
    return unsigned(request)
        .or(
            () ->
                switch (kind) {
                  case SLACK -> slack(body);
                  case MSTEAMS -> teams(body);
                  case PAGERDUTY -> pager(body);
                  case WEBHOOK -> missing(body, "type", "timestamp", "data");
                  case CLOUDEVENTS ->
                      missing(body, "id", "source", "type", "data")
                          .or(() -> wrong(body, "/specversion", Set.of("1.0")));
                  case ALERTMANAGER -> alerts(request, body);
                  case EMAIL, LOG -> refused(BAD, "not told over HTTP");
                });
  }

  private int mostBytes() {
    return switch (kind) {
      case MSTEAMS -> 28 * 1024;
      case PAGERDUTY -> 512 * 1024;
      case WEBHOOK -> 20 * 1024;
      case CLOUDEVENTS -> 64 * 1024;
      case SLACK, ALERTMANAGER, EMAIL, LOG -> 1024 * 1024;
    };
  }

  private Optional<Refusal> unsigned(HttpSink.Request request) {
    boolean signs = kind == ChannelKind.WEBHOOK || kind == ChannelKind.CLOUDEVENTS;
    if (!signs || key == null) {
      return Optional.empty();
    }
    try {
      new Webhook(key).verify(request.body(), request.headers());
      return Optional.empty();
    } catch (WebhookVerificationException e) {
      return refused(BAD, "the signature: " + e.getMessage());
    }
  }

  private static Optional<Refusal> slack(JsonNode body) {
    JsonNode blocks = body.path("blocks");
    if (body.path("text").asText().isEmpty() || blocks.size() > 50) {
      return refused(BAD, "invalid_blocks: " + blocks.size());
    }
    for (JsonNode block : blocks) {
      boolean fits =
          switch (block.path("type").asText()) {
            case "header" -> within(block.at("/text/text"), 150);
            case "section" -> within(block.at("/text/text"), 3000);
            case "context" -> {
              boolean all = block.path("elements").size() <= 10;
              for (JsonNode element : block.path("elements")) {
                all &= within(element.path("text"), 3000);
              }
              yield all;
            }
            default -> false;
          };
      if (!fits) {
        return refused(BAD, "invalid_blocks: " + block);
      }
    }
    return Optional.empty();
  }

  private static boolean within(JsonNode text, int most) {
    return text.isTextual() && !text.asText().isEmpty() && text.asText().length() <= most;
  }

  private static Optional<Refusal> teams(JsonNode body) {
    return wrong(body, "/type", Set.of("message"))
        .or(
            () ->
                wrong(
                    body,
                    "/attachments/0/contentType",
                    Set.of("application/vnd.microsoft.card.adaptive")))
        .or(() -> wrong(body, "/attachments/0/content/type", Set.of("AdaptiveCard")));
  }

  private Optional<Refusal> pager(JsonNode body) {
    boolean fits = within(body.path("dedup_key"), 255) && within(body.at("/payload/summary"), 1024);
    return fits
        ? wrong(body, "/routing_key", Set.of(key))
            .or(() -> wrong(body, "/event_action", Set.of("trigger", "acknowledge", "resolve")))
            .or(
                () ->
                    wrong(
                        body, "/payload/severity", Set.of("critical", "error", "warning", "info")))
            .or(() -> missing(body.path("payload"), "source"))
        : refused(BAD, "'dedup_key' or 'summary' is missing or too long");
  }

  private static Optional<Refusal> alerts(HttpSink.Request request, JsonNode body) {
    if (!request.path().endsWith("/api/v2/alerts")) {
      return refused(404, request.path());
    }
    for (JsonNode alert : body) {
      if (alert.at("/labels/alertname").asText().isEmpty()
          || Instant.parse(alert.path("endsAt").asText())
              .isBefore(Instant.parse(alert.path("startsAt").asText()))) {
        return refused(BAD, alert.toString());
      }
    }
    return body.isArray() ? Optional.empty() : refused(BAD, "no list");
  }

  private static Optional<Refusal> missing(JsonNode body, String... names) {
    return List.of(names).stream().allMatch(body::hasNonNull)
        ? Optional.empty()
        : refused(BAD, "expected " + List.of(names));
  }

  private static Optional<Refusal> wrong(JsonNode body, String place, Set<String> expected) {
    return expected.contains(body.at(place).asText())
        ? Optional.empty()
        : refused(BAD, place + " is none of " + expected);
  }

  private static Optional<Refusal> refused(int status, String reason) {
    return Optional.of(new Refusal(status, reason));
  }
}
