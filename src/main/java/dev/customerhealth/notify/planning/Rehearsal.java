package dev.customerhealth.notify.planning;

import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.planning.Plan.Planned;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Plays what would be told, with the time of the alerts instead of a clock. */
public final class Rehearsal {

  /** As often as the notifier looks for alerts; what came since is planned at once. */
  private static final long LOOK_EVERY_MILLIS = 100;

  private final Planner planner;
  private final Audience audience;
  private final Memory memory = new Memory();
  private Set<Hold> held = Set.of();
  private Optional<Instant> nextLook = Optional.empty();

  /** When what was taken in is looked at; empty when all of it was. */
  private Optional<Instant> lookAtTaken = Optional.empty();

  /** Who is shown what would be told, in the order in which it would go out. */
  @FunctionalInterface
  public interface Audience {

    /** A notification would go out. */
    void told(Notification notification);

    /**
     * An alert begins to be held back.
     *
     * @param at when
     * @param notice the alert as it is then
     * @param until when it can be told, if it is still true then; empty when that is not known
     */
    default void held(Instant at, Hold hold, Notice notice, Optional<Instant> until) {
      // Only what goes out is of interest.
    }
  }

  /** A rehearsal with nothing in it. */
  public Rehearsal(Planner planner, Audience audience) {
    this.planner = planner;
    this.audience = audience;
  }

  /** What is held back now. */
  public Set<Hold> held() {
    return held;
  }

  /** Takes a step of an alert in, after all that is due before. */
  public void take(Notice notice, AlertEntry.Position position, Instant at, Age age) {
    passUntil(at);
    if (memory.take(notice, position, at, age) && lookAtTaken.isEmpty()) {
      lookAtTaken = Optional.of(lookAfter(at));
    }
  }

  private static Instant lookAfter(Instant at) {
    long millis = at.toEpochMilli();
    return at.plusMillis(Math.floorMod(-millis, LOOK_EVERY_MILLIS));
  }

  /** Lets time pass until a moment. */
  public void runTo(Instant moment) {
    passUntil(moment);
    if (lookAtTaken.isPresent()) {
      look(moment);
      passUntil(moment);
    }
  }

  /** What is taken in at the moment itself, or before the next look, is looked at together. */
  private void passUntil(Instant moment) {
    for (Optional<Instant> next = nextDue(moment); next.isPresent(); next = nextDue(moment)) {
      look(next.get());
    }
  }

  private Optional<Instant> nextDue(Instant moment) {
    return Stream.concat(
            nextLook.filter(at -> !at.isAfter(moment)).stream(),
            lookAtTaken.filter(at -> at.isBefore(moment)).stream())
        .min(Instant::compareTo);
  }

  private void tellHolds(Plan plan, Instant now) {
    Set<Hold> before = held;
    held = plan.held();
    // In the order of the alerts: a set has none.
    held.stream()
        .filter(hold -> !before.contains(hold))
        .sorted(
            Comparator.comparing((Hold hold) -> hold.address().targetId())
                .thenComparing(hold -> hold.address().csm())
                .thenComparing(Hold::alertId))
        .forEach(
            hold ->
                memory
                    .alert(hold.alertId())
                    .ifPresent(
                        entry ->
                            audience.held(
                                now,
                                hold,
                                entry.notice(),
                                Optional.ofNullable(plan.heldUntil().get(hold)))));
  }

  private void look(Instant now) {
    lookAtTaken = lookAtTaken.filter(now::isBefore);
    Plan plan = planner.plan(memory, now);
    memory.apply(plan);
    plan.due().stream().map(Planned::notification).forEach(audience::told);
    tellHolds(plan, now);
    nextLook = plan.nextLook();
    memory.forget(position -> true, planner::settled);
  }
}
