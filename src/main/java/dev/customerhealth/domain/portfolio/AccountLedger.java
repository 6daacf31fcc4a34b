package dev.customerhealth.domain.portfolio;

import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.StableHash;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SurveySignal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything the book remembers of one account: enough to say what it counts in every month that
 * can still be restated. Immutable.
 *
 * @param accountId the account
 * @param month the month up to which it is counted; {@link Months#NONE} before the first tick
 * @param standing how it stands
 * @param owners to whom it belonged, in order of time, at least one
 * @param revenue what it paid
 * @param answers what it answered, by month; must not be changed
 * @param opportunities chances to sell it more, in order of their ids
 * @param finance margins and costs of its own
 * @param ends its scores at the ends of months
 * @param forecasts what was expected of its renewals, in order of time
 * @param forgotten how much was given up that may still count, because there was too much of it
 */
public record AccountLedger(
    String accountId,
    int month,
    Standing standing,
    List<Owner> owners,
    RevenueLine revenue,
    SortedMap<Integer, MonthAnswers> answers,
    List<Opportunity> opportunities,
    Finance finance,
    MonthEnds ends,
    List<Forecast> forecasts,
    long forgotten) {

  /** Months that can be restated, the current one included; older ones stand for ever. */
  public static final int RESTATED_MONTHS = 24;

  /** Chances kept at most. */
  public static final int MOST_OPPORTUNITIES = 256;

  private static final int PER_MILLE = 1000;

  public AccountLedger {
    owners = List.copyOf(owners);
    opportunities = List.copyOf(opportunities);
    forecasts = List.copyOf(forecasts);
  }

  /** An account of which the book knows nothing. */
  public static AccountLedger unknown(String accountId) {
    return new AccountLedger(
        accountId,
        Months.NONE,
        Standing.UNKNOWN,
        Owner.NOBODY,
        RevenueLine.NONE,
        new TreeMap<>(),
        List.of(),
        Finance.NONE,
        MonthEnds.NONE,
        List.of(),
        0);
  }

  /** With another standing. */
  AccountLedger with(Standing told) {
    List<Owner> since =
        told.profileAtMillis() == AccountState.NEVER
            ? owners
            : Owner.with(owners, Months.of(told.profileAtMillis()), told.attribution());
    return new AccountLedger(
        accountId,
        month,
        told,
        since,
        revenue,
        answers,
        opportunities,
        finance,
        ends,
        forecasts,
        forgotten);
  }

  /** With a commercial fact; this object when the book does not look at it, or knows it. */
  AccountLedger with(SubscriptionSignal fact) {
    Movement movement = Movement.of(fact, StableHash.of(fact.eventId()));
    if (movement != null) {
      return with(movement);
    }
    return switch (fact.kind()) {
      case EXPANSION_OPENED -> with(opportunity(fact, Opportunity.State.OPEN));
      case EXPANSION_WON -> with(opportunity(fact, Opportunity.State.WON));
      case EXPANSION_LOST -> with(opportunity(fact, Opportunity.State.LOST));
      case FINANCE_FACTS ->
          fact.finance() == null || fact.finance().segment() != null
              ? this
              : with(finance.with(finance(fact)));
      case RENEWAL_FORECAST -> with(Forecast.of(fact));
      default -> this;
    };
  }

  @SuppressWarnings("ReferenceEquality") // the same object is how "nothing new" is said
  private AccountLedger with(Movement movement) {
    RevenueLine more = revenue.with(movement);
    if (more == revenue) {
      boolean missed = month != Months.NONE && movement.atMillis() >= firstLookedAt();
      return missed && revenue.folded().covers(movement) ? with(revenue, forgotten + 1) : this;
    }
    RevenueLine counted = more.withoutUncounted(month);
    RevenueLine kept = counted.atMost();
    return with(kept, forgotten + counted.movements().size() - kept.movements().size());
  }

  private long firstLookedAt() {
    return Contributions.firstLookedAt(month);
  }

  private AccountLedger with(RevenueLine paid, long given) {
    return new AccountLedger(
        accountId,
        month,
        standing,
        owners,
        paid,
        answers,
        opportunities,
        finance,
        ends,
        forecasts,
        given);
  }

  /** What a fact of finance says. */
  static Finance finance(SubscriptionSignal fact) {
    Double margin = fact.finance().grossMargin();
    Long cost = fact.finance().acquisitionCostMinor();
    return Finance.of(
        fact.occurredAt().toEpochMilli(),
        margin == null ? -1 : (int) Math.round(margin * PER_MILLE),
        cost == null ? -1 : cost,
        fact.currency());
  }

  /**
   * With an answer to a survey (R23 to R25); this object when that event is known, or nothing can
   * be restated by it any more.
   */
  @SuppressWarnings("ReferenceEquality") // as above
  AccountLedger with(SurveySignal answer) {
    int told = Months.of(answer.occurredAt().toEpochMilli());
    if (month != Months.NONE && told < Contributions.firstRestated(month)) {
      return this;
    }
    Tally tally = new Tally();
    switch (answer.kind()) {
      case NPS ->
          tally
              .add(Field.NPS_ANSWERS, 1)
              .add(Field.PROMOTERS, answer.promotes() ? 1 : 0)
              .add(Field.DETRACTORS, answer.detracts() ? 1 : 0);
      case CSAT ->
          tally.add(Field.CSAT_ANSWERS, 1).add(Field.CSAT_SATISFIED, answer.satisfied() ? 1 : 0);
      case CES -> tally.add(Field.CES_ANSWERS, 1).add(Field.CES_EFFORT, answer.effort());
    }
    MonthAnswers known = answers.get(told);
    MonthAnswers now = MonthAnswers.with(known, StableHash.of(answer.eventId()), tally);
    if (now == known) {
      return this;
    }
    SortedMap<Integer, MonthAnswers> more = new TreeMap<>(answers);
    more.put(told, now);
    boolean remembered = known == null || now.events() > known.events();
    return new AccountLedger(
        accountId,
        month,
        standing,
        owners,
        revenue,
        more,
        opportunities,
        finance,
        ends,
        forecasts,
        remembered ? forgotten : forgotten + 1);
  }

  /** Counted up to a later month: how it stands now is how it stood at the ends of those past. */
  AccountLedger countedTo(int later) {
    MonthEnds past =
        month == Months.NONE
            ? ends
            : ends.with(
                month,
                later,
                standing.scored() ? standing.score() / PER_MILLE : MonthEnds.UNSCORED);
    return new AccountLedger(
        accountId,
        later,
        standing,
        owners,
        revenue.withoutUncounted(later),
        answers.isEmpty() || answers.firstKey() > later - RESTATED_MONTHS
            ? answers
            : new TreeMap<>(answers.tailMap(later - RESTATED_MONTHS + 1)),
        opportunities,
        finance,
        past,
        forecasts.stream().allMatch(each -> each.isKept(later))
            ? forecasts
            : forecasts.stream().filter(each -> each.isKept(later)).toList(),
        forgotten);
  }

  /** Whether it is a customer, as far as anybody told. */
  boolean isCustomer() {
    if (!standing.customer()) {
      return false;
    }
    if (!revenue.isTold()) {
      return true;
    }
    List<Movement> movements = revenue.movements();
    return movements.get(movements.size() - 1).afterMinor() > 0;
  }

  private AccountLedger with(Finance told) {
    return told.equals(finance)
        ? this
        : new AccountLedger(
            accountId,
            month,
            standing,
            owners,
            revenue,
            answers,
            opportunities,
            told,
            ends,
            forecasts,
            forgotten);
  }

  @SuppressWarnings("ReferenceEquality") // the same list is how "nothing new" is said
  private AccountLedger with(Forecast told) {
    if (told == null || (month != Months.NONE && !told.isKept(month))) {
      return this;
    }
    List<Forecast> more = Forecast.with(forecasts, told);
    if (more == forecasts) {
      return this;
    }
    int over = Math.max(0, more.size() - Forecast.MOST);
    return new AccountLedger(
        accountId,
        month,
        standing,
        owners,
        revenue,
        answers,
        opportunities,
        finance,
        ends,
        more.subList(over, more.size()),
        forgotten + over);
  }

  private AccountLedger with(Opportunity told) {
    if (told == null) {
      return this;
    }
    List<Opportunity> more = new ArrayList<>(opportunities);
    for (int i = 0; i < more.size(); i++) {
      Opportunity known = more.get(i);
      if (known.id() == told.id()) {
        if (!told.standsAgainst(known)) {
          return this;
        }
        // Who closes a chance need not say again what it is worth.
        more.set(
            i,
            told.amountMinor() > 0
                ? told
                : new Opportunity(
                    told.id(),
                    told.state(),
                    told.atMillis(),
                    known.amountMinor(),
                    known.currency()));
        return with(more, 0);
      }
    }
    more.add(told);
    more.sort((one, other) -> Long.compare(one.id(), other.id()));
    if (more.size() <= MOST_OPPORTUNITIES) {
      return with(more, 0);
    }
    Opportunity least = Collections.min(more, this::leastWanted);
    more.remove(least);
    return with(more, isCounted(least) ? 1 : 0);
  }

  /** Of chances too many those are given up first that are closed, and of those the oldest. */
  private int leastWanted(Opportunity one, Opportunity other) {
    return one.isOpen() == other.isOpen()
        ? Long.compare(one.atMillis(), other.atMillis())
        : Boolean.compare(one.isOpen(), other.isOpen());
  }

  private boolean isCounted(Opportunity chance) {
    return chance.isOpen()
        || month == Months.NONE
        || Months.of(chance.atMillis()) >= Contributions.firstRestated(month);
  }

  private AccountLedger with(List<Opportunity> more, int givenUp) {
    return more.equals(opportunities) && givenUp == 0
        ? this
        : new AccountLedger(
            accountId,
            month,
            standing,
            owners,
            revenue,
            answers,
            more,
            finance,
            ends,
            forecasts,
            forgotten + givenUp);
  }

  private static Opportunity opportunity(SubscriptionSignal fact, Opportunity.State state) {
    return fact.opportunityId() == null
        ? null
        : new Opportunity(
            StableHash.of(fact.opportunityId()),
            state,
            fact.occurredAt().toEpochMilli(),
            fact.amountMinor() == null ? 0 : fact.amountMinor(),
            fact.currency());
  }
}
