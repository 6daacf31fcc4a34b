package dev.customerhealth.domain.story;

import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.SuccessSignal.SponsorAttendance;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What happened to a customer, as a person writes it down: a line a fact, a day or a range of
 * weekdays in front. Lines that begin with '#' are for the reader.
 */
final class Story {
  private static final Pattern LINE =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)(?:\\.\\.(\\d{4}-\\d\\d-\\d\\d))?\\s+(.*)");
  private static final Pattern PROFILE = Pattern.compile("profile: (\\d+) seats, (\\d+) features");
  private static final Pattern WORK =
      Pattern.compile(
          "(\\d+) users: a login, (\\d+) sessions? of (\\d+) minutes, (\\d+) features used (\\d+)"
              + " times?");
  private static final Pattern TICKETS = Pattern.compile("(\\d+) tickets?, tone (-?[\\d.]+)");
  private static final Pattern ANSWERS = Pattern.compile("(nps|csat) (\\d+(?: \\d+)*)");
  private static final Pattern SENTIMENT = Pattern.compile("CSM sentiment (\\d) of 5");
  private static final Pattern MEETING =
      Pattern.compile("meeting, sponsor (attended|sent_delegate|absent)");

  private final List<Signal> signals = new ArrayList<>();
  private final Facts facts;
  private LocalDate end;

  private Story(String name) {
    this.facts = new Facts(name);
  }

  /** Reads a story. */
  static Story read(String name, List<String> lines) {
    Story story = new Story(name);
    for (String line : lines) {
      if (!line.isBlank() && !line.startsWith("#")) {
        story.add(line);
      }
    }
    story.signals.sort(Comparator.comparing(Signal::occurredAt));
    return story;
  }

  /** Everything that happened, by event time. */
  List<Signal> signals() {
    return signals;
  }

  /** The day on which the story ends. */
  LocalDate end() {
    return end;
  }

  private void add(String line) {
    Matcher matcher = matched(LINE, line, "a line that begins with a day");
    LocalDate from = LocalDate.parse(matcher.group(1));
    boolean range = matcher.group(2) != null;
    LocalDate to = range ? LocalDate.parse(matcher.group(2)) : from;
    for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
      boolean weekend =
          day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
      if (!range || !weekend) {
        happen(day, matcher.group(3));
      }
    }
  }

  private void happen(LocalDate day, String what) {
    Matcher matcher = PROFILE.matcher(what);
    if (matcher.matches()) {
      signals.add(facts.profile(at(day, 6), number(matcher, 1), number(matcher, 2)));
      return;
    }
    matcher = WORK.matcher(what);
    if (matcher.matches()) {
      work(day, matcher);
      return;
    }
    matcher = TICKETS.matcher(what);
    if (matcher.matches()) {
      for (int i = 0; i < number(matcher, 1); i++) {
        signals.add(facts.opened(at(day, 14), Double.parseDouble(matcher.group(2))));
      }
      return;
    }
    matcher = ANSWERS.matcher(what);
    if (matcher.matches()) {
      for (String answer : matcher.group(2).split(" ", -1)) {
        double value = Double.parseDouble(answer);
        signals.add(
            matcher.group(1).equals("nps")
                ? facts.nps(at(day, 16), value)
                : facts.csat(at(day, 16), value));
      }
      return;
    }
    matcher = SENTIMENT.matcher(what);
    if (matcher.matches()) {
      signals.add(facts.sentiment(at(day, 17), (number(matcher, 1) - 1) / 4.0));
      return;
    }
    matcher = MEETING.matcher(what);
    if (matcher.matches()) {
      signals.add(
          facts.meeting(
              at(day, 10), SponsorAttendance.valueOf(matcher.group(1).toUpperCase(Locale.ROOT))));
      return;
    }
    if (!what.equals("the end")) {
      throw new IllegalArgumentException("nobody knows what this means: " + what);
    }
    end = day;
  }

  private void work(LocalDate day, Matcher matcher) {
    for (int user = 0; user < number(matcher, 1); user++) {
      String name = "user-" + user;
      signals.add(facts.login(at(day, 8), name));
      for (int session = 0; session < number(matcher, 2); session++) {
        signals.add(facts.session(at(day, 9), name, number(matcher, 3) * 60L));
      }
      for (int feature = 0; feature < number(matcher, 4); feature++) {
        signals.add(facts.used(at(day, 10), name, "feature-" + feature, number(matcher, 5)));
      }
    }
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private static Matcher matched(Pattern pattern, String text, String expected) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("expected " + expected + ", found: " + text);
    }
    return matcher;
  }

  private static Instant at(LocalDate day, int hour) {
    return day.atTime(LocalTime.of(hour, 0)).toInstant(ZoneOffset.UTC);
  }
}
