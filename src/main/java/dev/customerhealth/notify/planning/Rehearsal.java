package dev.customerhealth.notify.planning;

import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.planning.Plan.Planned;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Plays what would be told, with the time of the alerts instead of a clock. */
public final class Rehearsal {

  private final Planner planner;
  private final Consumer<Notification> told;
  private final Memory memory = new Memory();
  private Optional<Instant> nextLook = Optional.empty();

  /**
   * A rehearsal with nothing in it.
   *
   * @param told who is shown every notification, in the order in which they would go out
   */
  public Rehearsal(Planner planner, Consumer<Notification> told) {
    this.planner = planner;
    this.told = told;
  }

  /** Takes a step of an alert in, after all that is due before. */
  public void take(Notice notice, AlertEntry.Position position, Instant at, boolean history) {
    runTo(at);
    if (memory.take(notice, position, at, history)) {
      look(at);
    }
  }

  /** Lets time pass until a moment. */
  public void runTo(Instant moment) {
    while (nextLook.isPresent() && !nextLook.get().isAfter(moment)) {
      look(nextLook.get());
    }
  }

  private void look(Instant now) {
    Plan plan = planner.plan(memory, now);
    memory.apply(plan);
    plan.due().stream().map(Planned::notification).forEach(told);
    nextLook = plan.nextLook();
    memory.forget(position -> true, planner::settled);
  }
}
