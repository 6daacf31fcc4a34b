package dev.customerhealth.domain.portfolio;

/**
 * A chance to sell more to an account (E22).
 *
 * @param id number that stands for its id
 * @param state how it stands
 * @param atMillis since when, in milliseconds since 1970 UTC
 * @param amountMinor what it is worth, in minor units; the latest told
 * @param currency ISO 4217 code; null when not told
 */
public record Opportunity(long id, State state, long atMillis, long amountMinor, String currency) {

  /** How it stands; of the same moment the later one here counts. Codes rest in state stores. */
  public enum State {
    OPEN(0),
    LOST(1),
    WON(2);

    private final int code;

    State(int code) {
      this.code = code;
    }

    /** The number that stands for it in stores. */
    public int code() {
      return code;
    }

    /**
     * The state of a code.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static State of(int code) {
      for (State state : values()) {
        if (state.code == code) {
          return state;
        }
      }
      throw new IllegalArgumentException("expected the state of a chance, found " + code);
    }
  }

  /** Whether it is neither won nor lost. */
  boolean isOpen() {
    return state == State.OPEN;
  }

  /** Whether this stands against what was known of the same chance. */
  boolean standsAgainst(Opportunity known) {
    return atMillis != known.atMillis
        ? atMillis > known.atMillis
        : state.compareTo(known.state) > 0
            || (state == known.state && amountMinor > known.amountMinor);
  }
}
