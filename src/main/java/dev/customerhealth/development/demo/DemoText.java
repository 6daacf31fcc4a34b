package dev.customerhealth.development.demo;

import dev.customerhealth.avro.AlertState;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.avro.Severity;
import dev.customerhealth.command.PrintableText;
import dev.customerhealth.domain.scoring.Band;
import dev.customerhealth.publication.ShownPoints;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Puts a snapshot into lines of plain text; on a terminal with colours. */
final class DemoText {
  private static final DateTimeFormatter BUSINESS_TIME =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter ALERT_TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int BAR = 40;
  private static final Pattern WORDS = Pattern.compile(" ");

  /** Column at which the summaries of alerts begin. */
  private static final int SUMMARY_AT = 25;

  private final List<Band> bands;
  private final boolean colours;
  private final Path configFile;

  /**
   * A text.
   *
   * @param colours whether the terminal shows them
   * @param configFile for commands that ask this installation
   */
  DemoText(List<Band> bands, boolean colours, Path configFile) {
    this.bands = bands;
    this.colours = colours;
    this.configFile = configFile;
  }

  /**
   * The first lines: what time it is and how busy.
   *
   * @param vitals counts of the service
   */
  List<String> head(DemoSnapshot seen, DemoVitals vitals) {
    List<String> lines = new ArrayList<>();
    Instant time = seen.businessTime();
    boolean sandbox = vitals.phase().equals(DemoFeed.Phase.OUTSIDE.label());
    boolean busy = sandbox && vitals.eventsPerSecond() > 0;
    lines.add(
        "%s   %s   %,d events/s, %,d so far, %,d waiting"
            .formatted(
                bold(sandbox ? "customer-health sandbox" : "customer-health demo"),
                busy ? "working events off" : vitals.phase(),
                vitals.eventsPerSecond(),
                vitals.events(),
                vitals.waiting()));
    lines.add(
        "business time "
            + (time == null ? "not told yet" : BUSINESS_TIME.format(time) + " UTC")
            + (vitals.completeAfter() == null
                ? ""
                : "   live and complete after %d s".formatted(vitals.completeAfter().toSeconds())));
    return lines;
  }

  /** Accounts by band, best first. */
  List<String> bands(DemoSnapshot seen) {
    List<String> lines = new ArrayList<>();
    int all = Math.max(1, seen.scored() + seen.unscored());
    lines.add(
        bold("Accounts")
            + ": %,d scored, %,d with too little data, %,d overridden by people"
                .formatted(seen.scored(), seen.unscored(), seen.overridden()));
    for (Band band : bands) {
      int count = seen.accountsByBand().getOrDefault(band.id(), 0);
      int length = count == 0 ? 0 : Math.max(1, Math.round(BAR * count / (float) all));
      lines.add(
          "  %-10s from %2d  %4d  %s"
              .formatted(
                  band.label(), band.lowerBound() / 1000, count, colour(band, "#".repeat(length))));
    }
    return lines;
  }

  /** The accounts that fell most. */
  List<String> falls(DemoSnapshot seen) {
    List<String> lines = new ArrayList<>();
    lines.add(bold("Fell most in the last 7 days"));
    for (Fall fall : seen.falls()) {
      lines.add(
          "  %6s  %-24s %5s -> %4s %-9s  %s"
              .formatted(
                  ShownPoints.signed(ShownPoints.change(fall.from(), fall.to())),
                  PrintableText.of(fall.accountName()),
                  ShownPoints.text(ShownPoints.of(fall.from())),
                  ShownPoints.text(ShownPoints.of(fall.to())),
                  label(fall.bandId()),
                  String.join(", ", fall.reasons())));
    }
    if (seen.falls().isEmpty()) {
      lines.add("  none yet");
    }
    return lines;
  }

  /** How many alerts there are. */
  String alertCounts(DemoSnapshot seen) {
    return bold("Alerts")
        + ": %,d open, %,d raised, %,d resolved"
            .formatted(seen.openAlerts(), seen.raised(), seen.resolved());
  }

  /**
   * The latest steps of alerts, the newest last, each as a whole.
   *
   * @param room how many lines there are for it, with the head
   * @param columns how long a line may be
   */
  List<String> alerts(DemoSnapshot seen, int room, int columns) {
    Deque<String> lines = new ArrayDeque<>();
    List<HealthAlert> alerts = seen.alerts();
    for (int i = alerts.size() - 1; i >= 0; i--) {
      List<String> step = wrapped(alerts.get(i), columns);
      if (lines.size() + step.size() >= room) {
        break;
      }
      for (int line = step.size() - 1; line >= 0; line--) {
        lines.addFirst(step.get(line));
      }
    }
    lines.addFirst(alertCounts(seen));
    return List.copyOf(lines);
  }

  /** A step with its whole summary; the rule is left out, the summary says what happened. */
  private List<String> wrapped(HealthAlert alert, int columns) {
    String state =
        alert.getState() == AlertState.RAISED
            ? alert.getSeverity().name().toLowerCase(Locale.ROOT)
            : alert.getState().name().toLowerCase(Locale.ROOT);
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int room = Math.max(20, columns - SUMMARY_AT);
    for (String word : WORDS.split(PrintableText.of(alert.getSummary()), -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > room) {
        lines.add(" ".repeat(SUMMARY_AT) + line);
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(" ".repeat(SUMMARY_AT) + line);
    String head = "  " + ALERT_TIME.format(alert.getAt()) + "  ";
    lines.set(
        0,
        head
            + colour(alert, state)
            + " ".repeat(Math.max(1, SUMMARY_AT - head.length() - state.length()))
            + lines.get(0).strip());
    return lines;
  }

  /** One step of an alert. */
  String alert(HealthAlert alert) {
    return "%s %-8s %-8s %-25s %s"
        .formatted(
            ALERT_TIME.format(alert.getAt()),
            alert.getState().name().toLowerCase(Locale.ROOT),
            alert.getSeverity().name().toLowerCase(Locale.ROOT),
            alert.getRuleId(),
            PrintableText.of(alert.getSummary()));
  }

  /** The last lines: what the service did with its input, and how to ask it why. */
  List<String> foot(DemoSnapshot seen, DemoVitals vitals) {
    List<String> lines = new ArrayList<>();
    lines.add(
        bold("Service")
            + ": %,d changes, %,d duplicates, %,d late, %,d rejected, %,d dead letters"
                .formatted(
                    seen.changes(),
                    vitals.duplicates(),
                    vitals.late(),
                    vitals.rejected(),
                    vitals.deadLetters()));
    if (!seen.unreadable().isEmpty()) {
      lines.add(unreadable(seen));
    }
    lines.add(vitals.state() + "   " + vitals.url() + "/metrics");
    lines.add(
        "try   bin/customer-health explain "
            + (seen.falls().isEmpty() ? "acc-0001" : seen.falls().get(0).accountId())
            + " --config "
            + configFile);
    return lines;
  }

  private String unreadable(DemoSnapshot seen) {
    return bold("Passed over")
        + new TreeMap<>(seen.unreadable())
            .entrySet().stream()
                .map(
                    topic ->
                        "%,d %s of %s"
                            .formatted(
                                topic.getValue(),
                                topic.getValue() == 1 ? "record" : "records",
                                topic.getKey()))
                .collect(Collectors.joining(", ", ": ", " that cannot be read"));
  }

  private String label(String bandId) {
    return bands.stream()
        .filter(band -> band.id().equals(bandId))
        .map(Band::label)
        .findFirst()
        .orElse("no score");
  }

  private String bold(String text) {
    return colours ? "\u001b[1m" + text + "\u001b[0m" : text;
  }

  private String colour(HealthAlert alert, String text) {
    if (alert.getState() != AlertState.RAISED) {
      return colour(32, text);
    }
    return colour(alert.getSeverity() == Severity.CRITICAL ? 31 : 33, text);
  }

  private String colour(Band band, String text) {
    int code =
        switch (band.colour()) {
          case "green" -> 32;
          case "blue" -> 36;
          case "yellow" -> 33;
          case "orange" -> 35;
          default -> 31;
        };
    return colour(code, text);
  }

  private String colour(int code, String text) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
