package dev.customerhealth.domain.portfolio;

import dev.customerhealth.domain.signal.AccountSignal;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SurveySignal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How news of an account changes the book: what the account counted before is taken out, what it
 * counts now is put in. Whole numbers only, so the book is at any time exactly the sum over its
 * accounts, whatever happened in between.
 */
public final class BookKeeping {
  /** Lists of places that are remembered; an account touches two or three in a month. */
  private static final int MOST_KNOWN = 50_000;

  private final Map<Attribution, Places> known = new HashMap<>();
  private int lists;
  private int epoch;
  private final Rates rates;
  private final Ledgers ledgers;
  private final Cells cells;

  /**
   * A book.
   *
   * @param ledgers what is remembered of accounts
   * @param cells where the sums are
   */
  public BookKeeping(Rates rates, Ledgers ledgers, Cells cells) {
    this.rates = rates;
    this.ledgers = ledgers;
    this.cells = cells;
  }

  /** What is remembered of accounts. */
  public interface Ledgers {
    /** The ledger of an account; an unknown one when there is none. */
    AccountLedger load(String accountId);

    /** Keeps a ledger. */
    void save(AccountLedger ledger);
  }

  /** Where the sums are. */
  public interface Cells {
    /** Where the sums of a cell are: the same place for the same cell, within an epoch. */
    Place place(Cell cell);

    /** Another number than before when places that were given out hold no longer. */
    int epoch();
  }

  /** Where the sums of one cell are. */
  public interface Place {
    /**
     * Adds to them.
     *
     * @param delta must not be kept
     * @param cause what restates a month that was over; null where none was
     */
    void add(Tally delta, Cause cause);
  }

  /**
   * Takes news of an account.
   *
   * @param month of the book; {@link Months#NONE} before the first tick: what is told is then only
   *     remembered
   */
  @SuppressWarnings("ReferenceEquality") // a ledger to which nothing is new stays the same object
  public void take(BookNews.OfAccount news, int month) {
    AccountLedger known = counted(ledgers.load(news.accountId()), month);
    AccountLedger now = with(with(known, news.fact()), news.standing());
    if (now.month() == Months.NONE && month != Months.NONE) {
      now = now.countedTo(month);
    }
    if (now != known) {
      move(known, now, cause(news));
      ledgers.save(now);
    }
  }

  /** A new month began: the account counts in it, too. Does nothing when it does already. */
  public void turn(String accountId, int month) {
    AccountLedger known = ledgers.load(accountId);
    AccountLedger now =
        known.month() == Months.NONE ? known.countedTo(month) : counted(known, month);
    if (now.month() != known.month()) {
      if (known.month() == Months.NONE) {
        move(known, now, null);
      }
      ledgers.save(now);
    }
  }

  /**
   * Remembers news of an account that is to be counted anew: it is not in the sums, so nothing can
   * be taken out of them.
   */
  @SuppressWarnings("ReferenceEquality") // as above
  public void remember(BookNews.OfAccount news) {
    AccountLedger known = ledgers.load(news.accountId());
    AccountLedger now = with(with(known, news.fact()), news.standing());
    if (now != known) {
      ledgers.save(now);
    }
  }

  /**
   * Counts an account anew in everything that can be restated, after that was emptied: other rates
   * hold.
   *
   * @param month of the book
   * @param cause what restates months that are over
   */
  public void recount(String accountId, int month, Cause cause) {
    AccountLedger known = ledgers.load(accountId);
    AccountLedger ledger = known.month() == Months.NONE ? known.countedTo(month) : known;
    if (ledger.month() != known.month()) {
      ledgers.save(ledger);
    }
    Contributions.of(ledger, rates)
        .forEach(
            (period, tally) -> {
              if (isRestated(period, month)) {
                add(
                    period,
                    Owner.at(ledger.owners(), period.lastMonth()),
                    tally,
                    period.lastMonth() < month ? cause : null);
              }
            });
  }

  /** Counts an account that is counted at all up to a month. */
  private AccountLedger counted(AccountLedger known, int month) {
    if (known.month() == Months.NONE || known.month() >= month) {
      return known;
    }
    AccountLedger now = known;
    for (int next = known.month() + 1; next <= month; next++) {
      AccountLedger then = now.countedTo(next);
      move(now, then, null);
      now = then;
    }
    return now;
  }

  private static AccountLedger with(AccountLedger known, AccountSignal fact) {
    if (fact instanceof SubscriptionSignal subscription) {
      return known.with(subscription);
    }
    return fact instanceof SurveySignal answer ? known.with(answer) : known;
  }

  private static AccountLedger with(AccountLedger known, Standing standing) {
    return standing == null || standing.equals(known.standing()) ? known : known.with(standing);
  }

  private void move(AccountLedger before, AccountLedger after, Cause cause) {
    Difference difference = Difference.between(before, after);
    if (difference.isNone()) {
      return;
    }
    Map<Period, Tally> then = Contributions.of(before, rates, difference);
    Map<Period, Tally> now = Contributions.of(after, rates, difference);
    now.forEach((period, tally) -> move(period, then.remove(period), tally, before, after, cause));
    then.forEach((period, tally) -> move(period, tally, null, before, after, cause));
  }

  private void move(
      Period period,
      Tally then,
      Tally now,
      AccountLedger before,
      AccountLedger after,
      Cause cause) {
    if (isRestated(period, after.month())) {
      move(
          period,
          then,
          Owner.at(before.owners(), period.lastMonth()),
          now,
          Owner.at(after.owners(), period.lastMonth()),
          period.lastMonth() < after.month() ? cause : null);
    }
  }

  /**
   * Whether what accounts count in a period can still change in a month of the book; if not, it
   * stays for ever.
   */
  public static boolean isRestated(Period period, int month) {
    return period.kind() == Period.Kind.BOOK
        ? period.lastMonth() == month
        : period.lastMonth() >= Contributions.firstRestated(month);
  }

  private void move(
      Period period,
      Tally then,
      Attribution belonged,
      Tally now,
      Attribution belongs,
      Cause cause) {
    if (belonged.equals(belongs)) {
      Tally delta = now == null ? new Tally() : now.copy();
      add(period, belongs, then == null ? delta : delta.minus(then), cause);
      return;
    }
    if (then != null) {
      add(period, belonged, new Tally().minus(then), cause);
    }
    if (now != null) {
      add(period, belongs, now, cause);
    }
  }

  private void add(Period period, Attribution to, Tally delta, Cause cause) {
    if (!delta.isEmpty()) {
      List<Place> places = places(period, to);
      for (int i = 0; i < places.size(); i++) {
        places.get(i).add(delta, cause);
      }
    }
  }

  /** All places of an account in a period are found at once, and without reading names. */
  private List<Place> places(Period period, Attribution of) {
    if (epoch != cells.epoch() || lists > MOST_KNOWN) {
      known.clear();
      lists = 0;
      epoch = cells.epoch();
    }
    Places places = known.get(of);
    if (places == null) {
      places = new Places(Slice.of(of), new HashMap<>());
      known.put(of, places);
    }
    List<Place> found = places.byPeriod.get(period);
    if (found == null) {
      found = new ArrayList<>(places.slices.size());
      for (Slice slice : places.slices) {
        found.add(cells.place(new Cell(period, slice)));
      }
      places.byPeriod.put(period, found);
      lists++;
    }
    return found;
  }

  /** Where those count who belong to the same parts of the book. */
  private record Places(List<Slice> slices, Map<Period, List<Place>> byPeriod) {}

  /** Whether a period over may still be asked for, to be restated or to be shown. */
  public static boolean isKept(Period period, int month) {
    return period.lastMonth() >= Contributions.firstRestated(month);
  }

  /**
   * Whether news is about a month that was closed so long ago that it is not restated any more: a
   * movement or an answer that counts there, and comes too late.
   *
   * @param month of the book; {@link Months#NONE} before the first tick
   */
  public static boolean isBeyondRestatement(BookNews.OfAccount news, int month) {
    AccountSignal fact = news.fact();
    return month != Months.NONE
        && (fact instanceof SurveySignal
            || (fact instanceof SubscriptionSignal told && Movement.of(told, 0) != null))
        && Months.of(fact.occurredAt().toEpochMilli()) < Contributions.firstRestated(month);
  }

  /** The account as one at risk (R43); null when it is none. */
  public RiskyAccount risky(AccountLedger ledger) {
    return Contributions.risky(ledger, rates);
  }

  private static Cause cause(BookNews.OfAccount news) {
    AccountSignal fact = news.fact();
    if (fact == null) {
      return new Cause(news.accountId(), null, "PROFILE", news.atMillis());
    }
    String kind =
        fact instanceof SubscriptionSignal subscription ? subscription.kind().name() : "SURVEY";
    return new Cause(news.accountId(), fact.eventId(), kind, fact.occurredAt().toEpochMilli());
  }
}
