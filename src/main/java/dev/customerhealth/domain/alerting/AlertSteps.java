package dev.customerhealth.domain.alerting;

import dev.customerhealth.domain.account.AlertCourse;
import dev.customerhealth.domain.account.AlertMemory;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.scoring.Driver;
import dev.customerhealth.domain.scoring.HealthScore;
import dev.customerhealth.domain.scoring.ScoreSheet;
import dev.customerhealth.domain.signal.AlertSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** The steps of one round, rule by rule: made only when an alert may move. */
final class AlertSteps {
  private final Situation situation;
  private final AlertContext context;
  private final Supplier<HealthScore> score;
  private final List<Alert> told = new ArrayList<>();
  private List<AlertMemory> memories;
  private boolean heldBack;

  AlertSteps(
      Situation situation,
      AlertContext context,
      List<AlertMemory> memories,
      Supplier<HealthScore> score) {
    this.situation = situation;
    this.context = context;
    this.memories = memories;
    this.score = score;
  }

  List<AlertMemory> memories() {
    return memories;
  }

  List<Alert> told() {
    return told;
  }

  /** Whether an alert would have moved on, but alerts are held back. */
  boolean heldBack() {
    return heldBack;
  }

  /**
   * Lets the alert of a rule live on: first what a person did, then another owner, then what is
   * seen. While alerts are held back, what is seen changes nothing: neither does an alert begin,
   * nor end, nor does its time go on.
   *
   * @param before what is remembered of the rule; null for nothing
   * @param asked whether the rule may be asked
   * @param covers whether it is about the account as well
   * @return what is remembered now; null for nothing
   */
  AlertMemory live(AlertRule rule, AlertMemory before, boolean asked, boolean covers) {
    AlertLife life =
        new AlertLife(
            new AlertLife.RuleTimes(rule.id(), rule.severity().rank(), rule.timing()),
            situation.atMillis());
    AlertMemory memory = before;
    if (memory != null && isMeant(memory, context.command())) {
      memory = take(rule, memory, life.commanded(memory, context.command()), covers);
    }
    if (memory != null && context.ownerChanged()) {
      memory = take(rule, memory, life.rerouted(memory), covers);
    }
    AlertLife.Seen seen = seen(rule, asked, covers);
    boolean begins = context.change().newRules().contains(rule.id());
    AlertLife.Step step = begins ? life.begun(memory, seen) : life.look(memory, seen);
    if (context.held() && isNews(memory, step) && !isPassedOver(step)) {
      heldBack = true;
      return memory;
    }
    return take(rule, memory, step, covers);
  }

  @SuppressWarnings("ReferenceEquality") // the same object is how "nothing new" is said
  private static boolean isNews(AlertMemory before, AlertLife.Step step) {
    return step.event() != null || step.after() != before;
  }

  /** Nobody is told of what was so when a rule came; data at fault do not change that. */
  private static boolean isPassedOver(AlertLife.Step step) {
    return step.after() != null && step.after().passedOver();
  }

  private boolean isMeant(AlertMemory memory, AlertSignal command) {
    if (command == null
        || memory.episode() == 0
        || (command.ruleId() != null && !command.ruleId().equals(memory.ruleId()))) {
      return false;
    }
    return command.alertId() == null
        || command
            .alertId()
            .equals(AlertId.of(situation.accountId(), memory.ruleId(), memory.episode()));
  }

  private AlertLife.Seen seen(AlertRule rule, boolean asked, boolean covers) {
    if (!covers) {
      // Whom the rule is not about any more has no open alert of it.
      return asked ? new AlertLife.Seen(false, false, true, -1) : AlertLife.Seen.NOTHING;
    }
    AlertCondition condition = rule.condition();
    return new AlertLife.Seen(
        condition.raises(situation),
        !situation.settling() && condition.stands(situation),
        condition.resolves(situation),
        condition.reference(situation).score());
  }

  @SuppressWarnings("ReferenceEquality") // the same object is how "nothing new" is said
  private AlertMemory take(
      AlertRule rule, AlertMemory before, AlertLife.Step step, boolean covers) {
    AlertMemory after = step.after();
    if (after != before) {
      remember(before == null ? after.ruleId() : before.ruleId(), after);
    }
    if (step.event() != null) {
      told.add(alert(rule, before, after, step.event(), covers));
    }
    return after;
  }

  /** An alert whose rule is gone is over: nothing would ever resolve it. */
  void endThoseWithoutRule(List<AlertRule> rules) {
    for (AlertMemory memory : List.copyOf(memories)) {
      boolean known = rules.stream().anyMatch(rule -> rule.id().equals(memory.ruleId()));
      if (known || !memory.isAlive()) {
        continue;
      }
      AlertMemory after =
          new AlertMemory(
              memory.ruleId(),
              memory.episode(),
              false,
              memory.raisedAtMillis(),
              memory.referenceScore());
      remember(memory.ruleId(), after.isEmpty() ? null : after);
      if (memory.open()) {
        told.add(withdrawn(memory, after));
      }
    }
  }

  private void remember(String ruleId, AlertMemory changed) {
    List<AlertMemory> next = new ArrayList<>(memories.size() + 1);
    for (AlertMemory memory : memories) {
      if (!memory.ruleId().equals(ruleId)) {
        next.add(memory);
      }
    }
    if (changed != null) {
      next.add(changed);
      next.sort(Comparator.comparing(AlertMemory::ruleId));
    }
    memories = next;
  }

  private Alert alert(
      AlertRule rule, AlertMemory before, AlertMemory after, AlertEvent event, boolean covers) {
    boolean scored = situation.sheet().scored();
    AlertCondition condition = rule.condition();
    AlertState state = AlertState.of(after);
    Reference reference = scored ? reference(condition, before, after, event) : Reference.UNKNOWN;
    return new Alert(
        AlertId.of(situation.accountId(), rule.id(), after.episode()),
        rule.id(),
        rule.label(),
        rule.source(),
        after.episode(),
        event,
        state,
        rule.severity(),
        Instant.ofEpochMilli(after.raisedAtMillis()),
        Instant.ofEpochMilli(situation.atMillis()),
        scored ? condition.value(situation) : Double.NaN,
        scored ? condition.threshold(situation, state) : Double.NaN,
        condition,
        scored ? condition.findings(situation, state) : List.of(),
        condition.windowDays(),
        reference.score(),
        score.get(),
        scored ? rule.action(situation) : rule.action(),
        drivers(situation.sheet(), reference),
        handling(before, after, event),
        ending(event, covers));
  }

  private static AlertEnding ending(AlertEvent event, boolean covers) {
    if (event != AlertEvent.RESOLVED) {
      return null;
    }
    return covers ? AlertEnding.NOT_TRUE_ANY_MORE : AlertEnding.NOT_ABOUT_ACCOUNT;
  }

  /** The end of an alert whose rule is gone says what its beginning said, as far as is known. */
  private Alert withdrawn(AlertMemory before, AlertMemory after) {
    FormerRule rule = context.change().gone(before.ruleId());
    return new Alert(
        AlertId.of(situation.accountId(), before.ruleId(), before.episode()),
        before.ruleId(),
        rule.label(),
        rule.source(),
        before.episode(),
        AlertEvent.RESOLVED,
        AlertState.RESOLVED,
        severity(before, rule),
        Instant.ofEpochMilli(before.raisedAtMillis()),
        Instant.ofEpochMilli(situation.atMillis()),
        Double.NaN,
        Double.NaN,
        null,
        List.of(),
        0,
        -1,
        score.get(),
        null,
        List.of(),
        handling(before, after, AlertEvent.RESOLVED),
        AlertEnding.NO_RULE);
  }

  /** As it was told last, where that is remembered; null when nobody knows. */
  private static Severity severity(AlertMemory before, FormerRule rule) {
    Severity told = before.course() == null ? null : Severity.of(before.course().severity());
    return told == null ? rule.severity() : told;
  }

  private Alert.Handling handling(AlertMemory before, AlertMemory after, AlertEvent event) {
    if (after.course() == null && (before == null || before.course() == null)) {
      return event == AlertEvent.REROUTED
          ? new Alert.Handling(null, null, context.formerOwner(), null, null)
          : Alert.Handling.NONE;
    }
    AlertCourse course = after.course();
    boolean snoozed = course != null && course.stage() == AlertCourse.Stage.SNOOZED;
    return new Alert.Handling(
        assignee(event == AlertEvent.RESOLVED ? before : after),
        snoozed ? Instant.ofEpochMilli(course.nextMillis()) : null,
        event == AlertEvent.REROUTED ? context.formerOwner() : null,
        event == AlertEvent.ASSIGNED ? assignee(before) : null,
        isCommanded(event) ? context.command() : null);
  }

  private static String assignee(AlertMemory alert) {
    return alert.course() == null ? null : alert.course().assignee();
  }

  private static boolean isCommanded(AlertEvent event) {
    return switch (event) {
      case ACKNOWLEDGED, SNOOZED, ASSIGNED, FEEDBACK -> true;
      case RAISED, ESCALATED, CAME_BACK, REROUTED, RESOLVED -> false;
    };
  }

  /**
   * What a step compares with. A rule that asks what just happened compares with the score told
   * last; told later, it compares with the highest since the day before it was seen.
   */
  private Reference reference(
      AlertCondition condition, AlertMemory before, AlertMemory after, AlertEvent event) {
    Reference reference = condition.reference(situation);
    boolean waited = event == AlertEvent.RAISED && before != null && before.pending();
    boolean later = event != AlertEvent.RAISED && event != AlertEvent.RESOLVED;
    if (reference.points() == null || condition.windowDays() > 0 || !(waited || later)) {
      return reference;
    }
    long since = waited ? before.course().sinceMillis() : after.raisedAtMillis();
    int highest = situation.highs().highestSince(Days.of(since) - 1);
    return highest < 0
        ? Reference.UNKNOWN
        : new Reference(
            situation.highs().points(highest).total(), situation.highs().points(highest));
  }

  /** The largest loss first. */
  private static List<Driver> drivers(ScoreSheet sheet, Reference reference) {
    if (reference.points() == null) {
      return List.of();
    }
    List<Driver> drivers = sheet.driversSince(reference.points());
    drivers.sort(Comparator.comparingInt(Driver::points));
    return List.copyOf(drivers);
  }
}
