package dev.customerhealth.domain.account;

/**
 * What persons decided about showing another score or band for an account.
 *
 * @param standing what holds now; null when nothing does
 * @param lastAtMillis when the command taken last was issued; {@link AccountState#NEVER} before the
 *     first. Commands arrive once more, and out of order: what was decided earlier than what stands
 *     changes nothing any more, also after it has ended
 * @param lastHash hash of that command's id, as {@link RecentEvents#hash} makes it
 */
public record Overriding(StandingOverride standing, long lastAtMillis, long lastHash) {

  /** Nobody ever decided anything. */
  public static final Overriding NONE = new Overriding(null, AccountState.NEVER, 0);

  /** With another override, set by a command of the given hash. */
  public Overriding with(StandingOverride override, long hash) {
    return new Overriding(override, override.setAtMillis(), hash);
  }

  /** Cleared by a command of the given hash. */
  public Overriding cleared(long at, long hash) {
    return new Overriding(null, at, hash);
  }

  /** What is left at a time: this object itself unless something ended by then. */
  public Overriding at(long millis) {
    return endedBy(millis) ? new Overriding(null, lastAtMillis, lastHash) : this;
  }

  /** Whether something holds that is over at a time. */
  public boolean endedBy(long millis) {
    return standing != null && standing.untilMillis() <= millis;
  }

  /** Whether a command of this time and hash is the one taken last. */
  public boolean isLast(long at, long hash) {
    return at == lastAtMillis && hash == lastHash;
  }
}
