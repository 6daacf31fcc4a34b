package dev.customerhealth.oracle;

import dev.customerhealth.domain.signal.ProfileSignal;
import dev.customerhealth.domain.signal.SentimentSignal;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SuccessSignal;
import dev.customerhealth.domain.signal.SurveySignal;
import dev.customerhealth.domain.signal.TicketSignal;
import dev.customerhealth.domain.signal.UsageSignal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Everything one account was ever told that counts, and every number about it from scratch. */
final class Ledger {
  /** Something that counts, on the day it counts for. */
  private record Entry<T>(LocalDate day, T fact) {}

  /** How somebody judged the account; the end is the first day it does not hold, null for none. */
  private record Sentiment(Instant at, long thousandths, LocalDate end) {}

  private final List<Entry<UsageSignal>> usage = new ArrayList<>();
  private final List<Entry<TicketSignal>> tickets = new ArrayList<>();
  private final List<Entry<SurveySignal>> answers = new ArrayList<>();
  private final List<Entry<SuccessSignal>> meetings = new ArrayList<>();
  private final List<Sentiment> sentiments = new ArrayList<>();
  private final List<SubscriptionSignal> subscriptions = new ArrayList<>();
  private final List<LocalDate> others = new ArrayList<>();
  private final int dayMore;
  private ProfileSignal profile;
  private int assignedSeats;

  /**
   * An empty ledger.
   *
   * @param dayMore days every window is too long, for a fault
   */
  Ledger(int dayMore) {
    this.dayMore = dayMore;
  }

  static LocalDate dayOf(Instant instant) {
    return instant.atZone(ZoneOffset.UTC).toLocalDate();
  }

  ProfileSignal profile() {
    return profile;
  }

  void setProfile(ProfileSignal told) {
    profile = told;
  }

  /** Whether the fact counts for anything; then it is written down for a day. */
  boolean add(UsageSignal signal, LocalDate day) {
    switch (signal.kind()) {
      case LOGIN, SESSION -> usage.add(new Entry<>(day, signal));
      case FEATURE_USED -> {
        if (signal.count() == 0) {
          return false;
        }
        usage.add(new Entry<>(day, signal));
      }
      case SEAT_ASSIGNED -> assignedSeats++;
      case SEAT_REMOVED -> assignedSeats--;
      default -> others.add(day);
    }
    return true;
  }

  boolean add(TicketSignal signal, LocalDate day) {
    return tickets.add(new Entry<>(day, signal));
  }

  boolean add(SurveySignal signal, LocalDate day) {
    return answers.add(new Entry<>(day, signal));
  }

  boolean add(SuccessSignal signal, LocalDate day) {
    boolean counts = false;
    if (signal.sponsorAttendance() != null) {
      counts = meetings.add(new Entry<>(day, signal));
    }
    if (signal.kind() == SuccessSignal.Kind.SENTIMENT_RECORDED
        && !Double.isNaN(signal.sentiment())) {
      counts |= add(new Sentiment(signal.occurredAt(), thousandths(signal.sentiment()), null));
    }
    return counts;
  }

  boolean add(SentimentSignal signal, boolean forEver) {
    LocalDate end = signal.until() == null || forEver ? null : dayOf(signal.until());
    if (end != null && end.atStartOfDay(ZoneOffset.UTC).toInstant().isBefore(signal.until())) {
      end = end.plusDays(1);
    }
    return add(new Sentiment(signal.occurredAt(), thousandths(signal.sentiment()), end));
  }

  private boolean add(Sentiment told) {
    return (sentiment() == null || stands(told, sentiment())) && sentiments.add(told);
  }

  private static long thousandths(double sentiment) {
    return Math.round(sentiment * 1000);
  }

  boolean add(SubscriptionSignal signal) {
    boolean contract =
        switch (signal.kind()) {
          case NEW, RENEWED, EXPANDED, CONTRACTED, CHURNED, TRIAL_STARTED -> true;
          default -> false;
        };
    // It is old news when everything it says was said by something later.
    List<SubscriptionSignal> later = new ArrayList<>(subscriptions);
    later.removeIf(known -> !known.occurredAt().isAfter(signal.occurredAt()));
    boolean news =
        later.isEmpty()
            || (signal.seats() != null && later.stream().allMatch(l -> l.seats() == null))
            || (signal.mrrAfterMinor() != null
                && later.stream().allMatch(l -> l.mrrAfterMinor() == null))
            || (signal.termEnd() != null && later.stream().allMatch(l -> l.termEnd() == null));
    // What was paid when, and when it was renewed, is remembered for comparisons.
    boolean remembered =
        signal.mrrAfterMinor() != null || signal.kind() == SubscriptionSignal.Kind.RENEWED;
    boolean invoice = signal.kind().name().startsWith("INVOICE");
    return invoice || (contract && (news || remembered) && subscriptions.add(signal));
  }

  /** The later stands; of the same time the worse, then the one that ends sooner. */
  private static boolean stands(Sentiment one, Sentiment other) {
    Comparator<Sentiment> weakest =
        Comparator.comparing(Sentiment::at)
            .thenComparing(Sentiment::thousandths, Comparator.reverseOrder())
            .thenComparing(
                Sentiment::end,
                Comparator.nullsLast(Comparator.<LocalDate>naturalOrder()).reversed());
    return weakest.compare(one, other) > 0;
  }

  private Sentiment sentiment() {
    Sentiment latest = null;
    for (Sentiment each : sentiments) {
      if (latest == null || stands(each, latest)) {
        latest = each;
      }
    }
    return latest;
  }

  /** Every measure with data on a day, in millionths of its unit. */
  Map<String, Long> values(LocalDate today) {
    Map<String, Long> values = new TreeMap<>();
    List<UsageSignal> month = within(usage, today, 0, 30);
    List<UsageSignal> monthBefore = within(usage, today, 30, 60);
    int users = users(month);

    if (ever(UsageSignal.Kind.LOGIN)) {
      values.put("login-frequency", 1_000_000L * count(month, UsageSignal.Kind.LOGIN));
    }
    if (ever(UsageSignal.Kind.FEATURE_USED)) {
      Set<String> features = new HashSet<>();
      month.stream()
          .filter(of(UsageSignal.Kind.FEATURE_USED))
          .forEach(signal -> features.add(signal.subject()));
      int plan =
          profile != null && profile.planFeatureCount() > 0 ? profile.planFeatureCount() : 10;
      values.put("feature-breadth", divide(100.0 * Math.min(plan, features.size()), plan));
      values.put("usage-depth", perUser(uses(month), users));
    }
    if (ever(UsageSignal.Kind.SESSION)) {
      values.put("sessions-per-user", perUser(count(month, UsageSignal.Kind.SESSION), users));
    }
    for (UsageSignal.Kind timed :
        List.of(UsageSignal.Kind.SESSION, UsageSignal.Kind.FEATURE_USED)) {
      boolean measured =
          usage.stream().anyMatch(e -> e.fact.kind() == timed && e.fact.durationSeconds() > 0);
      if (measured && !values.containsKey("time-in-product")) {
        double seconds =
            month.stream().filter(of(timed)).mapToDouble(UsageSignal::durationSeconds).sum();
        values.put("time-in-product", users == 0 ? 0 : divide(seconds, 60.0 * users));
      }
    }
    if (seats() > 0 && !usage.isEmpty()) {
      values.put("active-users-share", divide(100.0 * users, seats()));
    }
    putRelationship(values, today);
    putSupport(values, today);
    if (knownFor(today, 60)) {
      putGrowth(values, "user-growth", users, users(monthBefore));
      putGrowth(values, "usage-growth", amount(month), amount(monthBefore));
    }
    return values;
  }

  /** The same in thousandths, as published: halves rounded up. */
  Map<String, Long> shownValues(LocalDate today) {
    Map<String, Long> shown = values(today);
    shown.replaceAll((measure, millionths) -> Math.floorDiv(millionths + 500, 1000L));
    return shown;
  }

  private void putRelationship(Map<String, Long> values, LocalDate today) {
    List<SurveySignal> nps = new ArrayList<>(within(answers, today, 0, 90));
    nps.removeIf(answer -> answer.kind() != SurveySignal.Kind.NPS);
    if (!nps.isEmpty()) {
      double net = 0;
      for (SurveySignal answer : nps) {
        long ofTen = Math.round(100 * answer.goodness());
        net += ofTen >= 90 ? 1 : ofTen <= 60 ? -1 : 0;
      }
      values.put("nps", divide(100 * net, nps.size()));
    }
    if (sentiment() != null
        && (sentiment().end() == null || today.isBefore(sentiment().end()))
        && ChronoUnit.DAYS.between(dayOf(sentiment().at()), today) < 90 + dayMore) {
      values.put("csm-sentiment", sentiment().thousandths() * 100_000);
    }
    List<SuccessSignal> held = within(meetings, today, 0, 90);
    if (!held.isEmpty()) {
      double points = sum(held, meeting -> meeting.sponsorAttendance().points());
      values.put("executive-engagement", divide(100 * points, 2.0 * held.size()));
    }
  }

  private void putSupport(Map<String, Long> values, LocalDate today) {
    double recent = within(tickets, today, 0, 30).stream().filter(Ledger::opened).count();
    double earlier = within(tickets, today, 30, 90).stream().filter(Ledger::opened).count();
    if (recent + earlier > 0 && knownFor(today, 90)) {
      values.put("ticket-volume-trend", divide(100 * (2 * recent - earlier), Math.max(2, earlier)));
    }
    List<TicketSignal> toned = new ArrayList<>(within(tickets, today, 0, 30));
    toned.removeIf(ticket -> Double.isNaN(ticket.sentiment()));
    if (!toned.isEmpty()) {
      double tone = sum(toned, ticket -> Math.round(ticket.sentiment() * 1000));
      values.put("ticket-sentiment", divide(tone, 1000.0 * toned.size()));
    }
    List<SurveySignal> csat = new ArrayList<>(within(answers, today, 0, 90));
    csat.removeIf(answer -> answer.kind() != SurveySignal.Kind.CSAT);
    if (!csat.isEmpty()) {
      double satisfied =
          csat.stream().filter(answer -> Math.round(100 * answer.goodness()) >= 75).count();
      values.put("resolution-satisfaction", divide(100 * satisfied, csat.size()));
    }
  }

  /** Days since somebody last said something, of the measures that grow old with it. */
  Map<String, Long> ages(LocalDate today) {
    Map<String, Long> ages = new TreeMap<>();
    for (Entry<SurveySignal> answer : answers) {
      String measure =
          switch (answer.fact.kind()) {
            case NPS -> "nps";
            case CSAT -> "resolution-satisfaction";
            case CES -> "none";
          };
      ages.merge(measure, ChronoUnit.DAYS.between(answer.day, today), Math::min);
    }
    if (sentiment() != null) {
      LocalDate said = dayOf(sentiment().at());
      ages.put("csm-sentiment", ChronoUnit.DAYS.between(said, today));
    }
    return ages;
  }

  private static boolean opened(TicketSignal ticket) {
    return ticket.step() == TicketSignal.Step.OPENED;
  }

  private static void putGrowth(
      Map<String, Long> values, String measure, double now, double before) {
    if (before > 0) {
      values.put(measure, divide(100 * (now - before), before));
    }
  }

  /** Facts from so many days ago (included) back to so many days ago (not included). */
  private <T> List<T> within(List<Entry<T>> entries, LocalDate today, int from, int to) {
    List<T> facts = new ArrayList<>();
    for (Entry<T> entry : entries) {
      long age = ChronoUnit.DAYS.between(entry.day, today);
      if (age >= (from == 0 ? 0 : from + dayMore) && age < to + dayMore) {
        facts.add(entry.fact);
      }
    }
    return facts;
  }

  private boolean knownFor(LocalDate today, int days) {
    List<LocalDate> counted = new ArrayList<>(others);
    usage.forEach(entry -> counted.add(entry.day));
    tickets.forEach(entry -> counted.add(entry.day));
    answers.forEach(entry -> counted.add(entry.day));
    meetings.forEach(entry -> counted.add(entry.day));
    return counted.stream().anyMatch(day -> ChronoUnit.DAYS.between(day, today) + 1 >= days);
  }

  private boolean ever(UsageSignal.Kind kind) {
    return usage.stream().anyMatch(entry -> entry.fact.kind() == kind);
  }

  private static Predicate<UsageSignal> of(UsageSignal.Kind kind) {
    return signal -> signal.kind() == kind;
  }

  private static int count(List<UsageSignal> signals, UsageSignal.Kind kind) {
    return (int) signals.stream().filter(of(kind)).count();
  }

  private static double uses(List<UsageSignal> signals) {
    return signals.stream()
        .filter(of(UsageSignal.Kind.FEATURE_USED))
        .mapToDouble(UsageSignal::count)
        .sum();
  }

  private static double amount(List<UsageSignal> signals) {
    return uses(signals)
        + count(signals, UsageSignal.Kind.LOGIN)
        + count(signals, UsageSignal.Kind.SESSION);
  }

  private static int users(List<UsageSignal> signals) {
    return (int) signals.stream().map(UsageSignal::userId).distinct().count();
  }

  private static <T> double sum(List<T> facts, ToDoubleFunction<T> of) {
    return facts.stream().mapToDouble(of).sum();
  }

  private int seats() {
    if (profile != null && profile.paidSeats() != null && profile.paidSeats() > 0) {
      return profile.paidSeats();
    }
    SubscriptionSignal latest = null;
    for (SubscriptionSignal each : subscriptions) {
      if (each.seats() != null
          && (latest == null || !each.occurredAt().isBefore(latest.occurredAt()))) {
        latest = each;
      }
    }
    return latest != null && latest.seats() > 0 ? latest.seats() : assignedSeats;
  }

  private static long perUser(double amount, int users) {
    return users == 0 ? 0 : divide(amount, users);
  }

  /** A quotient in millionths, halves rounded up. */
  private static long divide(double amount, double by) {
    return new BigDecimal(amount)
        .multiply(new BigDecimal(1_000_000))
        .divide(new BigDecimal(by), OracleModel.EXACT)
        .add(new BigDecimal("0.5"))
        .setScale(0, RoundingMode.FLOOR)
        .longValueExact();
  }
}
