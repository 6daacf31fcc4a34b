package dev.customerhealth.topology;

import dev.customerhealth.domain.Assessment;
import dev.customerhealth.domain.Fall;
import dev.customerhealth.domain.fleet.FleetReport;
import dev.customerhealth.domain.fleet.FleetRules;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What a partition sees of all its accounts at once: which sources speak, how many accounts there
 * are, how many fall. A few numbers, kept with the clock of the partition. Not thread safe; one per
 * task.
 */
final class FleetEar {

  /**
   * How long a partition that hears nothing of a source holds its alerts back by itself, so that
   * the step that hears all partitions can say whether the source is silent. After a standstill one
   * tick may bring both the silence and what comes of it.
   */
  static final Duration SUSPICION = Duration.ofMinutes(2);

  /** So many points nothing falls. */
  private static final int NO_FALL = Integer.MAX_VALUE;

  private static final String HEARD = "heard/";
  private static final String SUSPECTED = "suspected/";
  private static final String SUSPICIOUS = "source-quiet/";
  private static final String SLOT = "slot";
  private static final String FELL = "fell";
  private static final String FELL_BEFORE = "fell-before";
  private static final String DOWN = "down";
  private static final String MOVE_HELD = "move-held";
  private static final String REPORTED = "reported";

  private final KeyValueStore<String, Long> store;
  private final int partition;
  private final Map<String, Source> sources = new TreeMap<>();
  private final int points;
  private final long within;

  private long accounts;
  private String suspicion;

  /** Number of the span of time in which falls are counted together. */
  private long slot;

  /** Accounts that fell within it, and in the span before, without those that came up again. */
  private long fell;

  private long fellBefore;

  /** Accounts that have not come up again since alerts are held back because the fleet fell. */
  private long down;

  private boolean moveHeld;
  private long reported;
  private boolean changed;

  /** A source, whose last word is dated by the tick behind it. Times are 0 for never. */
  private static final class Source {
    private final long silence;
    private long heard;
    private long suspected;
    private boolean spoke;

    Source(Duration silence) {
      this.silence = silence.toMillis();
    }
  }

  /** The ear of a task, as it was when it stopped. */
  FleetEar(KeyValueStore<String, Long> store, int partition, FleetRules rules) {
    this.store = store;
    this.partition = partition;
    rules.silences().forEach((name, silence) -> sources.put(name, source(name, silence)));
    points = rules.move().map(FleetRules.Move::points).orElse(NO_FALL);
    within = rules.move().map(move -> move.within().toMillis()).orElse(Long.MAX_VALUE);
    slot = read(SLOT);
    fell = read(FELL);
    fellBefore = read(FELL_BEFORE);
    down = read(DOWN);
    moveHeld = read(MOVE_HELD) == 1;
    reported = read(REPORTED);
  }

  /**
   * Goes on where it stopped.
   *
   * @param known accounts of the partition by now
   * @param now its time; null before its first tick
   */
  void begin(long known, Instant now) {
    accounts = known;
    if (now != null) {
      suspect(now.toEpochMilli());
    }
  }

  private Source source(String name, Duration silence) {
    Source source = new Source(silence);
    // Twice the time, plus one when it spoke since.
    long kept = read(HEARD + name);
    source.heard = kept >> 1;
    source.spoke = (kept & 1) == 1;
    source.suspected = read(SUSPECTED + name);
    return source;
  }

  private long read(String key) {
    Long value = store.get(key);
    return value == null ? 0 : value;
  }

  /** A source said something that can be used. */
  void heard(String topic) {
    Source source = sources.get(topic);
    if (source != null && !source.spoke) {
      source.spoke = true;
      changed = true;
    }
  }

  /** There is one account more. */
  void metAccount() {
    accounts++;
  }

  /** An account was judged: it may have fallen, or come up again. */
  void told(Assessment assessment) {
    int fallen = points == NO_FALL ? 0 : Fall.of(assessment, points);
    if (fallen != 0) {
      count(assessment.change().orElseThrow().changedAt().toEpochMilli(), fallen);
    }
  }

  private void count(long at, int one) {
    roll(at);
    fell = Math.max(0, fell + one);
    down = Math.max(0, down + one);
    changed = true;
  }

  private void roll(long at) {
    long now = Math.floorDiv(at, within);
    if (now > slot) {
      fellBefore = now == slot + 1 ? fell : 0;
      fell = 0;
      slot = now;
      changed = true;
    }
  }

  /** Alerts are held back from now on because the fleet fell, or not any more. */
  void moveHeld(boolean held) {
    moveHeld = held;
    down = fell + fellBefore;
    changed = true;
  }

  /** It is now this time: dates what was heard since the last, and looks for silence. */
  void timeTold(Instant time) {
    long now = time.toEpochMilli();
    for (Source source : sources.values()) {
      if (source.spoke) {
        source.spoke = false;
        source.heard = now;
        source.suspected = 0;
        changed = true;
      } else if (source.suspected == 0
          && source.heard != 0
          && now - source.heard >= source.silence) {
        source.suspected = now;
        changed = true;
      }
    }
    suspect(now);
  }

  private void suspect(long now) {
    suspicion = null;
    sources.forEach(
        (name, source) -> {
          if (source.suspected != 0 && now - source.suspected < SUSPICION.toMillis()) {
            suspicion = SUSPICIOUS + name;
          }
        });
  }

  /** What may be a silence, in a word; null when nothing may. */
  String suspicion() {
    return suspicion;
  }

  /**
   * The report due at a tick, which {@link #timeTold} heard of; empty when none is. It is due at
   * the first tick of a minute, so that partitions, which get the same ticks, report at the same
   * times.
   */
  Optional<FleetReport> reportAt(Instant time) {
    long now = time.toEpochMilli();
    if (FleetReport.minute(now) <= FleetReport.minute(reported)) {
      return Optional.empty();
    }
    reported = now;
    changed = true;
    Map<String, Long> heard = new HashMap<>();
    sources.forEach(
        (name, source) -> {
          if (source.heard != 0) {
            heard.put(name, source.heard);
          }
        });
    roll(now);
    return Optional.of(
        new FleetReport(partition, now, heard, accounts, moveHeld ? down : fell + fellBefore));
  }

  /** Stores what changed; must be called before every commit. */
  void write() {
    if (!changed) {
      return;
    }
    changed = false;
    sources.forEach(
        (name, source) -> {
          store.put(HEARD + name, source.heard << 1 | (source.spoke ? 1 : 0));
          store.put(SUSPECTED + name, source.suspected);
        });
    store.put(SLOT, slot);
    store.put(FELL, fell);
    store.put(FELL_BEFORE, fellBefore);
    store.put(DOWN, down);
    store.put(MOVE_HELD, moveHeld ? 1L : 0L);
    store.put(REPORTED, reported);
  }
}
