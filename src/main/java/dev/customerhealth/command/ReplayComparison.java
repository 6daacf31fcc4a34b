package dev.customerhealth.command;

import dev.customerhealth.domain.alerting.quality.QualityFigures;
import dev.customerhealth.domain.scoring.Band;
import dev.customerhealth.domain.scoring.Driver;
import dev.customerhealth.domain.scoring.ScoreSheet;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.replay.ReplayOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What another model makes of the same history, side by side. */
final class ReplayComparison {
  private static final String NO_SCORE = "no score";
  private static final int REASONS = 3;

  /** Thousandths of a point; less would read +0.0. */
  private static final int LEAST_SHOWN = 50;

  private final ScoringModel before;
  private final ScoringModel candidate;
  private final ReplayOutcome now;
  private final ReplayOutcome then;

  /**
   * A comparison.
   *
   * @param before the model that scores now
   * @param candidate scores in its place
   * @param now what came of the history with the one
   * @param then and with the other
   */
  ReplayComparison(
      ScoringModel before, ScoringModel candidate, ReplayOutcome now, ReplayOutcome then) {
    this.before = before;
    this.candidate = candidate;
    this.now = now;
    this.then = then;
  }

  /** An account that either model scores at the end. */
  private record Moved(String accountId, ScoreSheet now, ScoreSheet then) {

    /** Thousandths of a point; a score that only one of them gives is no distance. */
    int points() {
      return isScored(now) && isScored(then) ? then.score() - now.score() : 0;
    }
  }

  /**
   * The comparison in lines.
   *
   * @param top how many accounts are named at most
   */
  List<String> lines(int top) {
    List<Moved> all = accounts();
    List<String> lines = new ArrayList<>();
    lines.add("%s in the place of %s".formatted(name(candidate), name(before)));
    lines.add("");
    lines.add(row("accounts by band", "now", "would be"));
    bands(all).forEach((band, counts) -> lines.add(row(band, counts[0], counts[1])));
    lines.add(row("mean score", mean(all, true), mean(all, false)));
    lines.add(moves(all));
    lines.add("");
    lines.add(row("alerts raised", "now", "would be"));
    alerts().forEach((rule, counts) -> lines.add(row(rule, counts[0], counts[1])));
    lines.addAll(most(all, top));
    return lines;
  }

  private List<Moved> accounts() {
    TreeSet<String> ids = new TreeSet<>(now.sheets().keySet());
    ids.addAll(then.sheets().keySet());
    return ids.stream()
        .map(id -> new Moved(id, now.sheets().get(id), then.sheets().get(id)))
        .toList();
  }

  private Map<String, long[]> bands(List<Moved> all) {
    Map<String, long[]> bands = new LinkedHashMap<>();
    for (ScoringModel model : List.of(before, candidate)) {
      model.bands().stream()
          .sorted(Comparator.comparingInt(Band::lowerBound).reversed())
          .forEach(band -> bands.put(band.id(), new long[2]));
    }
    for (Moved account : all) {
      bands.computeIfAbsent(band(account.now()), band -> new long[2])[0]++;
      bands.computeIfAbsent(band(account.then()), band -> new long[2])[1]++;
    }
    return bands;
  }

  private static String mean(List<Moved> all, boolean live) {
    OptionalDouble mean =
        all.stream()
            .map(account -> live ? account.now() : account.then())
            .filter(ReplayComparison::isScored)
            .mapToInt(ScoreSheet::score)
            .average();
    return mean.isEmpty() ? "-" : points(mean.getAsDouble(), "%.1f");
  }

  private static String moves(List<Moved> all) {
    long higher = all.stream().filter(account -> account.points() > 0).count();
    long lower = all.stream().filter(account -> account.points() < 0).count();
    long others =
        all.stream().filter(account -> !band(account.now()).equals(band(account.then()))).count();
    return "%d of %d accounts stand in another band; %d higher, %d lower"
        .formatted(others, all.size(), higher, lower);
  }

  private SortedMap<String, long[]> alerts() {
    SortedMap<String, long[]> counts = new TreeMap<>();
    SortedMap<String, QualityFigures> one = now.alerts().byRule();
    SortedMap<String, QualityFigures> other = then.alerts().byRule();
    one.forEach((rule, figures) -> counts.put(rule, new long[] {figures.raised(), 0}));
    other.forEach(
        (rule, figures) -> counts.computeIfAbsent(rule, each -> new long[2])[1] = figures.raised());
    counts.put("~", new long[] {now.alerts().all().raised(), then.alerts().all().raised()});
    return counts;
  }

  private static List<String> most(List<Moved> all, int top) {
    List<Moved> most =
        all.stream()
            .filter(account -> account.points() != 0)
            .sorted(
                Comparator.comparingInt((Moved account) -> -Math.abs(account.points()))
                    .thenComparing(Moved::accountId))
            .limit(top)
            .toList();
    List<String> lines = new ArrayList<>();
    if (!most.isEmpty()) {
      lines.add("");
      lines.add("accounts that move most");
    }
    int width = most.stream().mapToInt(account -> account.accountId().length()).max().orElse(0);
    for (Moved account : most) {
      lines.add(
          "%s  %5s %s -> %5s %s  %s: %s"
              .formatted(
                  padded(PrintableText.of(account.accountId()), width),
                  points(account.now().score(), "%.1f"),
                  band(account.now()),
                  points(account.then().score(), "%.1f"),
                  band(account.then()),
                  points(account.points(), "%+.1f"),
                  reasons(account)));
    }
    return lines;
  }

  private static String reasons(Moved account) {
    List<Driver> largest =
        account.then().driversSince(account.now().pointsAndValues()).stream()
            .sorted(Comparator.comparingInt((Driver driver) -> -Math.abs(driver.points())))
            .limit(REASONS)
            .toList();
    int least = largest.isEmpty() ? 0 : Math.abs(largest.get(0).points());
    return largest.stream()
        .filter(driver -> Math.abs(driver.points()) >= Math.min(LEAST_SHOWN, least))
        .map(driver -> driver.measureId() + " " + points(driver.points(), "%+.1f"))
        .collect(Collectors.joining(", "));
  }

  private static boolean isScored(ScoreSheet sheet) {
    return sheet != null && sheet.scored();
  }

  private static String band(ScoreSheet sheet) {
    return isScored(sheet) ? sheet.band().id() : NO_SCORE;
  }

  private static String name(ScoringModel model) {
    return model.id() + " version " + model.version();
  }

  private static String points(double thousandths, String format) {
    return String.format(Locale.ROOT, format, thousandths / 1000);
  }

  private static String row(Object name, Object now, Object then) {
    return String.format(Locale.ROOT, "%-28s %9s %9s", name.equals("~") ? "all" : name, now, then);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
