package dev.customerhealth.simulation;

import dev.customerhealth.avro.SuccessActivityType;
import java.time.LocalDate;

/** Goals that are agreed on, reached or missed on one day. */
final class GoalDay {
  private GoalDay() {}

  /** Writes down what happens to goals. */
  static void play(AccountDay stage) {
    LocalDate day = stage.day();
    for (Goal goal : stage.account().goals()) {
      if (goal.created().equals(day)) {
        tell(stage, goal, SuccessActivityType.GOAL_CREATED);
      }
      if (goal.settled().equals(day)) {
        tell(
            stage,
            goal,
            goal.achieved() ? SuccessActivityType.GOAL_ACHIEVED : SuccessActivityType.GOAL_MISSED);
      }
    }
  }

  private static void tell(AccountDay stage, Goal goal, SuccessActivityType type) {
    stage
        .facts()
        .tell(
            Places.ACTIVITIES,
            stage
                .facts()
                .activity(stage.workingTime(), type)
                .setGoalId(goal.id())
                .setGoalKind(goal.kind())
                .setGoalValueMinor(goal.valueMinor())
                .setCurrency("USD")
                .setDueDate(goal.due())
                .build());
  }
}
