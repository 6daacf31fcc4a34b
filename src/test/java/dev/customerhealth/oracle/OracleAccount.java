package dev.customerhealth.oracle;

import dev.customerhealth.domain.signal.AccountSignal;
import dev.customerhealth.domain.signal.AlertSignal;
import dev.customerhealth.domain.signal.OverrideSignal;
import dev.customerhealth.domain.signal.ProfileRemoved;
import dev.customerhealth.domain.signal.ProfileSignal;
import dev.customerhealth.domain.signal.SentimentSignal;
import dev.customerhealth.domain.signal.SignalVisitor;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SuccessSignal;
import dev.customerhealth.domain.signal.SurveySignal;
import dev.customerhealth.domain.signal.TicketSignal;
import dev.customerhealth.domain.signal.TimePassed;
import dev.customerhealth.domain.signal.UsageSignal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** One account under the oracle's eyes. */
final class OracleAccount implements SignalVisitor<String> {
  private static final OracleModel.Score NO_SCORE =
      new OracleModel.Score(false, 0, null, 0, Map.of());
  private static final List<String> BANDS_WORST_FIRST =
      List.of("emergency", "critical", "at-risk", "stable", "healthy");

  private static final Map<String, String> SEVERITIES =
      Map.of(
          "score-drop-7d", "CRITICAL",
          "score-drop-30d", "WARNING",
          "intervention-zone-entered", "WARNING",
          "escalation-zone-entered", "CRITICAL");

  /** What one rule did so far. */
  private static final class Rule {
    private boolean open;
    private long episode;
    private Instant raisedAt;
    private String state = "RESOLVED";
    private Instant snoozedUntil;
    private String assignee;
    private Instant lastCommand;
  }

  private final String accountId;
  private final Set<Fault> faults;
  private final Ledger ledger;
  private final Set<String> seenIds = new HashSet<>();
  private final Map<LocalDate, OracleModel.Score> bestOfDay = new TreeMap<>();
  private final Map<String, Rule> rules = new HashMap<>();
  private final List<SeenChange> changes = new ArrayList<>();
  private final List<SeenAlert> alerts = new ArrayList<>();
  private OracleModel.Score told = NO_SCORE;
  private String lastBand;
  private LocalDate firstScored;
  private Map<String, Integer> otherWeights = Map.of();
  private boolean switching;
  private Instant asOf;
  private OverrideSignal lastCommand;
  private OverrideSignal shownLast;
  private Instant tick;
  private AlertSignal aboutAlert;
  private boolean otherOwner;

  OracleAccount(String accountId, Set<Fault> faults) {
    this.accountId = accountId;
    this.faults = faults;
    int dayMore = faults.contains(Fault.WINDOWS_A_DAY_LONG) ? 1 : 0;
    this.ledger = new Ledger(faults.contains(Fault.WINDOWS_A_DAY_SHORT) ? -1 : dayMore);
  }

  List<SeenChange> changes() {
    return changes;
  }

  List<SeenAlert> alerts() {
    return alerts;
  }

  OracleModel.Score told() {
    return told;
  }

  /** The partition's clock says so. */
  void clock(Instant time) {
    tick = latest(tick, time);
  }

  /** The clock ticked: is anything different by now? */
  void look() {
    if (asOf != null && tick.isAfter(asOf) && !faults.contains(Fault.SLEEPS_THROUGH_TICKS)) {
      liveUntil(tick);
      judge("TIME_PASSED", null);
    }
  }

  private static Instant latest(Instant one, Instant other) {
    return one == null || (other != null && other.isAfter(one)) ? other : one;
  }

  /** What a person does about an alert, if there is one and nothing later was done about it. */
  @Override
  public String alert(AlertSignal signal) {
    if (seenIds.contains(signal.eventId()) && !faults.contains(Fault.COUNTS_DUPLICATES)) {
      return "DUPLICATE";
    }
    Instant now = now(signal.occurredAt());
    Rule rule = rules.get(signal.ruleId());
    if (asOf == null || rule == null || rule.episode == 0 || !takes(rule, signal, now)) {
      return "IGNORED";
    }
    seenIds.add(signal.eventId());
    liveUntil(now);
    aboutAlert = signal;
    judge("TIME_PASSED", null);
    aboutAlert = null;
    return "SCORED";
  }

  private boolean takes(Rule rule, AlertSignal signal, Instant now) {
    Instant at = signal.occurredAt();
    boolean older = rule.lastCommand != null && at.isBefore(rule.lastCommand);
    if (at.isBefore(rule.raisedAt) || (older && !faults.contains(Fault.OLDER_COMMANDS_REPLACE))) {
      return false;
    }
    return switch (signal.kind()) {
      case FEEDBACK -> true;
      case ACKNOWLEDGE -> rule.open && !rule.state.equals("ACKNOWLEDGED");
      case SNOOZE ->
          rule.open
              && signal.until().isAfter(now)
              && !(rule.state.equals("SNOOZED") && rule.snoozedUntil.equals(signal.until()));
      case ASSIGN -> rule.open && !signal.assignee().equals(rule.assignee);
      case UNASSIGN -> rule.open && rule.assignee != null;
    };
  }

  private Instant now(Instant occurredAt) {
    return latest(latest(asOf, tick), occurredAt);
  }

  private interface Writing {
    boolean write(LocalDate day);
  }

  private String event(AccountSignal signal, boolean windowed, String cause, Writing writing) {
    Instant now = now(signal.occurredAt());
    LocalDate day = Ledger.dayOf(signal.occurredAt());
    if (windowed
        && ChronoUnit.DAYS.between(day, Ledger.dayOf(now)) >= 90
        && !faults.contains(Fault.TAKES_LATE_EVENTS)) {
      return "LATE";
    }
    if (seenIds.contains(signal.eventId()) && !faults.contains(Fault.COUNTS_DUPLICATES)) {
      return "DUPLICATE";
    }
    // The days up to now are lived through before the event is known, if it counts at all.
    Map<LocalDate, OracleModel.Score> lived = daysUntil(now);
    LocalDate countsFor = faults.contains(Fault.COUNTS_ON_ARRIVAL) ? Ledger.dayOf(now) : day;
    if (!writing.write(countsFor)) {
      return "IGNORED";
    }
    seenIds.add(signal.eventId());
    lived.forEach(this::remember);
    asOf = now;
    judge(cause, signal.eventId());
    return "SCORED";
  }

  @Override
  public String usage(UsageSignal signal) {
    return event(signal, true, "EVENT", day -> ledger.add(signal, day));
  }

  @Override
  public String ticket(TicketSignal signal) {
    return event(signal, true, "EVENT", day -> ledger.add(signal, day));
  }

  @Override
  public String survey(SurveySignal signal) {
    return event(signal, true, "EVENT", day -> ledger.add(signal, day));
  }

  @Override
  public String success(SuccessSignal signal) {
    return event(signal, true, "EVENT", day -> ledger.add(signal, day));
  }

  @Override
  public String sentiment(SentimentSignal signal) {
    boolean forEver = faults.contains(Fault.SENTIMENTS_NEVER_EXPIRE);
    return asOf == null
        ? "IGNORED"
        : event(signal, true, "EVENT", day -> ledger.add(signal, forEver));
  }

  /** The command issued last says what is shown, as long as it says so. */
  @Override
  public String override(OverrideSignal signal) {
    if (seenIds.contains(signal.eventId()) && !faults.contains(Fault.COUNTS_DUPLICATES)) {
      return "DUPLICATE";
    }
    Instant now = now(signal.occurredAt());
    boolean older = lastCommand != null && signal.occurredAt().isBefore(lastCommand.occurredAt());
    boolean useless =
        signal.kind() == OverrideSignal.Kind.CLEAR
            ? shownAt(now) == null
            : !signal.until().isAfter(now);
    if (asOf == null || useless || (older && !faults.contains(Fault.OLDER_COMMANDS_REPLACE))) {
      return "IGNORED";
    }
    if (signal.bandId() != null && !BANDS_WORST_FIRST.contains(signal.bandId())) {
      return "REFUSED";
    }
    seenIds.add(signal.eventId());
    liveUntil(now);
    lastCommand = signal;
    judge("OVERRIDE", signal.eventId());
    return "SCORED";
  }

  /** What people are shown instead of the score at a time; null for nothing. */
  private String shownAt(Instant time) {
    if (lastCommand == null
        || lastCommand.kind() == OverrideSignal.Kind.CLEAR
        || (!lastCommand.until().isAfter(time) && !faults.contains(Fault.OVERRIDES_NEVER_EXPIRE))) {
      return null;
    }
    return lastCommand.kind() == OverrideSignal.Kind.SET_BAND
        ? "band " + lastCommand.bandId()
        : "score " + lastCommand.score() / 1000;
  }

  @Override
  public String subscription(SubscriptionSignal signal) {
    boolean invoice = signal.kind().name().startsWith("INVOICE");
    String cause = invoice ? "EVENT" : "FACT_CHANGED";
    return event(signal, invoice, cause, day -> ledger.add(signal));
  }

  @Override
  public String profile(ProfileSignal signal) {
    ProfileSignal known = ledger.profile();
    boolean older = known != null && signal.occurredAt().isBefore(known.occurredAt());
    if ((older && !faults.contains(Fault.OLDER_PROFILES_REPLACE)) || signal.equals(known)) {
      return "IGNORED";
    }
    liveUntil(now(signal.occurredAt()));
    setProfile(signal);
    judge("FACT_CHANGED", null);
    otherOwner = false;
    return "SCORED";
  }

  @Override
  public String profileRemoved(ProfileRemoved signal) {
    if (ledger.profile() == null) {
      return "IGNORED";
    }
    liveUntil(now(null));
    setProfile(null);
    judge("FACT_CHANGED", null);
    otherOwner = false;
    return "SCORED";
  }

  private void setProfile(ProfileSignal profile) {
    otherOwner = !Objects.equals(csm(ledger.profile()), csm(profile));
    ledger.setProfile(profile);
  }

  private static String csm(ProfileSignal profile) {
    return profile == null ? null : profile.csmId();
  }

  @Override
  public String timePassed(TimePassed signal) {
    throw new IllegalArgumentException("time passes by ticks in the oracle");
  }

  private OracleModel.Score score(LocalDate day) {
    return OracleModel.score(
        ledger.values(day),
        faults.contains(Fault.ANSWERS_STAY_FRESH) ? Map.of() : ledger.ages(day),
        faults.contains(Fault.MISSING_IS_ZERO),
        faults.contains(Fault.BANDS_BY_ROUNDED_SCORE),
        otherWeights);
  }

  private void liveUntil(Instant now) {
    daysUntil(now).forEach(this::remember);
    asOf = now;
  }

  /** The score of every day since the last look, as it was without looking. */
  private Map<LocalDate, OracleModel.Score> daysUntil(Instant now) {
    Map<LocalDate, OracleModel.Score> days = new TreeMap<>();
    if (asOf != null && !faults.contains(Fault.FORGETS_HELD_SCORES)) {
      LocalDate today = Ledger.dayOf(now);
      LocalDate first = Ledger.dayOf(asOf).plusDays(1);
      LocalDate earliest = today.minusDays(31);
      for (LocalDate day = first.isAfter(earliest) ? first : earliest;
          !day.isAfter(today);
          day = day.plusDays(1)) {
        days.put(day, score(day));
      }
    }
    return days;
  }

  private void remember(LocalDate day, OracleModel.Score score) {
    if (score.scored()) {
      bestOfDay.merge(day, score, (old, now) -> now.total() >= old.total() ? now : old);
    }
  }

  /**
   * From a moment on the model has other weights: an account that lived before it is judged by them
   * at the moment itself, is measured against nothing that was before, and alarms nobody.
   */
  void passSwitch(Instant moment, Map<String, Integer> weights, Instant occurredAt) {
    if (!otherWeights.isEmpty() || now(occurredAt) == null || now(occurredAt).isBefore(moment)) {
      return;
    }
    otherWeights = weights;
    if (asOf != null) {
      asOf = moment;
      bestOfDay.clear();
      switching = true;
      judge("MODEL_CHANGED", null);
      switching = false;
    }
  }

  private void judge(String cause, String eventId) {
    LocalDate today = Ledger.dayOf(asOf);
    OracleModel.Score now = score(today);
    if (now.scored() && firstScored == null) {
      firstScored = today;
    }
    boolean firstDay = today.equals(firstScored) && !faults.contains(Fault.ALARMS_ON_FIRST_DAY);
    if (firstDay) {
      bestOfDay.clear();
    }
    remember(today, now);
    String shown = shownAt(asOf);
    boolean silenced = shown != null && faults.contains(Fault.OVERRIDES_SILENCE_ALERTS);
    if (now.scored() && !firstDay && !silenced) {
      drop("score-drop-7d", 7, now, today);
      drop("score-drop-30d", 30, now, today);
      zone("intervention-zone-entered", now, Set.of("at-risk"), 60_000);
      zone("escalation-zone-entered", now, Set.of("critical", "emergency"), 40_000);
    } else if (!now.scored()) {
      for (String id :
          List.of(
              "score-drop-7d",
              "score-drop-30d",
              "intervention-zone-entered",
              "escalation-zone-entered")) {
        step(id, false, false, 0, null, null, now);
      }
    }
    boolean moved =
        (switching && !changes.isEmpty())
            || now.scored() != told.scored()
            || (now.scored()
                && ((now.total() + 500) / 1000 != (told.total() + 500) / 1000
                    || !now.band().equals(told.band())));
    OverrideSignal standing = shown == null ? null : lastCommand;
    boolean shownAnew = !Objects.equals(standing, shownLast);
    if (moved || shownAnew || faults.contains(Fault.TELLS_EVERYTHING)) {
      changes.add(
          new SeenChange(
              accountId,
              changes.size() + 1L,
              asOf,
              told.scored(),
              told.total(),
              told.band(),
              now.scored(),
              now.total(),
              now.band(),
              now.coverage(),
              shownAnew && !switching ? "OVERRIDE" : cause,
              eventId,
              ledger.shownValues(today),
              difference(told.points(), now.points()),
              shown));
      told = now;
      shownLast = standing;
      lastBand = now.scored() ? now.band() : lastBand;
    }
  }

  private static Map<String, Integer> difference(
      Map<String, Integer> before, Map<String, Integer> after) {
    Map<String, Integer> moved = new TreeMap<>();
    Set<String> measures = new TreeSet<>(before.keySet());
    measures.addAll(after.keySet());
    for (String measure : measures) {
      int by = after.getOrDefault(measure, 0) - before.getOrDefault(measure, 0);
      if (by != 0) {
        moved.put(measure, by);
      }
    }
    return moved;
  }

  private void drop(String id, int days, OracleModel.Score now, LocalDate today) {
    OracleModel.Score highest = now;
    for (Map.Entry<LocalDate, OracleModel.Score> entry : bestOfDay.entrySet()) {
      boolean inWindow = !entry.getKey().isBefore(today.minusDays(days - 1L));
      if (inWindow && entry.getValue().total() >= highest.total()) {
        highest = entry.getValue();
      }
    }
    int lost = highest.total() - now.total();
    int exit = faults.contains(Fault.NO_HYSTERESIS) ? 20_000 : 10_000;
    step(id, lost > 20_000, lost <= exit, lost, highest, highest, now);
  }

  private void zone(String id, OracleModel.Score now, Set<String> zone, int upper) {
    boolean fromAbove =
        lastBand != null
            && zone.stream()
                .allMatch(
                    band -> BANDS_WORST_FIRST.indexOf(lastBand) > BANDS_WORST_FIRST.indexOf(band));
    int exit = faults.contains(Fault.NO_HYSTERESIS) ? upper : upper + 2_000;
    step(
        id,
        zone.contains(now.band()) && fromAbove,
        now.total() >= exit,
        now.total(),
        told.scored() ? told : null,
        told.scored() ? highestSinceBefore(rules.get(id)) : null,
        now);
  }

  /** The best of the days since the one before an alert was raised, of the 30 that are known. */
  private OracleModel.Score highestSinceBefore(Rule rule) {
    if (rule == null || rule.raisedAt == null) {
      return null;
    }
    LocalDate before = Ledger.dayOf(rule.raisedAt).minusDays(1);
    LocalDate known = Ledger.dayOf(asOf).minusDays(29);
    OracleModel.Score highest = null;
    for (Map.Entry<LocalDate, OracleModel.Score> entry : bestOfDay.entrySet()) {
      boolean counts = !entry.getKey().isBefore(before) && !entry.getKey().isBefore(known);
      if (counts && (highest == null || entry.getValue().total() >= highest.total())) {
        highest = entry.getValue();
      }
    }
    return highest;
  }

  /**
   * A look at one rule.
   *
   * @param fromThen what a step compares with that just happens
   * @param fromBefore what a later step of an open alert compares with
   */
  private void step(
      String id,
      boolean raise,
      boolean resolve,
      int value,
      OracleModel.Score fromThen,
      OracleModel.Score fromBefore,
      OracleModel.Score now) {
    Rule rule = rules.computeIfAbsent(id, any -> new Rule());
    if (aboutAlert != null && aboutAlert.ruleId().equals(id)) {
      tell(id, rule, obey(rule), value, fromBefore, now);
    }
    if (otherOwner && rule.open && rule.assignee == null) {
      rule.state = rule.state.equals("SNOOZED") ? "SNOOZED" : "RAISED";
      tell(id, rule, "REROUTED", value, fromBefore, now);
    }
    boolean again = rule.open && raise && faults.contains(Fault.RAISES_OPEN_ALERTS);
    if (rule.open && resolve && !again) {
      rule.open = false;
      rule.state = "RESOLVED";
      tell(id, rule, "RESOLVED", value, fromThen, now);
      rule.assignee = null;
    } else if ((!rule.open && raise && !switching) || again) {
      rule.open = true;
      rule.episode++;
      rule.raisedAt = asOf;
      rule.state = "RAISED";
      rule.lastCommand = null;
      tell(id, rule, "RAISED", value, fromThen, now);
    } else if (rule.state.equals("SNOOZED")
        && !rule.snoozedUntil.isAfter(asOf)
        && !faults.contains(Fault.SNOOZES_FOR_EVER)) {
      rule.state = "RAISED";
      tell(id, rule, "CAME_BACK", value, fromBefore, now);
    }
  }

  private String obey(Rule rule) {
    rule.lastCommand = aboutAlert.occurredAt();
    switch (aboutAlert.kind()) {
      case ACKNOWLEDGE -> {
        rule.state = "ACKNOWLEDGED";
        return "ACKNOWLEDGED";
      }
      case SNOOZE -> {
        rule.state = "SNOOZED";
        rule.snoozedUntil = aboutAlert.until();
        return "SNOOZED";
      }
      case ASSIGN, UNASSIGN -> {
        rule.assignee = aboutAlert.assignee();
        rule.state = rule.state.equals("SNOOZED") ? "SNOOZED" : "RAISED";
        return "ASSIGNED";
      }
      case FEEDBACK -> {
        rule.state = rule.state.equals("RAISED") ? "ACKNOWLEDGED" : rule.state;
        return "FEEDBACK";
      }
    }
    throw new IllegalStateException("no such command: " + aboutAlert.kind());
  }

  private String owner(Rule rule) {
    return rule.assignee == null || faults.contains(Fault.FORGETS_WHOM_IT_WAS_ASSIGNED)
        ? csm(ledger.profile())
        : rule.assignee;
  }

  /** A UUID of version 3 of both names, each behind its length, and the number. */
  private static String alertId(String account, String rule, long episode) {
    byte[] first = account.getBytes(StandardCharsets.UTF_8);
    byte[] second = rule.getBytes(StandardCharsets.UTF_8);
    ByteBuffer all = ByteBuffer.allocate(16 + first.length + second.length);
    all.putInt(first.length).put(first).putInt(second.length).put(second).putLong(episode);
    return UUID.nameUUIDFromBytes(all.array()).toString();
  }

  private void tell(
      String id,
      Rule rule,
      String event,
      int value,
      OracleModel.Score reference,
      OracleModel.Score now) {
    alerts.add(
        new SeenAlert(
            alertId(accountId, id, rule.episode),
            accountId,
            id,
            SEVERITIES.get(id),
            owner(rule),
            rule.episode,
            event,
            rule.state,
            rule.raisedAt,
            asOf,
            value,
            reference == null ? -1 : reference.total(),
            now.total(),
            reference == null ? Map.of() : difference(reference.points(), now.points())));
  }
}
