package dev.customerhealth.domain.account;

/**
 * What is remembered of a rule that was raised for the account at least once, or waits to be.
 *
 * @param ruleId the rule
 * @param episode how often it was raised; 0 while the first waits to be
 * @param open whether the last alert is not resolved yet
 * @param raisedAtMillis when the last alert was raised; when the first began to wait, before it was
 * @param referenceScore the score it fell from, in thousandths of a point; -1 when not known
 * @param course what it waits for and what people did about it; null when there is nothing to say
 */
public record AlertMemory(
    String ruleId,
    long episode,
    boolean open,
    long raisedAtMillis,
    int referenceScore,
    AlertCourse course) {

  /** An alert that waits for nothing, and that nobody did anything about. */
  public AlertMemory(
      String ruleId, long episode, boolean open, long raisedAtMillis, int referenceScore) {
    this(ruleId, episode, open, raisedAtMillis, referenceScore, null);
  }

  /** The same on another course; null for none. */
  public AlertMemory with(AlertCourse other) {
    return new AlertMemory(ruleId, episode, open, raisedAtMillis, referenceScore, other);
  }

  /** The same without a course that has nothing to say any more. */
  public AlertMemory tidiedAt(long millis) {
    return course == null || course.isWorthKeeping(millis) ? this : with(null);
  }

  /** Whether there is nothing to remember: never raised, and nothing waits. */
  public boolean isEmpty() {
    return episode == 0 && course == null;
  }

  /** Whether it is open, or anything is to be said of it but that it is not. */
  public boolean isAlive() {
    return open || course != null;
  }

  /** Whether it waits to be raised. */
  public boolean pending() {
    return course != null && course.stage() == AlertCourse.Stage.PENDING;
  }

  /** Whether nobody is told, because it was so already when its rule came. */
  public boolean passedOver() {
    return course != null && course.stage() == AlertCourse.Stage.PASSED_OVER;
  }

  /** When time alone moves it on; {@link AlertCourse#NEVER} when it does not. */
  long dueMillis() {
    return course == null ? AlertCourse.NEVER : course.dueMillis();
  }
}
