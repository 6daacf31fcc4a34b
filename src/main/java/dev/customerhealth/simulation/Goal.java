package dev.customerhealth.simulation;

import dev.customerhealth.avro.GoalKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Something an account and its manager agreed to reach.
 *
 * @param created when they agreed
 * @param due when it should be reached
 * @param settled when it is reached or given up
 * @param achieved whether it is reached
 * @param valueMinor what it is worth to the customer, in cents
 */
record Goal(
    String id,
    GoalKind kind,
    LocalDate created,
    LocalDate due,
    LocalDate settled,
    boolean achieved,
    long valueMinor) {

  private static final int PLAN_EVERY_DAYS = 91;
  private static final int PLAN_DAYS = 75;
  private static final int FIRST_VALUE_DAYS = 45;
  private static final List<String> STEPS = List.of("kick-off", "data-connected", "team-trained");
  private static final int STEP_DAYS = 14;

  /** The goals of an account, from the beginning of the records to their end. */
  static List<Goal> of(
      BookPlan plan, AccountStory story, LocalDate contractStart, SplittableRandom random) {
    List<Goal> goals = new ArrayList<>();
    if (!contractStart.isBefore(plan.recordsBegin())) {
      welcome(goals, story, contractStart, random);
    }
    LocalDate first = contractStart.plusDays(60);
    if (first.isBefore(plan.recordsBegin())) {
      first = plan.recordsBegin();
    }
    LocalDate created = first.plusDays(1L + random.nextInt(PLAN_EVERY_DAYS));
    for (int i = 1; !created.isAfter(plan.lastDay()); i++) {
      goals.add(
          goal(
              "plan-" + i,
              GoalKind.PLAN_GOAL,
              created,
              created.plusDays(PLAN_DAYS),
              story,
              random));
      created = created.plusDays(PLAN_EVERY_DAYS);
    }
    return List.copyOf(goals);
  }

  /** What every new customer wants first; those who do well get there sooner. */
  private static void welcome(
      List<Goal> goals, AccountStory story, LocalDate start, SplittableRandom random) {
    for (int i = 0; i < STEPS.size(); i++) {
      LocalDate due = start.plusDays(STEP_DAYS * (i + 1L));
      goals.add(goal(STEPS.get(i), GoalKind.ONBOARDING_STEP, start, due, story, random));
    }
    long days = Math.round(12 + 70 * (1 - story.wellbeing()) + 15 * random.nextDouble());
    boolean reached = story.wellbeing() > 0.25;
    goals.add(
        new Goal(
            "first-value",
            GoalKind.VALUE_MILESTONE,
            start,
            start.plusDays(FIRST_VALUE_DAYS),
            start.plusDays(reached ? days : 2 * FIRST_VALUE_DAYS),
            reached,
            value(random)));
  }

  private static Goal goal(
      String id,
      GoalKind kind,
      LocalDate created,
      LocalDate due,
      AccountStory story,
      SplittableRandom random) {
    boolean achieved = random.nextDouble() < 0.3 + 0.68 * story.on(due).satisfaction();
    long early = random.nextInt(10);
    return new Goal(
        id,
        kind,
        created,
        due,
        achieved ? due.minusDays(early) : due.plusDays(1 + early),
        achieved,
        value(random));
  }

  private static long value(SplittableRandom random) {
    return 100_000L * (1 + random.nextInt(50));
  }
}
