package dev.customerhealth.notify.notice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.customerhealth.notify.notice.Notice.Finding;
import dev.customerhealth.notify.notice.Notice.Mover;
import dev.customerhealth.notify.notice.Notice.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A notice as JSON: what webhooks carry and what the notifier's own log keeps. A field that is not
 * known is left out; a reader takes unknown fields for nothing.
 */
public final class NoticeJson {

  private NoticeJson() {}

  /** Writes a notice. */
  public static ObjectNode write(Notice notice) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("alert_id", notice.alertId());
    json.put("step", notice.step().name());
    json.put("severity", notice.urgency().name());
    json.put("rule_id", notice.ruleId());
    putIfKnown(json, "rule_source", notice.ruleSource());
    json.put("raised_at", notice.raisedAt().toString());
    json.put("at", notice.at().toString());
    json.put("summary", notice.summary());
    json.set("account", subject(notice.subject()));
    json.set("finding", finding(notice.finding()));
    ArrayNode movers = json.putArray("drivers");
    for (Mover mover : notice.movers()) {
      movers.addObject().put("measure", mover.measure()).put("points", mover.points());
    }
    putIfKnown(json, "link", notice.link());
    return json;
  }

  private static ObjectNode subject(Subject subject) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", subject.accountId());
    putIfKnown(json, "name", subject.name());
    putIfKnown(json, "csm", subject.owner());
    putIfKnown(json, "segment", subject.segment());
    if (subject.arrMinor() != null) {
      json.put("arr_minor", subject.arrMinor());
    }
    putIfKnown(json, "currency", subject.currency());
    if (subject.renewalDate() != null) {
      json.put("renewal_date", subject.renewalDate().toString());
    }
    return json;
  }

  private static ObjectNode finding(Finding finding) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    putIfKnown(json, "value", finding.value());
    putIfKnown(json, "threshold", finding.threshold());
    if (finding.windowDays() != null) {
      json.put("window_days", finding.windowDays());
    }
    putIfKnown(json, "score", finding.score());
    putIfKnown(json, "reference_score", finding.referenceScore());
    putIfKnown(json, "band", finding.bandId());
    putIfKnown(json, "band_role", finding.bandRole());
    putIfKnown(json, "action", finding.action());
    putIfKnown(json, "model", finding.model());
    return json;
  }

  private static void putIfKnown(ObjectNode json, String name, String value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  private static void putIfKnown(ObjectNode json, String name, Double value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static Notice read(JsonNode json) {
    JsonNode account = json.path("account");
    JsonNode finding = json.path("finding");
    List<Mover> movers = new ArrayList<>();
    for (JsonNode mover : json.path("drivers")) {
      movers.add(new Mover(needed(mover, "measure"), mover.path("points").asDouble()));
    }
    String renewal = text(account, "renewal_date");
    return new Notice(
        needed(json, "alert_id"),
        needed(json, "rule_id"),
        text(json, "rule_source"),
        Step.valueOf(needed(json, "step")),
        Urgency.valueOf(needed(json, "severity")),
        Instant.parse(needed(json, "raised_at")),
        Instant.parse(needed(json, "at")),
        needed(json, "summary"),
        new Finding(
            number(finding, "value"),
            number(finding, "threshold"),
            finding.has("window_days") ? finding.get("window_days").asInt() : null,
            number(finding, "score"),
            number(finding, "reference_score"),
            text(finding, "band"),
            text(finding, "band_role"),
            text(finding, "action"),
            text(finding, "model")),
        movers,
        new Subject(
            needed(account, "id"),
            text(account, "name"),
            text(account, "csm"),
            text(account, "segment"),
            account.has("arr_minor") ? account.get("arr_minor").asLong() : null,
            text(account, "currency"),
            renewal == null ? null : LocalDate.parse(renewal)),
        text(json, "link"));
  }

  private static String needed(JsonNode json, String name) {
    if (!json.hasNonNull(name)) {
      throw new IllegalArgumentException("a notice without " + name);
    }
    return json.get(name).asText();
  }

  private static String text(JsonNode json, String name) {
    return json.hasNonNull(name) ? json.get(name).asText() : null;
  }

  private static Double number(JsonNode json, String name) {
    return json.hasNonNull(name) ? json.get(name).asDouble() : null;
  }
}
