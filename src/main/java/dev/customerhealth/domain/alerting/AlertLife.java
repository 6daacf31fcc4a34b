package dev.customerhealth.domain.alerting;

import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.AlertCourse;
import dev.customerhealth.domain.account.AlertCourse.Stage;
import dev.customerhealth.domain.account.AlertMemory;
import dev.customerhealth.domain.account.RecentEvents;
import dev.customerhealth.domain.signal.AlertSignal;

/**
 * The life of the alerts of one rule for one account: pending, raised, escalated, acknowledged,
 * snoozed, resolved, quiet. One look takes at most one step.
 *
 * <p>Times that end something are kept as the moment at which they do, so that a rule that is
 * changed meanwhile changes what begins later and nothing that has begun.
 *
 * @param rule id, severity and times of the rule
 * @param atMillis business time of the look
 */
record AlertLife(RuleTimes rule, long atMillis) {

  /**
   * What the life of an alert needs of its rule.
   *
   * @param severity ascending, from 1
   */
  record RuleTimes(String ruleId, int severity, AlertTiming timing) {}

  /**
   * What the condition of the rule says now.
   *
   * @param raises whether it raises an alert, none being open
   * @param stands whether what raised or is to raise it still stands
   * @param resolves whether it resolves an open alert
   * @param reference the score it fell from, in thousandths of a point; -1 when not known
   */
  record Seen(boolean raises, boolean stands, boolean resolves, int reference) {
    /** Nothing can be said, so nothing begins and nothing ends, but for what was to begin. */
    static final Seen NOTHING = new Seen(false, false, false, -1);
  }

  /**
   * One step.
   *
   * @param after what is remembered from now on; the same object when nothing changed, null when
   *     there is nothing to remember
   * @param event what is told; null when nothing is
   */
  record Step(AlertMemory after, AlertEvent event) {}

  /**
   * What a look at the account leads to.
   *
   * @param before what is remembered of the rule; null for nothing
   */
  Step look(AlertMemory before, Seen seen) {
    if (before != null && before.passedOver()) {
      return seen.resolves() ? over(before) : new Step(before, null);
    }
    if (before == null || !before.open()) {
      return before != null && before.pending() ? pending(before, seen) : quiet(before, seen);
    }
    AlertCourse course = before.course();
    if (seen.resolves()) {
      return new Step(resolved(before), AlertEvent.RESOLVED);
    }
    if (course == null || course.stage() == Stage.SNOOZED) {
      return course != null && course.nextMillis() <= atMillis
          ? new Step(before.with(reopened(course)), AlertEvent.CAME_BACK)
          : new Step(before, null);
    }
    boolean worse = course.severity() != 0 && rule.severity() > course.severity();
    boolean due = course.stage() == Stage.OPEN && course.nextMillis() <= atMillis;
    if (!worse && !due) {
      return new Step(before, null);
    }
    return new Step(
        before.with(course.escalatedAt(atMillis, rule.severity())), AlertEvent.ESCALATED);
  }

  private Step quiet(AlertMemory before, Seen seen) {
    if (!seen.raises()) {
      return new Step(before == null ? null : before.tidiedAt(atMillis), null);
    }
    AlertCourse known = before == null ? null : before.course();
    long quietUntil = known == null ? AccountState.NEVER : known.quietUntilMillis();
    long from = Math.max(atMillis + rule.timing().confirmation().toMillis(), quietUntil);
    if (from <= atMillis) {
      return new Step(raised(before, seen.reference()), AlertEvent.RAISED);
    }
    AlertCourse waits = AlertCourse.of(Stage.PENDING, 0, atMillis, from).quietUntil(quietUntil);
    return new Step(
        before == null
            ? new AlertMemory(rule.ruleId(), 0, false, atMillis, seen.reference(), waits)
            : new AlertMemory(
                before.ruleId(),
                before.episode(),
                false,
                before.raisedAtMillis(),
                seen.reference(),
                waits),
        null);
  }

  private Step pending(AlertMemory before, Seen seen) {
    AlertCourse course = before.course();
    if (!seen.stands()) {
      return over(before);
    }
    if (course.nextMillis() > atMillis) {
      return new Step(before, null);
    }
    return new Step(raised(before, before.referenceScore()), AlertEvent.RAISED);
  }

  /** What was never told ends without a word. */
  private Step over(AlertMemory before) {
    AlertMemory over =
        before.with(before.course().at(Stage.OVER, atMillis, AlertCourse.NEVER)).tidiedAt(atMillis);
    return new Step(over.isEmpty() ? null : over, null);
  }

  /**
   * What the first look of a rule leads to that did not hold before, or otherwise: what is so
   * already happened before anybody asked, and nobody is told of it until it was over once. An
   * alert that is open stays, and is resolved when the rule says so now.
   */
  Step begun(AlertMemory before, Seen seen) {
    boolean waits = before == null || !before.open();
    if (!waits || !(seen.raises() || (before != null && before.pending() && seen.stands()))) {
      return look(before, seen);
    }
    AlertCourse course =
        before == null || before.course() == null
            ? AlertCourse.of(Stage.PASSED_OVER, 0, atMillis, AlertCourse.NEVER)
            : before.course().at(Stage.PASSED_OVER, atMillis, AlertCourse.NEVER);
    return new Step(
        before == null
            ? new AlertMemory(rule.ruleId(), 0, false, atMillis, seen.reference(), course)
            : before.with(course),
        null);
  }

  private AlertMemory raised(AlertMemory before, int reference) {
    return new AlertMemory(
        rule.ruleId(),
        before == null ? 1 : before.episode() + 1,
        true,
        atMillis,
        reference,
        rule.timing().escalateAfter().isZero()
            ? null
            : AlertCourse.of(Stage.OPEN, rule.severity(), atMillis, escalation()));
  }

  private AlertMemory resolved(AlertMemory before) {
    AlertCourse course = before.course();
    AlertCourse after =
        AlertCourse.of(Stage.OVER, 0, atMillis, AlertCourse.NEVER)
            .quietUntil(atMillis + rule.timing().cooldown().toMillis());
    // The command taken last is still known, so that it does not count again when it is repeated.
    return new AlertMemory(
            before.ruleId(),
            before.episode(),
            false,
            before.raisedAtMillis(),
            before.referenceScore(),
            course == null ? after : after.commanded(course.lastAtMillis(), course.lastHash()))
        .tidiedAt(atMillis);
  }

  /** When an alert that is told now is escalated. */
  private long escalation() {
    return rule.timing().escalateAfter().isZero()
        ? AlertCourse.NEVER
        : atMillis + rule.timing().escalateAfter().toMillis();
  }

  /** Open and in nobody's hands; what was escalated once stays so. */
  private AlertCourse reopened(AlertCourse course) {
    return course.at(Stage.OPEN, atMillis, course.escalated() ? AlertCourse.NEVER : escalation());
  }

  /**
   * What a person's command leads to, which the alert must be one to take.
   *
   * @param before an alert that was raised at least once
   */
  Step commanded(AlertMemory before, AlertSignal command) {
    AlertCourse course =
        courseOf(before)
            .commanded(command.occurredAt().toEpochMilli(), RecentEvents.hash(command.eventId()));
    return switch (command.kind()) {
      case ACKNOWLEDGE -> new Step(before.with(taken(course)), AlertEvent.ACKNOWLEDGED);
      case SNOOZE ->
          new Step(
              before.with(course.at(Stage.SNOOZED, atMillis, command.until().toEpochMilli())),
              AlertEvent.SNOOZED);
      case ASSIGN, UNASSIGN ->
          new Step(before.with(handed(course.assignedTo(command.assignee()))), AlertEvent.ASSIGNED);
      case FEEDBACK ->
          new Step(
              before.with(course.stage() == Stage.OPEN ? taken(course) : course),
              AlertEvent.FEEDBACK);
    };
  }

  /** What another CSM of the account leads to: an alert assigned to somebody stays with them. */
  Step rerouted(AlertMemory before) {
    AlertCourse course = before.course();
    boolean moves = before.open() && (course == null || course.assignee() == null);
    if (!moves) {
      return new Step(before, null);
    }
    return new Step(course == null ? before : before.with(handed(course)), AlertEvent.REROUTED);
  }

  private AlertCourse taken(AlertCourse course) {
    return course.at(Stage.ACKNOWLEDGED, atMillis, AlertCourse.NEVER);
  }

  /**
   * In other hands: who took it on before does not speak for who has it now. A time it was put off
   * until is about the customer, and stays.
   */
  private AlertCourse handed(AlertCourse course) {
    return course.stage() == Stage.SNOOZED ? course : reopened(course);
  }

  private AlertCourse courseOf(AlertMemory alert) {
    return alert.course() != null
        ? alert.course()
        : AlertCourse.of(
            alert.open() ? Stage.OPEN : Stage.OVER,
            alert.open() ? rule.severity() : 0,
            alert.raisedAtMillis(),
            AlertCourse.NEVER);
  }
}
