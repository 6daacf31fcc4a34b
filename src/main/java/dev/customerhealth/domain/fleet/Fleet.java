package dev.customerhealth.domain.fleet;

import dev.customerhealth.domain.fleet.FleetRules.Move;
import dev.customerhealth.domain.fleet.FleetVerdict.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is known of the whole fleet: the reports of every partition that are still of use, and what
 * is taken for a fault since when. Immutable, and a function of the reports of each partition,
 * whichever partition is read first: a replay comes to the same. That holds while no partition is
 * read more than {@link Reports#MOST} reports ahead of another. Beyond that reports are thinned: a
 * silence is found some minutes later, but a fall that came and went between two reports that were
 * kept is missed, and which those are depends on the order of reading.
 *
 * @param reports what the partitions reported
 * @param faults by cause
 */
public record Fleet(Reports reports, Map<String, Fault> faults) {

  /** Nobody reported. */
  public static final Fleet UNKNOWN = new Fleet(Reports.NONE, Map.of());

  /** Stands for no time at all. */
  public static final long NEVER = Long.MIN_VALUE;

  private static final double MILLIS_PER_HOUR = Duration.ofHours(1).toMillis();
  private static final double PERCENT = 100;

  /** How a fault stands. */
  public enum Stage {
    /** There is none. */
    WELL(0),
    /** Alerts are held back because of it. */
    HELD(1),
    /**
     * It lasts, but alerts go out again; the next begins only when all was well once. Of a source
     * operators' alert is open until then: it is known to be silent.
     */
    GIVEN_UP(2);

    private final int code;

    Stage(int code) {
      this.code = code;
    }

    /** Its number in state stores. */
    public int code() {
      return code;
    }

    /** The stage of a number; null when there is none. */
    public static Stage of(int code) {
      return code >= 0 && code < values().length ? values()[code] : null;
    }
  }

  /**
   * A fault.
   *
   * @param episode how often it began
   * @param stage how it stands
   * @param sinceMillis when it began the last time
   * @param wellSinceMillis since when all is well again; {@link #NEVER} while it is not
   */
  public record Fault(long episode, Stage stage, long sinceMillis, long wellSinceMillis) {
    private static final Fault NOT_YET = new Fault(0, Stage.WELL, NEVER, NEVER);
  }

  /**
   * What a report leads to.
   *
   * @param after what is known from now on
   * @param verdicts what began or ended, mostly nothing
   */
  public record Step(Fleet after, List<FleetVerdict> verdicts) {}

  public Fleet {
    faults = Map.copyOf(faults);
  }

  /**
   * Takes a report in. What all partitions have come to is looked at minute by minute, with what
   * each of them had reported by then: neither is a silence what one has not read yet, nor is a
   * silence hidden by what another that is ahead heard later. Before all of them reported nothing
   * is known.
   *
   * @param partitions how many there are
   */
  public Step after(FleetReport report, FleetRules rules, int partitions) {
    if (reports.knows(report)) {
      return new Step(this, List.of());
    }
    Reports all = reports.with(report);
    Map<String, Fault> known = faults;
    List<FleetVerdict> verdicts = new ArrayList<>();
    for (long minute : all.dueSince(reports, partitions)) {
      List<FleetReport> then = all.by(minute);
      if (then.size() >= partitions) {
        Look look = new Look(then, new TreeMap<>(known), rules);
        rules.silences().keySet().stream().sorted().forEach(look::atSource);
        rules.move().ifPresent(look::atMove);
        look.atWhatIsNotWatchedAnyMore();
        known = look.faults;
        verdicts.addAll(look.verdicts);
      }
    }
    return new Step(new Fleet(all.waiting(partitions), known), List.copyOf(verdicts));
  }

  /** One look at a report of each partition, at the time of the earliest. */
  private static final class Look {
    private final List<FleetReport> reports;
    private final Map<String, Fault> faults;
    private final FleetRules rules;
    private final List<FleetVerdict> verdicts = new ArrayList<>();
    private final Set<String> watched = new HashSet<>();
    private final long now;
    private final long accounts;

    Look(List<FleetReport> reports, Map<String, Fault> faults, FleetRules rules) {
      this.reports = reports;
      this.faults = faults;
      this.rules = rules;
      this.now = reports.stream().mapToLong(FleetReport::atMillis).min().orElseThrow();
      this.accounts = reports.stream().mapToLong(FleetReport::accounts).sum();
    }

    void atSource(String source) {
      long heard = NEVER;
      for (FleetReport report : reports) {
        heard = Math.max(heard, report.heard().getOrDefault(source, NEVER));
      }
      long silence = rules.silences().get(source).toMillis();
      // A source that never spoke is not there yet.
      boolean known = heard != NEVER;
      decide(
          FleetVerdict.cause(FleetVerdict.STALLED, source),
          known && now - heard >= silence,
          known ? heard + silence : now,
          known ? Math.max(0, now - heard) / MILLIS_PER_HOUR : 0,
          silence / MILLIS_PER_HOUR);
    }

    void atMove(Move move) {
      long fell = reports.stream().mapToLong(FleetReport::fell).sum();
      double share = accounts == 0 ? 0 : (double) fell / accounts;
      decide(
          FleetVerdict.MOVED, share >= move.share(), now, share * PERCENT, move.share() * PERCENT);
    }

    /** Else alerts would be held back for ever by what nobody looks at. */
    void atWhatIsNotWatchedAnyMore() {
      for (Map.Entry<String, Fault> each : List.copyOf(faults.entrySet())) {
        Fault fault = each.getValue();
        if (!watched.contains(each.getKey()) && fault.stage() != Stage.WELL) {
          Fault well = new Fault(fault.episode(), Stage.WELL, fault.sinceMillis(), NEVER);
          take(each.getKey(), fault, well, Turn.UNWATCHED, 0, 0);
        }
      }
    }

    private void decide(String cause, boolean ill, long since, double value, double threshold) {
      watched.add(cause);
      Fault fault = faults.getOrDefault(cause, Fault.NOT_YET);
      switch (fault.stage()) {
        case WELL -> {
          if (ill && accounts >= rules.leastAccounts()) {
            Fault began = new Fault(fault.episode() + 1, Stage.HELD, since, NEVER);
            take(cause, fault, began, Turn.BEGAN, value, threshold);
          }
        }
        case HELD -> held(cause, fault, ill, value, threshold);
        case GIVEN_UP -> {
          if (!ill) {
            Fault over = new Fault(fault.episode(), Stage.WELL, fault.sinceMillis(), NEVER);
            take(cause, fault, over, Turn.OVER, value, threshold);
          }
        }
      }
    }

    private void held(String cause, Fault fault, boolean ill, double value, double threshold) {
      long well = fault.wellSinceMillis() == NEVER ? now : fault.wellSinceMillis();
      Fault still = new Fault(fault.episode(), Stage.HELD, fault.sinceMillis(), ill ? NEVER : well);
      if (!ill && now - well >= rules.settle().toMillis()) {
        Fault over = new Fault(fault.episode(), Stage.WELL, fault.sinceMillis(), NEVER);
        take(cause, fault, over, Turn.OVER, value, threshold);
      } else if (ill && now - fault.sinceMillis() >= rules.longest().toMillis()) {
        Fault last = new Fault(fault.episode(), Stage.GIVEN_UP, fault.sinceMillis(), NEVER);
        Turn turn = isOfSource(cause) ? Turn.LET_GO : Turn.GIVEN_UP;
        take(cause, fault, last, turn, value, threshold);
      } else if (!still.equals(fault)) {
        faults.put(cause, still);
      }
    }

    private static boolean isOfSource(String cause) {
      return FleetVerdict.sourceOf(cause) != null;
    }

    /**
     * Operators were told that a fall of the fleet is over when it was given up, so its end tells
     * nobody.
     */
    private void take(
        String cause, Fault before, Fault after, Turn turn, double value, double threshold) {
      faults.put(cause, after);
      if (before.stage() == Stage.GIVEN_UP && !isOfSource(cause)) {
        return;
      }
      verdicts.add(
          new FleetVerdict(
              FleetVerdict.ruleOf(cause),
              FleetVerdict.sourceOf(cause),
              after.episode(),
              turn,
              after.sinceMillis(),
              now,
              value,
              threshold,
              accounts));
    }
  }
}
