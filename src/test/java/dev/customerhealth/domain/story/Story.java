package dev.customerhealth.domain.story;

import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.story.StoryCheck.AlertStep;
import dev.customerhealth.domain.story.StoryCheck.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A story of docs/stories: what happened to a customer, and what somebody worked out by hand. How
 * it is written is said in the README of that folder.
 */
final class Story {
  private static final String DAY = "(\\d{4}-\\d\\d-\\d\\d)";
  private static final Pattern MODEL = Pattern.compile("Model (\\w+)\\.");
  private static final Pattern FACT = Pattern.compile("- " + DAY + ": (.+)");
  private static final Pattern HABIT =
      Pattern.compile("- every (day|weekday|week) " + DAY + " to " + DAY + ": (.+)");
  private static final Pattern CHECK =
      Pattern.compile("## " + DAY + ": ([\\d.]+) ([\\w-]+), ([\\d.]+)% of the weight has data");
  private static final Pattern ROW =
      Pattern.compile("\\| ([a-z-]+) \\| (\\S+) \\| (\\S+) \\| (\\S+) \\| (\\S+) \\| .+ \\|");
  private static final Pattern ALERT =
      Pattern.compile(
          "- "
              + DAY
              + " (raised|resolved) `([\\w-]+)`: (?:score ([\\d.]+)|.* = ([\\d.]+) points lost|.* = (-?\\d+|no data)).*");
  private static final Pattern MOVED = Pattern.compile("Moved since the check before: (.+)\\.");
  private static final Pattern END = Pattern.compile("The story ends on " + DAY + "\\.");

  private final String name;
  private final StoryFacts facts;
  private final Map<Pattern, Consumer<Matcher>> readers = new LinkedHashMap<>();
  private final List<StoryCheck> checks = new ArrayList<>();
  private String model;
  private LocalDate end;

  private Story(String name) {
    this.name = name;
    this.facts = new StoryFacts(name);
    readers.put(MODEL, read -> model = read.group(1));
    readers.put(HABIT, this::habit);
    readers.put(FACT, read -> facts.happened(LocalDate.parse(read.group(1)), read.group(2)));
    readers.put(
        CHECK,
        read ->
            checks.add(
                StoryCheck.of(
                    LocalDate.parse(read.group(1)), read.group(2), read.group(3), read.group(4))));
    readers.put(ROW, this::row);
    readers.put(ALERT, this::alert);
    readers.put(MOVED, this::moved);
    readers.put(END, read -> end = LocalDate.parse(read.group(1)));
  }

  /** Reads a story. */
  static Story read(Path file) throws IOException {
    Story story = new Story(String.valueOf(file.getFileName()).replace(".md", ""));
    for (String line : Files.readAllLines(file)) {
      story.take(line);
    }
    if (story.model == null || story.end == null || story.checks.isEmpty()) {
      throw new IllegalArgumentException(file + ": expected a model, checks and an end");
    }
    return story;
  }

  String name() {
    return name;
  }

  /** Id of the model that scores the customer. */
  String model() {
    return model;
  }

  /** Everything that happened, by event time. */
  List<Signal> signals() {
    return facts.signals();
  }

  /** What was worked out by hand, by day. */
  List<StoryCheck> checks() {
    return checks;
  }

  /** The last day. */
  LocalDate end() {
    return end;
  }

  private void take(String line) {
    for (Map.Entry<Pattern, Consumer<Matcher>> each : readers.entrySet()) {
      Matcher read = each.getKey().matcher(line);
      if (read.matches()) {
        each.getValue().accept(read);
        return;
      }
    }
    if (line.matches("(- (?!none)|## |\\| (?!measure)).*")) {
      throw new IllegalArgumentException(name + ": nobody knows what this means: " + line);
    }
  }

  private void row(Matcher read) {
    lastCheck(read.group())
        .rows()
        .add(new Row(read.group(1), read.group(2), read.group(3), read.group(4), read.group(5)));
  }

  private void alert(Matcher read) {
    String number = read.group(4) == null ? read.group(5) : read.group(4);
    if (number == null) {
      number = read.group(6).equals("no data") ? "NaN" : read.group(6) + ".000";
    }
    LocalDate day = LocalDate.parse(read.group(1));
    lastCheck(read.group()).alerts().add(new AlertStep(day, read.group(2), read.group(3), number));
  }

  private void moved(Matcher read) {
    Map<String, String> moves = lastCheck(read.group()).moves();
    for (String move : read.group(1).split(", ", -1)) {
      int space = move.indexOf(' ');
      if (space > 0) {
        moves.put(move.substring(0, space), move.substring(space + 1));
      }
    }
  }

  private StoryCheck lastCheck(String line) {
    if (checks.isEmpty()) {
      throw new IllegalArgumentException(name + ": stands before the first check: " + line);
    }
    return checks.get(checks.size() - 1);
  }

  private void habit(Matcher read) {
    LocalDate last = LocalDate.parse(read.group(3));
    int step = read.group(1).equals("week") ? 7 : 1;
    for (LocalDate day = LocalDate.parse(read.group(2));
        !day.isAfter(last);
        day = day.plusDays(step)) {
      boolean weekend =
          day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
      if (!weekend || !read.group(1).equals("weekday")) {
        facts.happened(day, read.group(4));
      }
    }
  }
}
