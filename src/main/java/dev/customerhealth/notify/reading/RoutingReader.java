package dev.customerhealth.notify.reading;

import dev.customerhealth.notify.routing.ChannelKind;
import dev.customerhealth.notify.routing.Inhibition;
import dev.customerhealth.notify.routing.Matcher;
import dev.customerhealth.notify.routing.Person;
import dev.customerhealth.notify.routing.QuietHours;
import dev.customerhealth.notify.routing.RateLimit;
import dev.customerhealth.notify.routing.RetryPlan;
import dev.customerhealth.notify.routing.Route;
import dev.customerhealth.notify.routing.Routing;
import dev.customerhealth.notify.routing.Smtp;
import dev.customerhealth.notify.routing.Target;
import dev.customerhealth.notify.routing.TimeInterval;
import dev.customerhealth.notify.routing.Urgencies;
import dev.customerhealth.yaml.Fields;
import dev.customerhealth.yaml.YamlNode;
import dev.customerhealth.yaml.YamlNode.Mapping;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** From a document to a routing: the whole, and its smaller parts. */
final class RoutingReader {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@,;<>\"]+@[^\\s@,;<>\"]+");
  private static final String ADDRESS_EXPECTED = "expected one mail address";

  private final Values values;

  RoutingReader(Values values) {
    this.values = values;
  }

  /** The routing; empty, with problems, when the document cannot be used. */
  Optional<Routing> read(Mapping document) {
    int before = values.problems().count();
    Fields file = new Fields(document, "", values.problems());
    file.integer("version", 1, 1);
    ZoneId zone = values.zone(file, "time_zone", ZoneOffset.UTC);
    Optional<QuietHours> quiet = values.part(file, "quiet_hours").flatMap(this::quietHours);
    Optional<RateLimit> limit = values.part(file, "rate_limit").map(this::rateLimit);
    RetryPlan retry =
        values.part(file, "retry").map(this::retry).orElseGet(RoutingReader::standardRetry);
    Optional<Smtp> smtp = values.part(file, "smtp").flatMap(new SmtpReader(values)::read);
    Map<String, Person> people = people(file, zone, quiet);
    Map<String, List<TimeInterval>> intervals = new IntervalReader(values).read(file);
    Map<String, List<Target>> targets = new ReceiverReader(values).read(file);
    List<Inhibition> inhibitions = inhibitions(file);
    Duration history = values.duration(file, "history_after", DAY, Duration.ofHours(1), days(365));
    Optional<Route> root = new RouteReader(values, targets, intervals).read(file);
    requireSmtp(file, targets, smtp);
    file.refuseUnknown();
    if (values.problems().count() > before || root.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Routing(
            root.get(),
            targets,
            inhibitions,
            intervals,
            people,
            zone,
            quiet,
            limit,
            history,
            retry,
            smtp));
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }

  private static void requireSmtp(
      Fields file, Map<String, List<Target>> targets, Optional<Smtp> smtp) {
    boolean mail =
        targets.values().stream()
            .flatMap(List::stream)
            .anyMatch(target -> target.kind() == ChannelKind.EMAIL);
    if (mail && smtp.isEmpty() && !file.has("smtp")) {
      file.wrong("smtp", "missing: a receiver has email_configs, so a server for mail is needed");
    }
  }

  private Optional<QuietHours> quietHours(Fields fields) {
    boolean whole = fields.has("from") && fields.has("to");
    Optional<LocalTime> from = values.time(fields, "from");
    Optional<LocalTime> to = values.time(fields, "to");
    if (!whole) {
      fields.wrongTogether(null, "expected from and to, for instance \"20:00\" and \"07:30\"");
    }
    boolean weekends = values.truth(fields, "weekends", false);
    QuietHours hours =
        new QuietHours(
            from.orElse(LocalTime.MIDNIGHT),
            to.orElse(LocalTime.MIDNIGHT),
            weekends,
            values.urgencies(fields, "except", Urgencies.CRITICAL_ONLY));
    fields.refuseUnknown();
    return from.isPresent() && to.isPresent() ? Optional.of(hours) : Optional.empty();
  }

  private RateLimit rateLimit(Fields fields) {
    RateLimit limit =
        new RateLimit(
            fields.integer("notifications", 1, 10_000),
            values.duration(
                fields, "per", Duration.ofHours(1), Duration.ofSeconds(1), Duration.ofDays(7)),
            values.urgencies(fields, "except", Urgencies.CRITICAL_ONLY));
    fields.refuseUnknown();
    return limit;
  }

  /** Nine pauses double up to half an hour, fifty more last that long: a day, and an hour. */
  private static RetryPlan standardRetry() {
    return new RetryPlan(Duration.ofSeconds(5), Duration.ofMinutes(30), 60);
  }

  private RetryPlan retry(Fields fields) {
    RetryPlan standard = standardRetry();
    Duration least = Duration.ofMillis(10);
    RetryPlan retry =
        new RetryPlan(
            values.duration(fields, "first", standard.first(), least, Duration.ofHours(1)),
            values.duration(fields, "longest", standard.longest(), least, DAY),
            fields.has("attempts") ? fields.integer("attempts", 1, 100) : standard.attempts());
    fields.refuseUnknown();
    return retry;
  }

  private Map<String, Person> people(Fields file, ZoneId zone, Optional<QuietHours> quiet) {
    Map<String, Person> people = new LinkedHashMap<>();
    int place = 0;
    for (YamlNode node : file.itemsOrNone("people")) {
      place++;
      String path = "people[" + place + "]";
      Optional<Fields> fields = Fields.of(node, path, values.problems());
      if (fields.isEmpty()) {
        continue;
      }
      Fields each = fields.get();
      String id = each.text("id", Values.TEXT, "expected the id of a CSM, as accounts name it");
      Person person =
          new Person(
              id,
              each.textOr("name", id, Values.TEXT, "expected a name"),
              Optional.ofNullable(each.textOr("email", null, ADDRESS, ADDRESS_EXPECTED)),
              values.zone(each, "time_zone", zone),
              each.has("quiet_hours")
                  ? values.part(each, "quiet_hours").flatMap(this::quietHours)
                  : quiet);
      each.refuseUnknown();
      if (id != null && people.putIfAbsent(id, person) != null) {
        each.wrong("id", "expected another id: somebody has it already");
      }
    }
    return people;
  }

  /** One side of an inhibition; without a condition it would be every alert. */
  private List<Matcher> side(Fields fields, String side) {
    String matchers = side + "_matchers";
    String older = side + "_match";
    boolean given = fields.has(older);
    given |= fields.has(older + "_re");
    if (fields.has(matchers) || !given) {
      fields.items(matchers, 1);
    }
    int before = values.problems().count();
    List<Matcher> found = values.matchers(fields, matchers, older);
    if (given && found.isEmpty() && values.problems().count() == before) {
      fields.wrong(older, "expected at least one label");
    }
    return found;
  }

  private List<Inhibition> inhibitions(Fields file) {
    List<Inhibition> inhibitions = new ArrayList<>();
    int place = 0;
    for (YamlNode node : file.itemsOrNone("inhibit_rules")) {
      place++;
      String path = "inhibit_rules[" + place + "]";
      Fields.of(node, path, values.problems())
          .ifPresent(
              fields -> {
                inhibitions.add(
                    new Inhibition(
                        side(fields, "source"),
                        side(fields, "target"),
                        values.labels(fields, "equal")));
                fields.refuseUnknown();
              });
    }
    return inhibitions;
  }
}
