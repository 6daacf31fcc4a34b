package dev.customerhealth.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what cannot be used by reason and keeps the first examples of each, in bounded memory. */
public final class Rejects {
  /** Examples kept for each reason. */
  public static final int EXAMPLES = 3;

  private final Map<String, Tally> byReason = new TreeMap<>();

  /** Counts one; the example tells a person where it is and what is wrong with it. */
  public void add(String reason, String example) {
    byReason.computeIfAbsent(reason, unseen -> new Tally()).add(example);
  }

  /** All of them. */
  public long total() {
    return byReason.values().stream().mapToLong(Tally::count).sum();
  }

  /** By reason, in alphabetical order. */
  public Map<String, Tally> byReason() {
    return Map.copyOf(byReason);
  }

  /** Lines for a report, indented by two blanks; none when there is nothing. */
  public List<String> describe() {
    List<String> lines = new ArrayList<>();
    byReason.forEach(
        (reason, tally) -> {
          lines.add("  %,d %s".formatted(tally.count(), reason));
          tally.examples().forEach(example -> lines.add("      " + example));
          long more = tally.count() - tally.examples().size();
          if (more > 0) {
            lines.add("      and %,d more".formatted(more));
          }
        });
    return lines;
  }

  /** How many there were for one reason, and the first of them. */
  public static final class Tally {
    private final List<String> examples = new ArrayList<>();
    private long count;

    private Tally() {}

    /** How many. */
    public long count() {
      return count;
    }

    /** The first of them, at most {@link #EXAMPLES}. */
    public List<String> examples() {
      return List.copyOf(examples);
    }

    private void add(String example) {
      count++;
      if (examples.size() < EXAMPLES) {
        examples.add(example);
      }
    }
  }
}
