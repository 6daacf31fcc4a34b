package dev.customerhealth.domain;

/** What became of a signal that made sense. Every input record ends in exactly one outcome. */
public enum Outcome {
  /** It changed what is known about the account. */
  SCORED,
  /** An event with this id was seen before; nothing changed. */
  DUPLICATE,
  /** Older than the longest window; nothing changed. */
  LATE,
  /** A rule says it changes nothing: a profile older than the known one, a fact no measure uses. */
  IGNORED,
  /** A command that makes no sense for this account; nothing changed. */
  REFUSED
}
