package dev.customerhealth.command;

import dev.customerhealth.avro.AlertState;
import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.ShadowAlert;
import dev.customerhealth.avro.ShadowScore;
import dev.customerhealth.publication.ShownPoints;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a shadow model says of all accounts, beside the live models: by bands, by alerts, and the
 * accounts they see most differently. Takes in what was told, record by record.
 */
final class ShadowComparison {
  private static final int MOST_ACCOUNTS = 10;
  private static final double FAR = 5;
  private static final String NO_SCORE = "no score";

  private final String modelId;
  private final Map<String, Brief> live = new HashMap<>();
  private final Map<String, Brief> candidate = new HashMap<>();
  private final Map<String, List<ShadowAlert>> wouldAlert = new HashMap<>();
  private final Map<String, Integer> liveAlerts = new TreeMap<>();
  private int version;

  /** What is kept of a score: there may be very many. */
  private record Brief(Double score, String band, String name, Instant at) {
    String bandOrNone() {
      return score == null ? NO_SCORE : band;
    }
  }

  ShadowComparison(String modelId) {
    this.modelId = modelId;
  }

  /** The current live score of an account; null takes it away. */
  void live(String accountId, HealthScore score) {
    if (score == null) {
      live.remove(accountId);
    } else {
      live.put(
          accountId,
          new Brief(score.getScore(), score.getBandId(), score.getAccountName(), score.getAsOf()));
    }
  }

  /**
   * What a shadow model says of an account.
   *
   * @param key of the record
   * @param score null takes it away
   */
  void candidate(String key, ShadowScore score) {
    String ending = "/" + modelId;
    if (!key.endsWith(ending)) {
      return;
    }
    String accountId = key.substring(0, key.length() - ending.length());
    if (score == null) {
      candidate.remove(accountId);
      wouldAlert.remove(accountId);
      return;
    }
    version = Math.max(version, score.getModelVersion());
    candidate.put(
        accountId,
        new Brief(score.getScore(), score.getBandId(), score.getAccountName(), score.getAsOf()));
    wouldAlert.put(accountId, score.getAlerts());
  }

  /** A step of a live alert within the time to be compared. */
  void liveAlert(HealthAlert alert) {
    if (alert.getState() == AlertState.RAISED) {
      liveAlerts.merge(alert.getRuleId(), 1, Integer::sum);
    }
  }

  /** Whether it says anything of any account. */
  boolean isEmpty() {
    return candidate.isEmpty();
  }

  /**
   * The lines for a terminal.
   *
   * @param since from when live alerts were taken in, for a person
   */
  List<String> lines(String since) {
    List<String> lines = new ArrayList<>();
    Set<String> accounts = new HashSet<>(live.keySet());
    accounts.addAll(candidate.keySet());
    lines.add(
        "shadow model %s version %d beside the live models: %s, %s"
            .formatted(
                modelId,
                version,
                counted(accounts.size(), "account"),
                counted(both().size(), "of them scored by both", "of them scored by both")));
    lines.add("");
    bands(lines);
    differences(lines);
    alerts(lines, since);
    return lines.stream().map(PrintableText::of).toList();
  }

  private static String counted(int count, String what) {
    return counted(count, what, what + "s");
  }

  private static String counted(int count, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
  }

  /** Accounts that both score. */
  private List<String> both() {
    return candidate.keySet().stream()
        .filter(id -> candidate.get(id).score() != null)
        .filter(id -> live.containsKey(id) && live.get(id).score() != null)
        .sorted()
        .toList();
  }

  private void bands(List<String> lines) {
    Map<String, Double> best = new HashMap<>();
    for (Map<String, Brief> scores : List.of(live, candidate)) {
      for (Brief each : scores.values()) {
        best.merge(each.bandOrNone(), each.score() == null ? -1 : each.score(), Math::max);
      }
    }
    lines.add(row("accounts by band", "live", "shadow"));
    best.keySet().stream()
        .sorted(Comparator.comparingDouble((String band) -> best.get(band)).reversed())
        .forEach(band -> lines.add(row(band, count(live, band), count(candidate, band))));
    lines.add(row("mean score", mean(live), mean(candidate)));
    lines.add("");
  }

  private static long count(Map<String, Brief> scores, String band) {
    return scores.values().stream().filter(each -> each.bandOrNone().equals(band)).count();
  }

  private static String mean(Map<String, Brief> scores) {
    return scores.values().stream()
        .filter(each -> each.score() != null)
        .mapToDouble(Brief::score)
        .average()
        .stream()
        .mapToObj(mean -> String.format(Locale.ROOT, "%.1f", mean))
        .findFirst()
        .orElse("-");
  }

  private double difference(String accountId) {
    return candidate.get(accountId).score() - live.get(accountId).score();
  }

  private void differences(List<String> lines) {
    List<String> both = both();
    if (both.isEmpty()) {
      return;
    }
    double[] sizes = both.stream().mapToDouble(id -> Math.abs(difference(id))).sorted().toArray();
    lines.add(
        String.format(
            Locale.ROOT,
            "the shadow is more than %.0f points higher for %d, lower for %d; half of all differ by"
                + " %.1f points or less; %d are in another band",
            FAR,
            both.stream().filter(id -> difference(id) > FAR).count(),
            both.stream().filter(id -> difference(id) < -FAR).count(),
            sizes[(sizes.length - 1) / 2],
            both.stream()
                .filter(id -> !candidate.get(id).band().equals(live.get(id).band()))
                .count()));
    drift(lines, both);
    lines.add("");
    lines.add(account("seen most differently", "live", "", "shadow", "", ""));
    both.stream()
        .sorted(
            Comparator.comparingDouble((String id) -> -Math.abs(difference(id)))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST_ACCOUNTS)
        .forEach(id -> lines.add(account(id)));
    lines.add("");
  }

  private Duration apart(String accountId) {
    return Duration.between(live.get(accountId).at(), candidate.get(accountId).at()).abs();
  }

  /** Both are told when they move by a point or so, so they are often not of one moment. */
  private void drift(List<String> lines, List<String> both) {
    List<Duration> gaps =
        both.stream().map(this::apart).filter(gap -> !gap.isZero()).sorted().toList();
    if (!gaps.isEmpty()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "of %d the two scores were told at different moments, up to %s apart: a score is told"
                  + " anew only when it moves by a point, so a point of those differences may be"
                  + " time and not the model",
              gaps.size(),
              AlertFiguresText.inWords(gaps.get(gaps.size() - 1))));
    }
  }

  private String account(String id) {
    Brief now = live.get(id);
    Brief then = candidate.get(id);
    return account(
        id + (then.name() == null ? "" : " (" + then.name() + ")"),
        ShownPoints.text(ShownPoints.of(now.score())),
        now.band(),
        ShownPoints.text(ShownPoints.of(then.score())),
        then.band(),
        ShownPoints.signed(ShownPoints.change(now.score(), then.score())));
  }

  private void alerts(List<String> lines, String since) {
    Map<String, Long> raised = new TreeMap<>();
    Map<String, Long> open = new TreeMap<>();
    for (List<ShadowAlert> alerts : wouldAlert.values()) {
      for (ShadowAlert alert : alerts) {
        raised.merge(alert.getRuleId(), alert.getRaised(), Long::sum);
        open.merge(alert.getRuleId(), alert.getOpen() ? 1L : 0L, Long::sum);
      }
    }
    Set<String> rules = new TreeSet<>(raised.keySet());
    rules.addAll(liveAlerts.keySet());
    if (rules.isEmpty()) {
      lines.add("no alert was raised since " + since + ", and the shadow would have raised none");
      return;
    }
    lines.add(row("alerts raised since " + since, "live", "shadow", "of them open"));
    for (String rule : rules) {
      lines.add(
          row(
              rule,
              liveAlerts.getOrDefault(rule, 0),
              raised.getOrDefault(rule, 0L),
              open.getOrDefault(rule, 0L)));
    }
    lines.add(
        "on the day on which it meets an account a shadow raises nothing, for a model that comes"
            + " into force does not either");
  }

  private static String row(Object... cells) {
    String format = "%-42s %8s %8s" + (cells.length > 3 ? " %14s" : "");
    return String.format(Locale.ROOT, format, cells).stripTrailing();
  }

  private static String account(Object... cells) {
    return String.format(Locale.ROOT, "%-42s %8s %-14s %8s %-14s %8s", cells).stripTrailing();
  }
}
