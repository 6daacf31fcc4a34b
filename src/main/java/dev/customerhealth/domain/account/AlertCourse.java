package dev.customerhealth.domain.account;

/**
 * What is remembered of an alert beyond that it is open or not: what it waits for, and what people
 * did about it. Most alerts have none.
 *
 * @param stage where it stands
 * @param escalated whether it was escalated since it was raised
 * @param severity how severe it was when it was last told, ascending; 0 when never told
 * @param sinceMillis when it came to this stage
 * @param nextMillis when time alone moves it on, in milliseconds since 1970; {@link #NEVER} when it
 *     does not
 * @param quietUntilMillis until when its rule raises no other; {@link AccountState#NEVER} when it
 *     may at once
 * @param assignee who looks after it instead of the account's CSM; null for the CSM
 * @param lastAtMillis when the command taken last was issued; {@link AccountState#NEVER} before the
 *     first. Commands arrive once more, and out of order
 * @param lastHash hash of that command's id, as {@link RecentEvents#hash} makes it
 */
public record AlertCourse(
    Stage stage,
    boolean escalated,
    int severity,
    long sinceMillis,
    long nextMillis,
    long quietUntilMillis,
    String assignee,
    long lastAtMillis,
    long lastHash) {

  /** Stands for no time at all. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Where an alert stands. */
  public enum Stage {
    /** Its condition holds, but not for long enough yet. */
    PENDING(1),
    /** It was raised, and nobody took it on. */
    OPEN(2),
    /** Somebody took it on. */
    ACKNOWLEDGED(3),
    /** Somebody put it off. */
    SNOOZED(4),
    /** It was resolved, or never raised. */
    OVER(5),
    /** It was so already when its rule came, so nobody is told until it was over once. */
    PASSED_OVER(6);

    private final int code;

    Stage(int code) {
      this.code = code;
    }

    /** Its number in state stores, from 1. */
    public int code() {
      return code;
    }

    /** The stage of a number; null when there is none. */
    public static Stage of(int code) {
      for (Stage stage : values()) {
        if (stage.code == code) {
          return stage;
        }
      }
      return null;
    }
  }

  /** A course that begins, nobody having done anything. */
  public static AlertCourse of(Stage stage, int severity, long since, long next) {
    return new AlertCourse(
        stage, false, severity, since, next, AccountState.NEVER, null, AccountState.NEVER, 0);
  }

  /** At another stage since a time. */
  public AlertCourse at(Stage other, long since, long next) {
    return new AlertCourse(
        other,
        escalated,
        severity,
        since,
        next,
        quietUntilMillis,
        assignee,
        lastAtMillis,
        lastHash);
  }

  /** Escalated at a time: nobody has it any more, and time alone does not move it on. */
  public AlertCourse escalatedAt(long since, int severityNow) {
    return new AlertCourse(
        Stage.OPEN,
        true,
        severityNow,
        since,
        NEVER,
        quietUntilMillis,
        assignee,
        lastAtMillis,
        lastHash);
  }

  /** With a time until which its rule raises no other. */
  public AlertCourse quietUntil(long until) {
    return new AlertCourse(
        stage,
        escalated,
        severity,
        sinceMillis,
        nextMillis,
        until,
        assignee,
        lastAtMillis,
        lastHash);
  }

  /** Looked after by somebody; null for the account's CSM. */
  public AlertCourse assignedTo(String who) {
    return new AlertCourse(
        stage,
        escalated,
        severity,
        sinceMillis,
        nextMillis,
        quietUntilMillis,
        who,
        lastAtMillis,
        lastHash);
  }

  /** After a command. */
  public AlertCourse commanded(long issuedAt, long hash) {
    return new AlertCourse(
        stage,
        escalated,
        severity,
        sinceMillis,
        nextMillis,
        quietUntilMillis,
        assignee,
        issuedAt,
        hash);
  }

  /** Whether a command of this time and hash is the one taken last. */
  public boolean isLast(long issuedAt, long hash) {
    return issuedAt == lastAtMillis && hash == lastHash;
  }

  /** Whether it says anything that a rule without course would not. */
  boolean isWorthKeeping(long at) {
    return stage != Stage.OVER || quietUntilMillis > at || lastAtMillis != AccountState.NEVER;
  }

  /** When time alone moves it on; {@link #NEVER} when it does not. */
  long dueMillis() {
    return stage == Stage.OVER ? NEVER : nextMillis;
  }
}
