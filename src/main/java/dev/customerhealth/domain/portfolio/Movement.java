package dev.customerhealth.domain.portfolio;

import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import java.util.Comparator;

/**
 * A step in the life of a subscription (E15).
 *
 * @param atMillis when it happened, in milliseconds since 1970 UTC
 * @param event number that stands for the id of the event
 * @param kind what happened
 * @param beforeMinor monthly revenue of the account before, in minor units; -1 when not told
 * @param afterMinor monthly revenue afterwards, in minor units
 * @param currency ISO 4217 code; null when not told
 * @param lines product lines held afterwards; 0 when not told
 * @param termEnd last day of the term, in days since 1970; {@link Days#NONE} when not told
 */
public record Movement(
    long atMillis,
    long event,
    Kind kind,
    long beforeMinor,
    long afterMinor,
    String currency,
    int lines,
    int termEnd) {

  /**
   * In event time; of the same moment by the event's id, so that every order of arrival ends alike.
   */
  static final Comparator<Movement> ORDER =
      Comparator.comparingLong(Movement::atMillis).thenComparingLong(Movement::event);

  /** What happened. Codes rest in state stores. */
  public enum Kind {
    NEW(0),
    RENEWED(1),
    EXPANDED(2),
    CONTRACTED(3),
    CHURNED(4);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    /** The number that stands for it in stores. */
    public int code() {
      return code;
    }

    /**
     * The kind of a code.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Kind of(int code) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new IllegalArgumentException("expected the code of a movement, found " + code);
    }
  }

  /** The movement a fact tells of; null when it tells of none. */
  static Movement of(SubscriptionSignal signal, long event) {
    Kind kind =
        switch (signal.kind()) {
          case NEW -> Kind.NEW;
          case RENEWED -> Kind.RENEWED;
          case EXPANDED -> Kind.EXPANDED;
          case CONTRACTED -> Kind.CONTRACTED;
          case CHURNED -> Kind.CHURNED;
          case TRIAL_STARTED,
              TRIAL_ENDED,
              INVOICE_ISSUED,
              INVOICE_DUE,
              INVOICE_PAID,
              INVOICE_FAILED,
              INVOICE_DISPUTED,
              FINANCE_FACTS,
              EXPANSION_OPENED,
              EXPANSION_WON,
              EXPANSION_LOST,
              RENEWAL_FORECAST ->
              null;
        };
    if (kind == null || signal.mrrAfterMinor() == null) {
      return null;
    }
    return new Movement(
        signal.occurredAt().toEpochMilli(),
        event,
        kind,
        signal.mrrBeforeMinor() == null ? -1 : signal.mrrBeforeMinor(),
        signal.mrrAfterMinor(),
        signal.currency(),
        (int) signal.productLines().stream().distinct().count(),
        signal.termEnd() == null ? Days.NONE : Math.toIntExact(signal.termEnd().toEpochDay()));
  }

  /** The day it happened. */
  int day() {
    return Days.of(atMillis);
  }

  /**
   * Whether all it says is another amount.
   *
   * @param term last day of the term that runs, in days since 1970; {@link Days#NONE} when not told
   */
  boolean isOnlyMoney(int term) {
    return (kind == Kind.EXPANDED || kind == Kind.CONTRACTED)
        && (termEnd == Days.NONE || termEnd == term);
  }

  /**
   * Last day of the term that runs after it, in days since 1970; {@link Days#NONE} when not told.
   *
   * @param term that of the term before
   */
  int termAfter(int term) {
    return switch (kind) {
      case CHURNED -> Days.NONE;
      case RENEWED -> termEnd;
      case NEW, EXPANDED, CONTRACTED -> termEnd == Days.NONE ? term : termEnd;
    };
  }
}
