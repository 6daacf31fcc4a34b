package dev.customerhealth.domain.account;

import dev.customerhealth.domain.signal.SuccessSignal;

/**
 * Goals, milestones and onboarding steps. Once achieved is achieved, at the earliest time told; a
 * goal that is not achieved is missed once somebody said so. The due day and the value told last
 * stand. The order in which facts arrive does not matter.
 */
public final class Goals {
  /** Bit of an item: achieved, at the item's time. */
  public static final int ACHIEVED = 2;

  /** Bit of an item: said to be missed, at the item's time unless achieved. */
  public static final int MISSED = 4;

  /** Bit of an item: it is a milestone of value for the customer. */
  public static final int VALUE_MILESTONE = 8;

  /** Bit of an item: it is a step of the onboarding. */
  public static final int ONBOARDING_STEP = 16;

  /** Bit of an item: it is a goal of the success plan. */
  public static final int PLAN_GOAL = 32;

  private Goals() {}

  static Register after(Register goals, SuccessSignal signal) {
    if (signal.goalId() == null) {
      return goals;
    }
    int hash = Register.hash(signal.goalId());
    int at = Register.minute(signal.occurredAt().toEpochMilli());
    int told = kind(signal) | outcome(signal);
    Register.Item known = goals.find(hash);
    Register.Item goal = known == null ? Register.Item.of(hash, told, at) : known(known, told, at);
    if (signal.dueDate() != null) {
      goal = goal.due((int) signal.dueDate().toEpochDay(), at);
    } else if (signal.kind() == SuccessSignal.Kind.GOAL_DUE) {
      goal = goal.due(Days.of(signal.occurredAt().toEpochMilli()), at);
    }
    if (signal.goalValueMinor() != null) {
      goal = goal.worth(signal.goalValueMinor(), Register.currency(signal.currency()), at);
    }
    return goals.with(goal);
  }

  /** A rank per outcome: the time of the best one told stands, the earliest of equal ones. */
  private static Register.Item known(Register.Item known, int told, int at) {
    int flags = known.flags() | told;
    int before = known.flags() & (ACHIEVED | MISSED);
    int now = told & (ACHIEVED | MISSED);
    boolean better = rank(now) > rank(before);
    boolean equal = rank(now) == rank(before);
    return known.state(flags, better ? at : equal ? Math.min(at, known.at()) : known.at());
  }

  private static int rank(int outcome) {
    return (outcome & ACHIEVED) != 0 ? 2 : (outcome & MISSED) != 0 ? 1 : 0;
  }

  private static int kind(SuccessSignal signal) {
    if (signal.goalKind() == null) {
      return 0;
    }
    return switch (signal.goalKind()) {
      case VALUE_MILESTONE -> VALUE_MILESTONE;
      case ONBOARDING_STEP -> ONBOARDING_STEP;
      case PLAN_GOAL -> PLAN_GOAL;
    };
  }

  private static int outcome(SuccessSignal signal) {
    return switch (signal.kind()) {
      case GOAL_ACHIEVED -> ACHIEVED | Register.SETTLED;
      case GOAL_MISSED -> MISSED | Register.SETTLED;
      default -> 0;
    };
  }
}
