package dev.customerhealth.notify.reading;

import dev.customerhealth.notify.routing.TimeInterval;
import dev.customerhealth.notify.routing.TimeInterval.Span;
import dev.customerhealth.yaml.Fields;
import dev.customerhealth.yaml.YamlNode;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads named time intervals in Alertmanager's form. */
final class IntervalReader {

  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-4]):([0-5][0-9])");
  private static final int DAY = 24 * 60;
  private static final List<String> DAYS =
      Arrays.stream(DayOfWeek.values()).map(IntervalReader::word).toList();
  private static final List<String> MONTHS =
      Arrays.stream(Month.values()).map(IntervalReader::word).toList();

  private final Values values;

  IntervalReader(Values values) {
    this.values = values;
  }

  Map<String, List<TimeInterval>> read(Fields file) {
    Map<String, List<TimeInterval>> intervals = new LinkedHashMap<>();
    int place = 0;
    for (YamlNode node : file.itemsOrNone("time_intervals")) {
      place++;
      Fields.of(node, "time_intervals[" + place + "]", values.problems())
          .ifPresent(
              fields -> {
                String name = fields.text("name", Values.TEXT, "expected a name");
                List<TimeInterval> parts = parts(fields);
                if (name != null && intervals.putIfAbsent(name, parts) != null) {
                  fields.wrong("name", "expected another name: an interval has it already");
                }
                fields.refuseUnknown();
              });
    }
    return intervals;
  }

  private List<TimeInterval> parts(Fields fields) {
    List<TimeInterval> parts = new ArrayList<>();
    int place = 0;
    for (YamlNode node : fields.items("time_intervals", 1)) {
      place++;
      String path = fields.path("time_intervals") + "[" + place + "]";
      Fields.of(node, path, values.problems()).map(this::part).ifPresent(parts::add);
    }
    return parts;
  }

  private TimeInterval part(Fields fields) {
    ZoneId zone = values.zone(fields, "location", ZoneOffset.UTC);
    TimeInterval interval =
        new TimeInterval(
            times(fields),
            spans(fields, "weekdays", DAYS, 1, 7, "expected days, for instance monday:friday"),
            spans(
                fields, "days_of_month", List.of(), -31, 31, "expected days such as 1:5 or -3:-1"),
            spans(fields, "months", MONTHS, 1, 12, "expected months, for instance january:march"),
            spans(fields, "years", List.of(), 1970, 9999, "expected years, for instance 2026:2027"),
            zone);
    fields.refuseUnknown();
    return interval;
  }

  private List<Span> times(Fields fields) {
    List<Span> times = new ArrayList<>();
    int place = 0;
    for (YamlNode node : fields.itemsOrNone("times")) {
      place++;
      String path = fields.path("times") + "[" + place + "]";
      Fields.of(node, path, values.problems())
          .ifPresent(
              each -> {
                int from = minute(each, "start_time");
                int to = minute(each, "end_time");
                if (from >= to) {
                  each.wrong(
                      "end_time",
                      "expected a time after start_time; over midnight takes two spans");
                }
                times.add(new Span(from, to));
                each.refuseUnknown();
              });
    }
    return times;
  }

  private static int minute(Fields fields, String name) {
    String expected = "expected a time between quotes from \"00:00\" to \"24:00\"";
    String text = fields.text(name, TIME, expected);
    if (text == null) {
      return name.equals("start_time") ? 0 : DAY;
    }
    int minute = Integer.parseInt(text.substring(0, 2)) * 60 + Integer.parseInt(text.substring(3));
    if (minute > DAY) {
      fields.wrong(name, expected);
    }
    return minute;
  }

  private List<Span> spans(
      Fields fields, String name, List<String> words, int least, int most, String expected) {
    List<Span> spans = new ArrayList<>();
    for (String text : values.texts(fields, name, Values.TEXT, expected)) {
      Optional<Span> span = span(text.toLowerCase(Locale.ROOT), words, least, most);
      span.ifPresent(spans::add);
      if (span.isEmpty()) {
        fields.wrong(name, expected + ", not " + text);
      }
    }
    return spans;
  }

  private static Optional<Span> span(String text, List<String> words, int least, int most) {
    Matcher parts = Pattern.compile("([a-z]+|-?\\d{1,4})(?::([a-z]+|-?\\d{1,4}))?").matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int from = number(parts.group(1), words);
    int to = parts.group(2) == null ? from : number(parts.group(2), words);
    boolean possible = from >= least && to <= most && from != 0 && to != 0;
    boolean ordered = from <= to || (from > 0 && to < 0);
    return possible && ordered ? Optional.of(new Span(from, to)) : Optional.empty();
  }

  private static int number(String text, List<String> words) {
    return words.contains(text)
        ? words.indexOf(text) + 1
        : text.matches("-?\\d+") ? Integer.parseInt(text) : 0;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
