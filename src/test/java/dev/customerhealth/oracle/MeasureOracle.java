package dev.customerhealth.oracle;

import dev.customerhealth.domain.signal.ProfileSignal;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SuccessSignal;
import dev.customerhealth.domain.signal.SurveySignal;
import dev.customerhealth.domain.signal.TicketSignal;
import dev.customerhealth.domain.signal.UsageSignal;
import java.math.BigDecimal;
import java.math.MathContext;
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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every measure of section 5 over any window, from scratch: lists of everything that was ever told,
 * walked again for each number. No state is bounded, nothing is forgotten, nothing is shared with
 * what it judges.
 */
public final class MeasureOracle {
  private static final MathContext EXACT = new MathContext(60);
  private static final Set<SubscriptionSignal.Kind> CONTRACT =
      Set.of(
          SubscriptionSignal.Kind.NEW,
          SubscriptionSignal.Kind.RENEWED,
          SubscriptionSignal.Kind.EXPANDED,
          SubscriptionSignal.Kind.CONTRACTED,
          SubscriptionSignal.Kind.CHURNED,
          SubscriptionSignal.Kind.TRIAL_STARTED);

  /** Behind the id of a measure that is a state of today unless a window is asked for. */
  public static final String WITHIN_WINDOW = " within the window";

  private static final int STANDARD = 180;

  private static final List<SuccessSignal.Role> ROLES = List.of(SuccessSignal.Role.values());

  private final List<UsageSignal> usage = new ArrayList<>();
  private final List<TicketSignal> tickets = new ArrayList<>();
  private final List<SurveySignal> answers = new ArrayList<>();
  private final List<SuccessSignal> successes = new ArrayList<>();
  private final List<SubscriptionSignal> contracts = new ArrayList<>();
  private ProfileSignal profile;

  private LocalDate today;
  private int from;
  private int to;
  private final Map<String, Long> values = new TreeMap<>();
  private final int kept;

  /** Of an account that keeps as much as most do. */
  public MeasureOracle() {
    this(STANDARD);
  }

  /** Of an account that keeps so many days for windows of a year. */
  public MeasureOracle(int kept) {
    this.kept = kept;
  }

  private int keptFor(int windowDays) {
    return windowDays > 90 ? kept : STANDARD;
  }

  /** Something that counts was told. */
  public void tell(Signal signal) {
    if (signal instanceof UsageSignal told) {
      usage.add(told);
    } else if (signal instanceof TicketSignal told) {
      tickets.add(told);
    } else if (signal instanceof SurveySignal told) {
      answers.add(told);
    } else if (signal instanceof SuccessSignal told) {
      successes.add(told);
    } else if (signal instanceof SubscriptionSignal told) {
      contracts.add(told);
    } else if (signal instanceof ProfileSignal told) {
      profile = told;
    }
  }

  /** All measures with data on a day over a window that ended so many days before, by their ids. */
  public Map<String, Long> values(LocalDate day, int windowDays, int endedDaysAgo) {
    values.clear();
    today = day;
    from = endedDaysAgo;
    to = endedDaysAgo + windowDays;
    putUsage();
    putGrowth(windowDays);
    putTickets(windowDays);
    putAnswers();
    putRelationship();
    putGoals(windowDays);
    putCommercial();
    return new TreeMap<>(values);
  }

  /** Whether anything was known of the account so many days ago. */
  public boolean knownFor(LocalDate day, int days) {
    return Stream.of(
            usage.stream()
                .filter(u -> !isSeat(u) && !u.kind().name().startsWith("INTEGRATION"))
                .map(Signal::occurredAt),
            tickets.stream().map(Signal::occurredAt),
            answers.stream().map(Signal::occurredAt),
            successes.stream().filter(MeasureOracle::isCounted).map(Signal::occurredAt))
        .flatMap(Function.identity())
        .anyMatch(at -> ChronoUnit.DAYS.between(dayOf(at), day) + 1 >= days);
  }

  private static boolean isSeat(UsageSignal signal) {
    return signal.kind().name().startsWith("SEAT");
  }

  private static boolean isCounted(SuccessSignal signal) {
    return signal.sponsorAttendance() != null
        || Set.of("EMAIL", "CALL", "MEETING", "QBR_HELD", "QBR_SCHEDULED", "ADVOCACY")
            .contains(signal.kind().name());
  }

  private static LocalDate dayOf(Instant at) {
    return at.atZone(ZoneOffset.UTC).toLocalDate();
  }

  private boolean inWindow(LocalDate day, int younger, int older) {
    if (day == null) {
      return false;
    }
    long age = ChronoUnit.DAYS.between(day, today);
    return age >= younger && age < older;
  }

  private <T extends Signal> List<T> within(List<T> all, int younger, int older) {
    return all.stream()
        .filter(signal -> inWindow(dayOf(signal.occurredAt()), younger, older))
        .toList();
  }

  private static <T> List<T> only(List<T> all, Predicate<T> which) {
    return all.stream().filter(which).toList();
  }

  private static <T> double sum(List<T> all, ToDoubleFunction<T> of) {
    return all.stream().mapToDouble(of).sum();
  }

  private void put(String id, double part, double whole) {
    if (whole != 0) {
      values.put(id, divide(new BigDecimal(part), new BigDecimal(whole)));
    }
  }

  private void putCount(String id, long count) {
    values.put(id, 1000 * count);
  }

  private static long divide(BigDecimal amount, BigDecimal by) {
    return amount
        .multiply(new BigDecimal(1000))
        .divide(by, EXACT)
        .add(new BigDecimal("0.5"))
        .setScale(0, RoundingMode.FLOOR)
        .longValueExact();
  }

  private static boolean isUse(UsageSignal signal) {
    return Set.of("LOGIN", "SESSION", "FEATURE_USED").contains(signal.kind().name());
  }

  private static Predicate<UsageSignal> kind(UsageSignal.Kind kind) {
    return signal -> signal.kind() == kind;
  }

  private static double distinctUsers(List<UsageSignal> signals) {
    return signals.stream()
        .filter(MeasureOracle::isUse)
        .map(UsageSignal::userId)
        .distinct()
        .count();
  }

  private static Set<String> features(List<UsageSignal> signals) {
    return only(signals, kind(UsageSignal.Kind.FEATURE_USED)).stream()
        .map(UsageSignal::subject)
        .collect(Collectors.toSet());
  }

  private int planFeatures() {
    return profile != null && profile.planFeatureCount() > 0 ? profile.planFeatureCount() : 10;
  }

  private void putUsage() {
    List<UsageSignal> now = within(usage, from, to);
    double users = distinctUsers(now);
    List<UsageSignal> sessions = only(now, kind(UsageSignal.Kind.SESSION));
    List<UsageSignal> uses = only(now, kind(UsageSignal.Kind.FEATURE_USED));
    if (usage.stream().anyMatch(kind(UsageSignal.Kind.LOGIN))) {
      put("login-frequency", only(now, kind(UsageSignal.Kind.LOGIN)).size(), 1);
    }
    usage.stream()
        .filter(MeasureOracle::isUse)
        .map(use -> ChronoUnit.DAYS.between(dayOf(use.occurredAt()), today))
        .min(Comparator.naturalOrder())
        .ifPresent(days -> putCount("days-silent", Math.min(180, days)));
    if (usage.stream().anyMatch(MeasureOracle::isUse)) {
      put("active-users", users, 1);
      long userDays =
          only(now, MeasureOracle::isUse).stream()
              .map(signal -> signal.userId() + dayOf(signal.occurredAt()))
              .distinct()
              .count();
      put("daily-active-users", (double) userDays, to - from);
      put("dau-mau", users == 0 ? 0 : 100.0 * userDays, users == 0 ? 1 : users * (to - from));
      if (seats() > 0) {
        put("active-users-share", 100 * users, seats());
      }
    }
    if (usage.stream().anyMatch(kind(UsageSignal.Kind.FEATURE_USED))) {
      putPerUser("usage-depth", sum(uses, UsageSignal::count), users);
      putFeatures(features(now));
    }
    if (usage.stream().anyMatch(UsageSignal::advanced)) {
      put(
          "advanced-use-share",
          100 * sum(only(uses, UsageSignal::advanced), UsageSignal::count),
          sum(uses, UsageSignal::count));
    }
    if (usage.stream().anyMatch(kind(UsageSignal.Kind.SESSION))) {
      putPerUser("sessions-per-user", sessions.size(), users);
    }
    putTime(now, sessions, users);
    putWorkflows(now);
  }

  private void putPerUser(String id, double amount, double users) {
    put(id, users == 0 ? 0 : amount, users == 0 ? 1 : users);
  }

  private void putFeatures(Set<String> used) {
    double plan = planFeatures();
    put("feature-breadth", 100 * Math.min(plan, used.size()), plan);
    Set<String> valuable = profile == null ? Set.of() : new HashSet<>(profile.valuableFeatures());
    double whole = Math.max(plan, valuable.size()) + 4.0 * valuable.size();
    double valuableUsed = valuable.stream().filter(used::contains).count();
    put("product-adoption", 100 * Math.min(whole, used.size() + 4 * valuableUsed), whole);
    put("value-gap", 100 * (valuable.size() - valuableUsed), valuable.size());
  }

  private void putTime(List<UsageSignal> now, List<UsageSignal> sessions, double users) {
    boolean timed =
        usage.stream()
            .anyMatch(u -> u.kind() == UsageSignal.Kind.SESSION && u.durationSeconds() > 0);
    boolean timedUses =
        usage.stream()
            .anyMatch(u -> u.kind() == UsageSignal.Kind.FEATURE_USED && u.durationSeconds() > 0);
    if (timed) {
      double seconds = sum(sessions, UsageSignal::durationSeconds);
      putPerUser("time-in-product", seconds, 60 * users);
      put("session-duration", seconds, 60.0 * sessions.size());
    } else if (timedUses) {
      double seconds =
          sum(only(now, kind(UsageSignal.Kind.FEATURE_USED)), UsageSignal::durationSeconds);
      putPerUser("time-in-product", seconds, 60 * users);
    }
  }

  private void putWorkflows(List<UsageSignal> now) {
    double started = only(now, kind(UsageSignal.Kind.WORKFLOW_STARTED)).size();
    double completed = only(now, kind(UsageSignal.Kind.WORKFLOW_COMPLETED)).size();
    double failed = only(now, kind(UsageSignal.Kind.WORKFLOW_FAILED)).size();
    put("workflow-completion", 100 * completed, Math.max(started, completed + failed));
    List<UsageSignal> measured = only(now, kind(UsageSignal.Kind.DATA_QUALITY_MEASURED));
    put(
        "data-quality",
        100 * sum(measured, signal -> Math.round(signal.quality() * 1000)),
        1000.0 * measured.size());
    if (usage.stream().anyMatch(kind(UsageSignal.Kind.API_CALL))) {
      put("api-calls", sum(only(now, kind(UsageSignal.Kind.API_CALL)), UsageSignal::count), 1);
    }
    List<UsageSignal> integrations =
        only(usage, signal -> signal.kind().name().startsWith("INTEGRATION"));
    if (!integrations.isEmpty()) {
      Map<String, UsageSignal> latest = new TreeMap<>();
      Comparator<UsageSignal> order =
          MeasureOracle.<UsageSignal>byMinute()
              .thenComparing(s -> s.kind() == UsageSignal.Kind.INTEGRATION_DISCONNECTED);
      integrations.forEach(
          signal ->
              latest.merge(signal.subject(), signal, (a, b) -> order.compare(b, a) >= 0 ? b : a));
      putCount(
          "integrations",
          latest.values().stream().filter(kind(UsageSignal.Kind.INTEGRATION_CONNECTED)).count());
    }
    Predicate<UsageSignal> training = signal -> signal.kind().name().startsWith("TRAINING");
    if (usage.stream().anyMatch(training) && seats() > 0) {
      long people = only(now, training).stream().map(UsageSignal::userId).distinct().count();
      put("training-participation", 100.0 * people, seats());
    }
  }

  private static <T extends Signal> Comparator<T> byMinute() {
    return Comparator.comparing(MeasureOracle::minute);
  }

  private static long minute(Signal signal) {
    return Math.floorDiv(signal.occurredAt().getEpochSecond(), 60);
  }

  private void putGrowth(int days) {
    if (!knownFor(today, to + days) || to + days > keptFor(days)) {
      return;
    }
    List<UsageSignal> now = within(usage, from, to);
    List<UsageSignal> before = within(usage, to, to + days);
    putChange("user-growth", distinctUsers(now), distinctUsers(before));
    putChange("usage-growth", amount(now), amount(before));
    putChange("feature-expansion", features(now).size(), features(before).size());
  }

  private void putChange(String id, double now, double before) {
    put(id, 100 * (now - before), before);
  }

  private static double amount(List<UsageSignal> signals) {
    return sum(
        only(signals, MeasureOracle::isUse),
        signal -> signal.kind() == UsageSignal.Kind.FEATURE_USED ? signal.count() : 1);
  }

  private double seats() {
    if (profile != null && profile.paidSeats() != null && profile.paidSeats() > 0) {
      return profile.paidSeats();
    }
    SubscriptionSignal told = latestContract(signal -> signal.seats() != null);
    if (told != null && told.seats() > 0) {
      return told.seats();
    }
    return only(usage, kind(UsageSignal.Kind.SEAT_ASSIGNED)).size()
        - (double) only(usage, kind(UsageSignal.Kind.SEAT_REMOVED)).size();
  }

  private SubscriptionSignal latestContract(Predicate<SubscriptionSignal> which) {
    SubscriptionSignal latest = null;
    for (SubscriptionSignal each : contracts) {
      if (CONTRACT.contains(each.kind())
          && which.test(each)
          && (latest == null || !each.occurredAt().isBefore(latest.occurredAt()))) {
        latest = each;
      }
    }
    return latest;
  }

  private static Predicate<TicketSignal> step(TicketSignal.Step step) {
    return signal -> signal.step() == step;
  }

  private void putTickets(int days) {
    List<TicketSignal> now = within(tickets, from, to);
    int baseline = days >= 90 ? days : 2 * days;
    double opened = only(now, step(TicketSignal.Step.OPENED)).size();
    double before = only(within(tickets, to, to + baseline), step(TicketSignal.Step.OPENED)).size();
    double windows = baseline / (double) days;
    if (opened + before > 0 && knownFor(today, to + baseline) && to + baseline <= keptFor(days)) {
      put("ticket-volume-trend", 100 * (opened * windows - before), Math.max(before, windows));
    }
    List<TicketSignal> toned = only(now, signal -> !Double.isNaN(signal.sentiment()));
    put(
        "ticket-sentiment",
        sum(toned, signal -> Math.round(signal.sentiment() * 1000)),
        1000.0 * toned.size());
    List<TicketSignal> resolved = only(now, step(TicketSignal.Step.RESOLVED));
    List<TicketSignal> judged = only(resolved, signal -> signal.solvedAtFirstContact() != null);
    put(
        "first-contact-resolution",
        100.0 * only(judged, TicketSignal::solvedAtFirstContact).size(),
        judged.size());
    putHours("resolution-time", resolved);
    putHours("first-response-time", only(now, step(TicketSignal.Step.FIRST_RESPONSE)));
    if (!tickets.isEmpty()) {
      put("tickets-opened", opened, 1);
      put("escalations", only(now, step(TicketSignal.Step.ESCALATED)).size(), 1);
      put("reopened-tickets", only(now, step(TicketSignal.Step.REOPENED)).size(), 1);
      putOpenTickets();
    }
  }

  private void putHours(String id, List<TicketSignal> signals) {
    List<TicketSignal> timed = only(signals, signal -> signal.elapsedMinutes() >= 0);
    put(id, sum(timed, TicketSignal::elapsedMinutes), 60.0 * timed.size());
  }

  private void putOpenTickets() {
    Map<String, List<TicketSignal>> byId =
        tickets.stream()
            .filter(step(TicketSignal.Step.FIRST_RESPONSE).negate())
            .collect(Collectors.groupingBy(TicketSignal::ticketId));
    double open = 0;
    double escalated = 0;
    double critical = 0;
    for (List<TicketSignal> steps : byId.values()) {
      TicketSignal last =
          steps.stream()
              .max(MeasureOracle.<TicketSignal>byMinute().thenComparing(MeasureOracle::closes))
              .orElseThrow();
      boolean abandoned = ChronoUnit.DAYS.between(dayOf(last.occurredAt()), today) >= 180;
      if (!closes(last) && !abandoned) {
        boolean isEscalated = steps.stream().anyMatch(step(TicketSignal.Step.ESCALATED));
        boolean isUrgent =
            steps.stream().anyMatch(s -> s.priority() == TicketSignal.Priority.URGENT);
        open++;
        escalated += isEscalated ? 1 : 0;
        critical += isEscalated && isUrgent ? 1 : 0;
      }
    }
    put("open-tickets", open, 1);
    put("open-escalations", escalated, 1);
    put("open-critical-escalations", critical, 1);
  }

  private static boolean closes(TicketSignal signal) {
    return signal.step() == TicketSignal.Step.RESOLVED || signal.step() == TicketSignal.Step.CLOSED;
  }

  private void putAnswers() {
    List<SurveySignal> now = within(answers, from, to);
    List<SurveySignal> nps = only(now, answer -> answer.kind() == SurveySignal.Kind.NPS);
    put(
        "nps",
        100 * sum(nps, answer -> promotion(Math.round(100 * answer.goodness()))),
        nps.size());
    List<SurveySignal> csat = only(now, answer -> answer.kind() == SurveySignal.Kind.CSAT);
    putSatisfied("csat", csat);
    putSatisfied(
        "resolution-satisfaction",
        only(csat, a -> a.touchpoint() == null || a.touchpoint().startsWith("ticket")));
    List<SurveySignal> ces = only(now, answer -> answer.kind() == SurveySignal.Kind.CES);
    put("ces", sum(ces, a -> Math.round((7 - 6 * a.goodness()) * 1000)), 1000.0 * ces.size());
  }

  private static double promotion(long percent) {
    return percent >= 90 ? 1 : percent <= 60 ? -1 : 0;
  }

  private void putSatisfied(String id, List<SurveySignal> csat) {
    double satisfied = only(csat, answer -> Math.round(100 * answer.goodness()) >= 75).size();
    put(id, 100 * satisfied, csat.size());
  }

  private static Predicate<SuccessSignal> did(SuccessSignal.Kind kind) {
    return signal -> signal.kind() == kind;
  }

  private static boolean isInteraction(SuccessSignal signal) {
    return Set.of("EMAIL", "CALL", "MEETING", "QBR_HELD").contains(signal.kind().name());
  }

  private static boolean isTwoWay(SuccessSignal signal) {
    if (signal.kind() == SuccessSignal.Kind.EMAIL) {
      return signal.initiator() == SuccessSignal.Side.CUSTOMER
          || Boolean.TRUE.equals(signal.answered());
    }
    return isInteraction(signal) && !Boolean.FALSE.equals(signal.answered());
  }

  private static Set<String> people(List<SuccessSignal> signals) {
    Set<String> people = new HashSet<>();
    for (SuccessSignal signal : only(signals, MeasureOracle::isTwoWay)) {
      signal.attendees().forEach(attendee -> people.add(attendee.personId()));
      if (signal.personId() != null) {
        people.add(signal.personId());
      }
    }
    return people;
  }

  private void putRelationship() {
    List<SuccessSignal> now = within(successes, from, to);
    successes.stream()
        .filter(did(SuccessSignal.Kind.SENTIMENT_RECORDED))
        .max(
            Comparator.comparing(SuccessSignal::occurredAt)
                .thenComparing(signal -> -signal.sentiment()))
        .filter(latest -> inWindow(dayOf(latest.occurredAt()), 0, to))
        .ifPresent(
            latest -> values.put("csm-sentiment", Math.round(latest.sentiment() * 1000) * 100));
    List<SuccessSignal> key = only(now, signal -> signal.sponsorAttendance() != null);
    put(
        "executive-engagement",
        100 * sum(key, signal -> signal.sponsorAttendance().points()),
        2.0 * key.size());
    boolean spoken = successes.stream().anyMatch(MeasureOracle::isInteraction);
    if (spoken) {
      put("contact-coverage", people(now).size(), 1);
      put("communication", only(now, MeasureOracle::isTwoWay).size(), 1);
    }
    if (successes.stream().anyMatch(did(SuccessSignal.Kind.ADVOCACY))) {
      put("advocacy-acts", only(now, did(SuccessSignal.Kind.ADVOCACY)).size(), 1);
    }
    List<SuccessSignal> sought =
        only(
            now,
            signal ->
                isInteraction(signal)
                    && signal.initiator() != SuccessSignal.Side.CUSTOMER
                    && signal.answered() != null);
    put("responsiveness", 100.0 * only(sought, SuccessSignal::answered).size(), sought.size());
    double held = only(now, did(SuccessSignal.Kind.QBR_HELD)).size();
    double planned = only(now, did(SuccessSignal.Kind.QBR_SCHEDULED)).size();
    put("qbr-completion", 100 * held, Math.max(held, planned));
    putChampions(people(now), spoken);
    putKeyPeople(people(now), spoken);
  }

  private void putKeyPeople(Set<String> engaged, boolean spoken) {
    Map<String, List<SuccessSignal>> byPerson =
        successes.stream()
            .filter(signal -> signal.kind().name().startsWith("STAKEHOLDER"))
            .collect(Collectors.groupingBy(SuccessSignal::personId));
    double lost = 0;
    double quiet = 0;
    for (Map.Entry<String, List<SuccessSignal>> person : byPerson.entrySet()) {
      SuccessSignal last = lastOf(person.getValue());
      boolean left = last.kind() == SuccessSignal.Kind.STAKEHOLDER_LEFT;
      boolean inWindow = inWindow(dayOf(last.occurredAt()), from, to);
      if (left && inWindow && isKey(partOf(person.getValue()))) {
        lost++;
      }
      if (!left && !inWindow && isKey(last.role()) && !engaged.contains(person.getKey())) {
        quiet++;
      }
    }
    if (!byPerson.isEmpty()) {
      put("key-people-lost", lost, 1);
    }
    if (!byPerson.isEmpty() && spoken) {
      put("key-people-quiet", quiet, 1);
    }
  }

  private static boolean isKey(SuccessSignal.Role role) {
    return role == SuccessSignal.Role.SPONSOR || role == SuccessSignal.Role.CHAMPION;
  }

  /** The part told last, with a leaving or without; a fact without a part says there was none. */
  private static SuccessSignal.Role partOf(List<SuccessSignal> facts) {
    return facts.stream()
        .filter(f -> f.role() != null || f.kind() != SuccessSignal.Kind.STAKEHOLDER_LEFT)
        .max(
            MeasureOracle.<SuccessSignal>byMinute()
                .thenComparing(s -> s.role() == null ? 0 : 1 + ROLES.indexOf(s.role())))
        .map(SuccessSignal::role)
        .orElse(null);
  }

  private static SuccessSignal lastOf(List<SuccessSignal> facts) {
    return facts.stream()
        .max(
            MeasureOracle.<SuccessSignal>byMinute()
                .thenComparing(did(SuccessSignal.Kind.STAKEHOLDER_LEFT)::test)
                .thenComparing(s -> s.role() == null ? 0 : 1 + ROLES.indexOf(s.role())))
        .orElseThrow();
  }

  private void putChampions(Set<String> engaged, boolean spoken) {
    Map<String, List<SuccessSignal>> byPerson =
        successes.stream()
            .filter(signal -> signal.kind().name().startsWith("STAKEHOLDER"))
            .collect(Collectors.groupingBy(SuccessSignal::personId));
    if (byPerson.isEmpty() || !spoken) {
      return;
    }
    double champions = 0;
    double halves = 0;
    for (Map.Entry<String, List<SuccessSignal>> person : byPerson.entrySet()) {
      SuccessSignal last = lastOf(person.getValue());
      if (last.kind() != SuccessSignal.Kind.STAKEHOLDER_LEFT
          && last.role() == SuccessSignal.Role.CHAMPION) {
        champions++;
        halves += engaged.contains(person.getKey()) ? 2 : 1;
      }
    }
    put("champion-strength", champions == 0 ? 0 : 100 * halves, Math.max(1, 2 * champions));
  }

  /** What is known of a goal after all facts about it. */
  private record Goal(
      Set<SuccessSignal.GoalKind> kinds,
      LocalDate achieved,
      LocalDate missed,
      LocalDate due,
      Long value) {

    static Goal of(List<SuccessSignal> facts) {
      Set<SuccessSignal.GoalKind> kinds = new HashSet<>();
      facts.stream().map(SuccessSignal::goalKind).forEach(kinds::add);
      return new Goal(
          kinds,
          first(facts, SuccessSignal.Kind.GOAL_ACHIEVED),
          first(facts, SuccessSignal.Kind.GOAL_MISSED),
          facts.stream()
              .filter(f -> dueOf(f) != null)
              .max(MeasureOracle.<SuccessSignal>byMinute().thenComparing(Goal::dueOf))
              .map(Goal::dueOf)
              .orElse(null),
          facts.stream()
              .filter(f -> f.goalValueMinor() != null)
              .max(
                  MeasureOracle.<SuccessSignal>byMinute()
                      .thenComparing(SuccessSignal::goalValueMinor))
              .map(SuccessSignal::goalValueMinor)
              .orElse(null));
    }

    private static LocalDate dueOf(SuccessSignal fact) {
      boolean isDue = fact.kind() == SuccessSignal.Kind.GOAL_DUE;
      return fact.dueDate() == null && isDue ? dayOf(fact.occurredAt()) : fact.dueDate();
    }

    private static LocalDate first(List<SuccessSignal> facts, SuccessSignal.Kind kind) {
      return facts.stream()
          .filter(did(kind))
          .map(fact -> dayOf(fact.occurredAt()))
          .min(Comparator.naturalOrder())
          .orElse(null);
    }

    boolean is(SuccessSignal.GoalKind kind) {
      return kinds.contains(kind);
    }

    boolean overdue(LocalDate today) {
      return achieved == null && missed == null && due != null && due.isBefore(today);
    }

    /** The day it was decided; null while it is open. */
    LocalDate settled(LocalDate today) {
      if (achieved != null) {
        return achieved;
      }
      return missed != null ? missed : overdue(today) ? due : null;
    }
  }

  private List<Goal> goals() {
    return successes.stream()
        .filter(signal -> signal.kind().name().startsWith("GOAL"))
        .collect(Collectors.groupingBy(SuccessSignal::goalId))
        .values()
        .stream()
        .map(Goal::of)
        .toList();
  }

  private void putGoals(int days) {
    List<Goal> goals = goals();
    Predicate<Goal> achieved = goal -> goal.achieved() != null;
    List<Goal> settled = only(goals, goal -> inWindow(goal.settled(today), from, to));
    List<Goal> judged = only(settled, goal -> !goal.is(SuccessSignal.GoalKind.ONBOARDING_STEP));
    put("goal-achievement", 100.0 * only(judged, achieved).size(), judged.size());
    List<Goal> steps = only(goals, goal -> goal.is(SuccessSignal.GoalKind.ONBOARDING_STEP));
    put("onboarding-completion", 100.0 * only(steps, achieved).size(), steps.size());
    put("goals-overdue", only(goals, goal -> goal.overdue(today)).size(), goals.isEmpty() ? 0 : 1);
    List<Goal> milestones =
        only(
            goals,
            goal -> goal.is(SuccessSignal.GoalKind.VALUE_MILESTONE) && goal.settled(today) != null);
    put("milestone-completion", 100.0 * only(milestones, achieved).size(), milestones.size());
    List<Goal> plan =
        only(
            goals,
            goal ->
                goal.is(SuccessSignal.GoalKind.PLAN_GOAL)
                    && ((goal.achieved() == null && goal.missed() == null)
                        || inWindow(goal.settled(today), 0, 90)));
    List<Goal> onTrack =
        only(
            plan,
            goal -> goal.achieved() != null || (goal.missed() == null && !goal.overdue(today)));
    put("success-plan-velocity", 100.0 * onTrack.size(), plan.size());
    for (SuccessSignal.GoalKind kind : SuccessSignal.GoalKind.values()) {
      List<Goal> ended = only(settled, goal -> goal.is(kind));
      put(idOf(kind) + WITHIN_WINDOW, 100.0 * only(ended, achieved).size(), ended.size());
    }
    putFirstValue(goals);
    putWorth(goals, only(settled, goal -> goal.value() != null), days);
  }

  private static String idOf(SuccessSignal.GoalKind kind) {
    return switch (kind) {
      case VALUE_MILESTONE -> "milestone-completion";
      case ONBOARDING_STEP -> "onboarding-completion";
      case PLAN_GOAL -> "success-plan-velocity";
    };
  }

  private void putFirstValue(List<Goal> goals) {
    List<Goal> milestones = only(goals, goal -> goal.is(SuccessSignal.GoalKind.VALUE_MILESTONE));
    if (milestones.stream().anyMatch(goal -> goal.achieved() != null)) {
      putCount("waiting-for-value", 0);
    }
    if (profile == null || profile.contractStart() == null || milestones.isEmpty()) {
      return;
    }
    LocalDate first =
        milestones.stream()
            .filter(goal -> goal.achieved() != null)
            .map(Goal::achieved)
            .min(Comparator.naturalOrder())
            .orElse(today);
    long waited = ChronoUnit.DAYS.between(profile.contractStart(), first);
    putCount("time-to-first-value", Math.max(0, waited));
    values.putIfAbsent("waiting-for-value", values.get("time-to-first-value"));
  }

  private void putWorth(List<Goal> goals, List<Goal> settled, int days) {
    BigDecimal achieved = BigDecimal.ZERO;
    BigDecimal whole = BigDecimal.ZERO;
    for (Goal goal : settled) {
      BigDecimal value = BigDecimal.valueOf(goal.value());
      whole = whole.add(value);
      achieved = goal.achieved() != null ? achieved.add(value) : achieved;
    }
    BigDecimal percent = new BigDecimal(100);
    if (whole.signum() > 0) {
      values.put("business-impact", divide(achieved.multiply(percent), whole));
    }
    SubscriptionSignal paying = latestContract(signal -> signal.mrrAfterMinor() != null);
    BigDecimal year =
        paying != null
            ? BigDecimal.valueOf(paying.mrrAfterMinor()).multiply(new BigDecimal(12))
            : profile != null && profile.arrMinor() != null
                ? BigDecimal.valueOf(profile.arrMinor())
                : BigDecimal.ZERO;
    if (year.signum() > 0 && goals.stream().anyMatch(goal -> goal.value() != null)) {
      values.put(
          "roi-realised",
          divide(
              achieved.multiply(percent).multiply(new BigDecimal(365)),
              year.multiply(new BigDecimal(days))));
    }
  }

  private void putCommercial() {
    List<SubscriptionSignal> now = within(contracts, from, to);
    if (contracts.stream().anyMatch(c -> c.kind().name().startsWith("INVOICE"))) {
      put(
          "payment-failures",
          only(now, c -> c.kind() == SubscriptionSignal.Kind.INVOICE_FAILED).size(),
          1);
      put(
          "payment-disputes",
          only(now, c -> c.kind() == SubscriptionSignal.Kind.INVOICE_DISPUTED).size(),
          1);
      putInvoices();
    }
    if (profile != null && profile.contractStart() != null) {
      putCount("tenure", Math.max(0, ChronoUnit.DAYS.between(profile.contractStart(), today)));
    }
    putContract();
  }

  private void putInvoices() {
    Map<String, List<SubscriptionSignal>> byId =
        contracts.stream()
            .filter(
                c ->
                    Set.of("INVOICE_ISSUED", "INVOICE_DUE", "INVOICE_PAID")
                        .contains(c.kind().name()))
            .collect(Collectors.groupingBy(SubscriptionSignal::invoiceId));
    double due = 0;
    double onTime = 0;
    long overdue = 0;
    for (List<SubscriptionSignal> facts : byId.values()) {
      LocalDate dueOn =
          facts.stream()
              .filter(f -> dueOf(f) != null)
              .max(MeasureOracle.<SubscriptionSignal>byMinute().thenComparing(MeasureOracle::dueOf))
              .map(MeasureOracle::dueOf)
              .orElse(null);
      LocalDate paid =
          facts.stream()
              .filter(f -> f.kind() == SubscriptionSignal.Kind.INVOICE_PAID)
              .map(f -> dayOf(f.occurredAt()))
              .min(Comparator.naturalOrder())
              .orElse(null);
      if (dueOn != null && paid == null && dueOn.isBefore(today)) {
        overdue = Math.max(overdue, ChronoUnit.DAYS.between(dueOn, today));
      }
      if (inWindow(dueOn, from, to) && (paid != null || dueOn.isBefore(today))) {
        due++;
        onTime += paid != null && !paid.isAfter(dueOn) ? 1 : 0;
      }
    }
    putCount("days-overdue", overdue);
    put("payment-on-time", 100 * onTime, due);
  }

  private static LocalDate dueOf(SubscriptionSignal fact) {
    boolean isDue = fact.kind() == SubscriptionSignal.Kind.INVOICE_DUE;
    return fact.dueDate() == null && isDue ? dayOf(fact.occurredAt()) : fact.dueDate();
  }

  /** Monthly revenue at the end of a day so many days ago; null when nothing was known then. */
  private BigDecimal revenue(int daysAgo) {
    return contracts.stream()
        .filter(c -> CONTRACT.contains(c.kind()) && c.mrrAfterMinor() != null)
        .filter(c -> ChronoUnit.DAYS.between(dayOf(c.occurredAt()), today) >= daysAgo)
        .max(
            MeasureOracle.<SubscriptionSignal>byMinute()
                .thenComparing(SubscriptionSignal::mrrAfterMinor))
        .map(c -> BigDecimal.valueOf(c.mrrAfterMinor()))
        .orElse(null);
  }

  /** The first monthly revenue ever told; null when it is the only one known so many days ago. */
  private BigDecimal firstRevenue(int daysAgo) {
    List<SubscriptionSignal> told =
        contracts.stream()
            .filter(c -> CONTRACT.contains(c.kind()) && c.mrrAfterMinor() != null)
            .filter(c -> ChronoUnit.DAYS.between(dayOf(c.occurredAt()), today) >= daysAgo)
            .sorted(
                MeasureOracle.<SubscriptionSignal>byMinute()
                    .thenComparing(SubscriptionSignal::mrrAfterMinor))
            .toList();
    if (told.isEmpty()) {
      return null;
    }
    Comparator<SubscriptionSignal> byMinute = byMinute();
    List<SubscriptionSignal> first =
        told.stream().filter(c -> byMinute.compare(c, told.get(0)) == 0).toList();
    return first.size() == told.size()
        ? null
        : BigDecimal.valueOf(first.get(first.size() - 1).mrrAfterMinor());
  }

  private void putContract() {
    BigDecimal before = revenue(to);
    if (before == null) {
      before = firstRevenue(from);
    }
    int growth = 0;
    if (before != null && before.signum() != 0) {
      BigDecimal change = revenue(from).subtract(before);
      growth = change.signum();
      values.put("contract-growth", divide(change.multiply(new BigDecimal(100)), before));
    }
    SubscriptionSignal term = latestContract(signal -> signal.termEnd() != null);
    LocalDate end = profile == null ? null : profile.renewalDate();
    if (term != null && (end == null || term.termEnd().isAfter(end))) {
      end = term.termEnd();
    }
    SubscriptionSignal state = latestContract(signal -> true);
    boolean left = state != null && state.kind() == SubscriptionSignal.Kind.CHURNED;
    if (end != null && !left) {
      putCount("days-to-renewal", ChronoUnit.DAYS.between(today, end));
    }
    if (state == null && end == null) {
      return;
    }
    boolean renewed =
        contracts.stream()
            .filter(c -> c.kind() == SubscriptionSignal.Kind.RENEWED)
            .map(c -> dayOf(c.occurredAt()))
            .max(Comparator.naturalOrder())
            .filter(day -> inWindow(day, from, to))
            .isPresent();
    int level = renewed || growth > 0 ? 4 : 3;
    level = growth < 0 ? 2 : level;
    level = end != null && end.isBefore(today) ? 1 : level;
    put("contract-status", left ? 0 : level, 1);
  }
}
