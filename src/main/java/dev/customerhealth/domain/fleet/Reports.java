package dev.customerhealth.domain.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What the partitions reported, as far as it is still of use: of each the report that counts now,
 * and those ahead of the partition furthest behind, which wait for it. Immutable.
 *
 * <p>Up to {@link #MOST} reports ahead are all kept. Of a partition further ahead every second,
 * then every fourth minute is kept and so on, as many as {@link #FEWEST} at least: nothing is
 * forgotten, it is only looked at less finely.
 *
 * @param kept by partition, the oldest first, never empty
 */
public record Reports(Map<Integer, List<FleetReport>> kept) {

  /** Nobody reported. */
  public static final Reports NONE = new Reports(Map.of());

  /** Reports of a partition that are all kept: eight hours and a half. */
  static final int MOST = 512;

  /** Reports that are left of more than that, at least. */
  static final int FEWEST = MOST / 4;

  /** Stands for no minute at all. */
  private static final long BEFORE_ALL = Long.MIN_VALUE;

  public Reports {
    Map<Integer, List<FleetReport>> copies = new HashMap<>();
    kept.forEach((partition, reports) -> copies.put(partition, List.copyOf(reports)));
    kept = Map.copyOf(copies);
  }

  /** Whether it tells nothing new of its partition. */
  boolean knows(FleetReport report) {
    List<FleetReport> known = kept.get(report.partition());
    return known != null && last(known).minute() >= report.minute();
  }

  private static FleetReport last(List<FleetReport> reports) {
    return reports.get(reports.size() - 1);
  }

  /** With one more, which is not known; of too many of its partition some are left out. */
  Reports with(FleetReport report) {
    List<FleetReport> reports = new ArrayList<>(kept.getOrDefault(report.partition(), List.of()));
    reports.add(report);
    Map<Integer, List<FleetReport>> all = new HashMap<>(kept);
    all.put(report.partition(), reports.size() > MOST ? thinned(reports) : reports);
    return new Reports(all);
  }

  /** The last of every span of minutes, so that what is thinned again loses nothing twice. */
  private static List<FleetReport> thinned(List<FleetReport> reports) {
    FleetReport first = reports.get(0);
    FleetReport last = last(reports);
    long span = 1;
    while ((last.minute() - first.minute()) / (span * 2) >= FEWEST) {
      span *= 2;
    }
    List<FleetReport> left = new ArrayList<>();
    left.add(first);
    for (int place = 1; place < reports.size(); place++) {
      FleetReport report = reports.get(place);
      if (place == reports.size() - 1
          || Math.floorDiv(report.minute(), span)
              != Math.floorDiv(reports.get(place + 1).minute(), span)) {
        left.add(report);
      }
    }
    return left;
  }

  /** The last minute that every partition has come to; before all while one has not reported. */
  private long horizon(int partitions) {
    if (kept.size() < partitions) {
      return BEFORE_ALL;
    }
    return kept.values().stream().mapToLong(of -> last(of).minute()).min().orElse(BEFORE_ALL);
  }

  /** The minutes that can be looked at now and could not before, in their order. */
  NavigableSet<Long> dueSince(Reports before, int partitions) {
    long upTo = horizon(partitions);
    long from = before.horizon(partitions);
    TreeSet<Long> due = new TreeSet<>();
    for (List<FleetReport> reports : kept.values()) {
      // Only the first few can be due: those far ahead are not even looked at.
      for (int place = 0; place < reports.size() && reports.get(place).minute() <= upTo; place++) {
        if (reports.get(place).minute() > from) {
          due.add(reports.get(place).minute());
        }
      }
    }
    return due;
  }

  /** What every partition had reported by a minute; those that had not yet are missing. */
  List<FleetReport> by(long minute) {
    List<FleetReport> all = new ArrayList<>();
    for (List<FleetReport> reports : kept.values()) {
      int place = upTo(reports, minute);
      if (place >= 0) {
        all.add(reports.get(place));
      }
    }
    return all;
  }

  private static int upTo(List<FleetReport> reports, long minute) {
    int place = -1;
    while (place + 1 < reports.size() && reports.get(place + 1).minute() <= minute) {
      place++;
    }
    return place;
  }

  /** Without what was looked at and is followed by something later that was. */
  Reports waiting(int partitions) {
    long upTo = horizon(partitions);
    if (upTo == BEFORE_ALL) {
      return this;
    }
    Map<Integer, List<FleetReport>> rest = new HashMap<>();
    kept.forEach(
        (partition, reports) ->
            rest.put(partition, reports.subList(Math.max(0, upTo(reports, upTo)), reports.size())));
    return new Reports(rest);
  }

  /** What is kept here and not there. */
  public List<FleetReport> without(Reports other) {
    List<FleetReport> more = new ArrayList<>();
    kept.forEach(
        (partition, reports) -> {
          List<FleetReport> theirs = other.kept.getOrDefault(partition, List.of());
          if (theirs.equals(reports)) {
            return;
          }
          int place = 0;
          for (FleetReport report : reports) {
            while (place < theirs.size() && theirs.get(place).minute() < report.minute()) {
              place++;
            }
            if (place == theirs.size() || theirs.get(place).minute() != report.minute()) {
              more.add(report);
            }
          }
        });
    return more;
  }
}
