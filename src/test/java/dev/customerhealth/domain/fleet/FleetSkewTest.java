package dev.customerhealth.domain.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.fleet.FleetVerdict.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Partitions that are read at different speeds, as in a replay, against all read side by side. */
class FleetSkewTest {
  private static final long MINUTE = FleetReport.EVERY.toMillis();
  private static final String USAGE = "product-usage";
  private static final String BILLING = "billing-events";
  private static final int STORIES = 60;
  private static final int PARTITIONS = 4;
  private static final int MINUTES = 480;
  private static final FleetRules RULES =
      new FleetRules(
          Map.of(USAGE, Duration.ofMinutes(40), BILLING, Duration.ofMinutes(90)),
          Optional.of(new FleetRules.Move(0.2, 15_000, Duration.ofHours(1), Duration.ofMinutes(1))),
          Duration.ofMinutes(10),
          Duration.ofMinutes(200),
          100);

  private static FleetReport report(
      int partition, long minute, Map<String, Long> heard, long fell) {
    return new FleetReport(partition, minute * MINUTE, heard, 100, fell);
  }

  /** Sources that speak and are silent, partitions without ticks, falls of a part or of all. */
  private static List<List<FleetReport>> story(SplittableRandom random) {
    List<List<FleetReport>> all = new ArrayList<>();
    boolean[] usage = spans(random, 30, 90);
    boolean[] billing = spans(random, 60, 150);
    boolean[] falling = spans(random, 100, 40);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      List<FleetReport> reports = new ArrayList<>();
      Map<String, Long> heard = new HashMap<>();
      for (int minute = 0; minute < MINUTES; minute++) {
        if (usage[minute] && random.nextInt(4) == 0) {
          heard.put(USAGE, minute * MINUTE);
        }
        if (billing[minute] && random.nextInt(9) == 0) {
          heard.put(BILLING, minute * MINUTE);
        }
        if (minute == 0 || random.nextInt(20) > 0) {
          reports.add(report(partition, minute, heard, falling[minute] ? random.nextInt(60) : 3));
        }
      }
      all.add(reports);
    }
    return all;
  }

  private static boolean[] spans(SplittableRandom random, int on, int off) {
    boolean[] spans = new boolean[MINUTES];
    boolean is = true;
    int left = on;
    for (int minute = 0; minute < MINUTES; minute++) {
      spans[minute] = is;
      if (--left <= 0) {
        is = !is;
        left = 1 + random.nextInt(2 * (is ? on : off));
      }
    }
    return spans;
  }

  private static List<FleetVerdict> verdicts(List<FleetReport> reports) {
    Fleet fleet = Fleet.UNKNOWN;
    List<FleetVerdict> all = new ArrayList<>();
    for (FleetReport report : reports) {
      Fleet.Step step = fleet.after(report, RULES, PARTITIONS);
      all.addAll(step.verdicts());
      fleet = step.after();
    }
    return all;
  }

  private static List<FleetReport> sideBySide(List<List<FleetReport>> story) {
    List<FleetReport> all = new ArrayList<>();
    story.forEach(all::addAll);
    all.sort((one, other) -> Long.compare(one.atMillis(), other.atMillis()));
    return all;
  }

  /** In the order of each partition; some twice, as when a task is done again. */
  private static List<FleetReport> shuffled(
      List<List<FleetReport>> story, SplittableRandom random) {
    int[] places = new int[PARTITIONS];
    List<FleetReport> all = new ArrayList<>();
    int left = story.stream().mapToInt(List::size).sum();
    while (left > 0) {
      int partition = random.nextInt(PARTITIONS);
      for (int many = random.nextInt(200); many > 0; many--) {
        if (places[partition] < story.get(partition).size()) {
          FleetReport next = story.get(partition).get(places[partition]++);
          all.add(next);
          left--;
          if (random.nextInt(30) == 0) {
            all.add(next);
          }
        }
      }
    }
    return all;
  }

  @Test
  void whichever_partition_is_read_first_operators_are_told_the_same() {
    int told = 0;
    for (int seed = 0; seed < STORIES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<List<FleetReport>> story = story(random);
      List<FleetVerdict> expected = verdicts(sideBySide(story));
      told += expected.size();

      assertThat(verdicts(shuffled(story, random))).as("seed %d", seed).isEqualTo(expected);
    }
    assertThat(told).as("verdicts in all").isGreaterThan(STORIES);
  }

  /** Read one partition after the other, months apart. */
  @Test
  void a_silence_is_found_however_far_another_partition_is_ahead_and_little_is_kept() {
    long minutes = 200_000;
    long silentFrom = 150_000;
    long silentUpTo = 152_000;
    FleetRules rules =
        new FleetRules(
            Map.of(USAGE, Duration.ofHours(10)),
            Optional.empty(),
            Duration.ofMinutes(10),
            Duration.ofDays(30),
            100);
    Fleet fleet = Fleet.UNKNOWN;
    List<FleetVerdict> verdicts = new ArrayList<>();
    int most = 0;
    for (int partition = 0; partition < 2; partition++) {
      for (long minute = 0; minute < minutes; minute++) {
        boolean silent = minute > silentFrom && minute < silentUpTo;
        Map<String, Long> heard = Map.of(USAGE, (silent ? silentFrom : minute) * MINUTE);
        Fleet.Step step = fleet.after(report(partition, minute, heard, 0), rules, 2);
        fleet = step.after();
        verdicts.addAll(step.verdicts());
        most = Math.max(most, fleet.reports().kept().get(partition).size());
      }
    }

    assertThat(verdicts).extracting(FleetVerdict::turn).containsExactly(Turn.BEGAN, Turn.OVER);
    assertThat(verdicts.get(0).raisedAtMillis()).isEqualTo((silentFrom + 600) * MINUTE);
    assertThat(verdicts.get(0).atMillis() / MINUTE).isBetween(silentFrom + 600, silentUpTo);
    assertThat(most).isLessThanOrEqualTo(Reports.MOST);
  }

  @Test
  void what_was_looked_at_is_not_kept() {
    Fleet fleet = Fleet.UNKNOWN;
    for (int minute = 0; minute < 100; minute++) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        fleet = fleet.after(report(partition, minute, Map.of(), 0), RULES, PARTITIONS).after();
      }
    }

    assertThat(fleet.reports().kept().values()).allMatch(reports -> reports.size() == 1);
  }
}
