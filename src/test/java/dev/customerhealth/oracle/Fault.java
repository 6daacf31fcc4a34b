package dev.customerhealth.oracle;

/** A mistake somebody could make in the service; the oracle makes it on demand. */
public enum Fault {
  /** An event told twice counts twice. */
  COUNTS_DUPLICATES,
  /** Every window is a day too long. */
  WINDOWS_A_DAY_LONG,
  /** Every window is a day too short. */
  WINDOWS_A_DAY_SHORT,
  /** An event counts for the day it arrives on. */
  COUNTS_ON_ARRIVAL,
  /** What is older than the longest window still counts. */
  TAKES_LATE_EVENTS,
  /** An answer of two months ago weighs as much as one of today. */
  ANSWERS_STAY_FRESH,
  /** A measure without data is worth 0 points. */
  MISSING_IS_ZERO,
  /** An alert is resolved at the bar at which it is raised. */
  NO_HYSTERESIS,
  /** An open alert is raised again. */
  RAISES_OPEN_ALERTS,
  /** The highest score of the window is that of the days on which something was told. */
  FORGETS_HELD_SCORES,
  /** The rounded score decides the band: 79.5 is healthy. */
  BANDS_BY_ROUNDED_SCORE,
  /** A profile replaces a later one. */
  OLDER_PROFILES_REPLACE,
  /** An alert is raised while the facts of an account's first day come in. */
  ALARMS_ON_FIRST_DAY,
  /** Ticks are not looked at. */
  SLEEPS_THROUGH_TICKS,
  /** Every judgement is told, whether it moved the rounded score or not. */
  TELLS_EVERYTHING,
  /** An override stands until somebody clears it. */
  OVERRIDES_NEVER_EXPIRE,
  /** While an override stands no alert is raised or resolved. */
  OVERRIDES_SILENCE_ALERTS,
  /** A command replaces one that was issued later. */
  OLDER_COMMANDS_REPLACE,
  /** What was put off never comes back. */
  SNOOZES_FOR_EVER,
  /** An alert that was assigned to somebody still belongs to the account's CSM. */
  FORGETS_WHOM_IT_WAS_ASSIGNED,
  /** A sentiment given for a while holds as long as any. */
  SENTIMENTS_NEVER_EXPIRE
}
