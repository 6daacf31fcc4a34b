package dev.customerhealth.command;

import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.alerting.AlertScope;
import dev.customerhealth.model.ConditionText;
import dev.customerhealth.model.RuleLibrary;
import dev.customerhealth.yaml.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Alert rules as text, for a terminal and for the documentation. */
final class RuleText {
  private static final int HOURS_PER_DAY = 24;
  private static final int TEN_THOUSANDTHS_PER_PERCENT = 100;

  private RuleText() {}

  /** A rule in one line. */
  static String line(AlertRule rule) {
    return String.format(
        Locale.ROOT,
        "%-3s %-26s %-6s %-9s %s",
        rule.enabled() ? "on" : "off",
        rule.id(),
        rule.source(),
        Fields.word(rule.severity()),
        rule.label());
  }

  /** Everything a rule says. */
  static String whole(AlertRule rule, RuleLibrary library) {
    StringBuilder text = new StringBuilder();
    add(text, "Rule", rule.id() + (rule.enabled() ? ", on" : ", off"));
    add(text, "From", rule.source());
    add(text, "What", rule.label());
    add(text, "Why", library.descriptionOf(rule.id()));
    add(text, "Severity", Fields.word(rule.severity()));
    add(text, "Whom", whom(rule.scope()));
    add(text, "Coverage", rule.minimumCoverage() == 0 ? null : "at least " + coverage(rule));
    add(text, "Raised", ConditionText.raised(rule.condition()));
    add(text, "Resolved", ConditionText.resolved(rule.condition()));
    add(text, "Confirmed", time(rule.timing().confirmation()));
    add(text, "Cooldown", time(rule.timing().cooldown()));
    add(text, "Escalated", time(rule.timing().escalateAfter()));
    add(text, "Action", rule.action() == null ? "what the band says" : rule.action());
    return text.toString();
  }

  private static void add(StringBuilder text, String name, String value) {
    if (value != null) {
      text.append(String.format(Locale.ROOT, "%-10s %s%n", name, value));
    }
  }

  /** The rules as tables in Markdown: what they ask, then why so and what to do. */
  static String markdown(RuleLibrary library) {
    StringBuilder text = new StringBuilder();
    row(text, List.of("", "rule", "id", "severity", "raised", "resolved", "besides"));
    row(text, List.of("---", "---", "---", "---", "---", "---", "---"));
    for (AlertRule rule : library.rules()) {
      row(
          text,
          List.of(
              rule.enabled() ? "**on**" : "off",
              rule.source(),
              '`' + rule.id() + '`',
              Fields.word(rule.severity()),
              ConditionText.raised(rule.condition()),
              ConditionText.resolved(rule.condition()),
              String.join(", ", besides(rule))));
    }
    text.append('\n');
    row(text, List.of("id", "what it says", "why on or off", "what to do"));
    row(text, List.of("---", "---", "---", "---"));
    for (AlertRule rule : library.rules()) {
      row(
          text,
          List.of(
              '`' + rule.id() + '`',
              rule.label(),
              library.descriptionOf(rule.id()),
              rule.action() == null ? "what the band says" : rule.action()));
    }
    return text.toString();
  }

  private static void row(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static List<String> besides(AlertRule rule) {
    List<String> besides = new ArrayList<>();
    if (!rule.scope().isAll()) {
      besides.add(whom(rule.scope()));
    }
    if (rule.minimumCoverage() > 0) {
      besides.add("coverage " + coverage(rule));
    }
    addTime(besides, "after ", rule.timing().confirmation());
    addTime(besides, "cooldown ", rule.timing().cooldown());
    addTime(besides, "escalated after ", rule.timing().escalateAfter());
    return besides;
  }

  private static void addTime(List<String> to, String name, Duration time) {
    if (!time.isZero()) {
      to.add(name + time(time));
    }
  }

  private static String coverage(AlertRule rule) {
    return rule.minimumCoverage() / TEN_THOUSANDTHS_PER_PERCENT + "%";
  }

  private static String time(Duration time) {
    if (time.isZero()) {
      return null;
    }
    return time.toHours() % HOURS_PER_DAY == 0 ? time.toDays() + "d" : time.toHours() + "h";
  }

  private static String whom(AlertScope scope) {
    List<String> whom = new ArrayList<>();
    add(whom, "segment ", scope.segments());
    add(whom, "tier ", scope.tiers());
    add(whom, "stage ", scope.stages().stream().map(Fields::word).toList());
    add(whom, "model ", scope.models());
    return whom.isEmpty() ? "all accounts" : String.join(", ", whom);
  }

  private static void add(List<String> to, String name, List<String> allowed) {
    if (!allowed.isEmpty()) {
      to.add(name + allowed.stream().collect(Collectors.joining(" or ")));
    }
  }
}
