package dev.customerhealth.notify.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.notice.NoticeJson;
import dev.customerhealth.notify.notice.Step;
import dev.customerhealth.notify.planning.Address;
import dev.customerhealth.notify.planning.Age;
import dev.customerhealth.notify.planning.AlertEntry;
import dev.customerhealth.notify.planning.Arrivals.Silence;
import dev.customerhealth.notify.planning.Mark;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.planning.Notification.Told;
import dev.customerhealth.notify.planning.RateUse;
import dev.customerhealth.notify.planning.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the notifier writes down, as JSON; see {@link VersionedJson} for what reading throws. */
final class LogJson {

  private LogJson() {}

  static byte[] bytes(AlertEntry entry) {
    ObjectNode json = VersionedJson.create();
    json.set("notice", NoticeJson.write(entry.notice()));
    json.put("received_at", entry.receivedAt().toString());
    json.put("partition", entry.position().partition());
    json.put("offset", entry.position().offset());
    json.put("history", entry.history());
    if (entry.age() == Age.OUTAGE) {
      json.put("outage", true);
    }
    if (entry.handledAt() != null) {
      json.put("handled_at", entry.handledAt().toString());
    }
    ArrayNode marks = json.putArray("told");
    entry
        .marks()
        .forEach(
            (address, mark) ->
                put(marks.addObject(), address)
                    .put("step", mark.step().name())
                    .put("at", mark.at().toString())
                    .put("told_at", mark.toldAt().toString())
                    .put("group", mark.group()));
    return VersionedJson.bytes(json);
  }

  static AlertEntry entry(byte[] bytes) {
    return VersionedJson.read(bytes, LogJson::entry);
  }

  private static AlertEntry entry(JsonNode json) {
    Map<Address, Mark> marks = new LinkedHashMap<>();
    for (JsonNode mark : json.path("told")) {
      marks.put(
          address(mark),
          new Mark(
              Step.valueOf(mark.path("step").asText()),
              VersionedJson.time(mark, "at"),
              VersionedJson.time(mark, "told_at"),
              mark.path("group").asText()));
    }
    return new AlertEntry(
        NoticeJson.read(json.path("notice")),
        VersionedJson.time(json, "received_at"),
        new AlertEntry.Position(json.path("partition").asInt(), json.path("offset").asLong()),
        age(json),
        marks,
        json.has("handled_at") ? VersionedJson.time(json, "handled_at") : null);
  }

  private static Age age(JsonNode json) {
    if (json.path("history").asBoolean()) {
      return Age.HISTORY;
    }
    return json.path("outage").asBoolean() ? Age.OUTAGE : Age.TODAY;
  }

  static byte[] bytes(Silence silence) {
    ObjectNode json = VersionedJson.create().put("latest", silence.latest().toString());
    if (silence.from() != null) {
      json.put("silent_from", silence.from().toString());
      json.put("silent_to", silence.to().toString());
    }
    return VersionedJson.bytes(json);
  }

  static Silence silence(byte[] bytes) {
    return VersionedJson.read(
        bytes,
        json ->
            json.has("silent_from")
                ? new Silence(
                    VersionedJson.time(json, "latest"),
                    VersionedJson.time(json, "silent_from"),
                    VersionedJson.time(json, "silent_to"))
                : new Silence(VersionedJson.time(json, "latest"), null, null));
  }

  static byte[] bytes(Reader reader, RateUse use) {
    ObjectNode json = VersionedJson.create();
    reader.channel().ifPresent(channel -> json.put("target", channel));
    json.put("csm", reader.csm());
    json.put("overflowing", use.overflowing());
    ArrayNode times = json.putArray("times");
    use.times().forEach(time -> times.add(time.toString()));
    return VersionedJson.bytes(json);
  }

  /** Whose use it is. */
  static Reader reader(byte[] bytes) {
    JsonNode json = VersionedJson.tree(bytes);
    return new Reader(
        Optional.of(json.path("target").asText()).filter(text -> !text.isEmpty()),
        json.path("csm").asText());
  }

  static RateUse use(byte[] bytes) {
    return VersionedJson.read(bytes, LogJson::use);
  }

  private static RateUse use(JsonNode json) {
    List<Instant> times = new ArrayList<>();
    json.path("times").forEach(time -> times.add(Instant.parse(time.asText())));
    return new RateUse(times, json.path("overflowing").asBoolean());
  }

  static byte[] bytes(Delivery delivery) {
    return VersionedJson.bytes(json(delivery));
  }

  /** A delivery that was given up. */
  static byte[] deadLetter(Delivery delivery, String reason, Instant at) {
    ObjectNode json = json(delivery);
    json.remove("not_before");
    return VersionedJson.bytes(json.put("reason", reason).put("at", at.toString()));
  }

  /** What became of a dead letter that was tried again. */
  static byte[] became(Delivery delivery, String outcome, Instant at) {
    ObjectNode json = json(delivery);
    json.remove("not_before");
    json.put("became", outcome);
    return VersionedJson.bytes(json.put("at", at.toString()));
  }

  /** What became of a dead letter; empty when it is still one. */
  static Optional<String> outcome(byte[] bytes) {
    return Optional.of(VersionedJson.tree(bytes).path("became").asText())
        .filter(text -> !text.isEmpty());
  }

  /** An alert that could not be read. */
  static byte[] unreadable(String topic, int partition, long offset, String reason, Instant at) {
    ObjectNode json = VersionedJson.create();
    json.put("topic", topic).put("partition", partition).put("offset", offset);
    return VersionedJson.bytes(json.put("reason", reason).put("at", at.toString()));
  }

  private static ObjectNode json(Delivery delivery) {
    ObjectNode json = VersionedJson.create();
    json.put("attempts", delivery.attempts());
    if (delivery.redriven()) {
      json.put("redriven", true);
    }
    json.put("not_before", delivery.notBefore().toString());
    if (delivery.leftAloneUntil() != null) {
      json.put("left_alone_until", delivery.leftAloneUntil().toString());
    }
    if (delivery.reason() != null) {
      json.put("reason", delivery.reason());
    }
    Notification notification = delivery.notification();
    ObjectNode body = put(json.putObject("notification"), notification.address());
    body.put("id", notification.id());
    body.put("kind", notification.kind().name());
    ObjectNode group = body.putObject("group");
    notification.groupLabels().forEach(group::put);
    body.put("still_open", notification.stillOpen());
    body.put("planned_at", notification.plannedAt().toString());
    ArrayNode told = body.putArray("alerts");
    for (Told each : notification.told()) {
      told.add(NoticeJson.write(each.notice()).put("repeat", each.repeat()));
    }
    return json;
  }

  static Delivery delivery(byte[] bytes) {
    return VersionedJson.read(
        bytes, json -> delivery(json, VersionedJson.time(json, "not_before")));
  }

  /** Whether a dead letter is a delivery, and not an alert that could not be read. */
  static boolean isDelivery(byte[] bytes) {
    return VersionedJson.tree(bytes).has("notification");
  }

  /** A dead letter's delivery. */
  static Delivery givenUp(byte[] bytes) {
    return VersionedJson.read(bytes, json -> delivery(json, VersionedJson.time(json, "at")));
  }

  /** When a dead letter was given up. */
  static Instant givenUpAt(byte[] bytes) {
    return VersionedJson.read(bytes, json -> VersionedJson.time(json, "at"));
  }

  /** Why, in a few words. */
  static String reason(byte[] bytes) {
    return VersionedJson.tree(bytes).path("reason").asText();
  }

  /** A dead letter as it lies in the topic, with what became of it, in one line. */
  static String line(byte[] bytes, String id, String state) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", id).put("state", state);
    json.setAll((ObjectNode) VersionedJson.tree(bytes));
    return new String(VersionedJson.bytes(json), StandardCharsets.UTF_8);
  }

  private static Delivery delivery(JsonNode json, Instant notBefore) {
    JsonNode body = json.path("notification");
    SortedMap<String, String> group = new TreeMap<>();
    body.path("group")
        .properties()
        .forEach(label -> group.put(label.getKey(), label.getValue().asText()));
    List<Told> told = new ArrayList<>();
    for (JsonNode alert : body.path("alerts")) {
      told.add(new Told(NoticeJson.read(alert), alert.path("repeat").asBoolean()));
    }
    Notification notification =
        new Notification(
            body.path("id").asText(),
            address(body),
            Notification.Kind.valueOf(body.path("kind").asText()),
            group,
            told,
            body.path("still_open").asInt(),
            VersionedJson.time(body, "planned_at"));
    return new Delivery(
        notification,
        json.path("attempts").asInt(),
        notBefore,
        json.hasNonNull("reason") ? json.get("reason").asText() : null,
        json.path("redriven").asBoolean(),
        json.hasNonNull("left_alone_until") ? VersionedJson.time(json, "left_alone_until") : null);
  }

  /** That something was delivered. */
  static byte[] delivered(Delivery delivery, Instant at) {
    ObjectNode json = put(VersionedJson.create(), delivery.notification().address());
    json.put("delivered_at", at.toString()).put("attempts", delivery.attempts() + 1);
    ArrayNode alerts = json.putArray("alerts");
    delivery.notification().told().stream()
        .map(Told::notice)
        .map(Notice::alertId)
        .forEach(alerts::add);
    return VersionedJson.bytes(json);
  }

  static Instant deliveredAt(byte[] bytes) {
    return VersionedJson.read(bytes, json -> VersionedJson.time(json, "delivered_at"));
  }

  private static ObjectNode put(ObjectNode json, Address address) {
    return json.put("target", address.targetId()).put("csm", address.csm());
  }

  private static Address address(JsonNode json) {
    return new Address(json.path("target").asText(), json.path("csm").asText());
  }
}
