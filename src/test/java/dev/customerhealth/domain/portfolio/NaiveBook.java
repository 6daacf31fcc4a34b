package dev.customerhealth.domain.portfolio;

import dev.customerhealth.domain.account.StableHash;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SurveySignal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The book by the words of section 6, from everything that ever happened, with nothing kept
 * between: slow, and sharing no code with the one that is tested but for what a slice is.
 */
final class NaiveBook {
  private final Rates rates;
  private final Map<String, Account> accounts = new TreeMap<>();

  NaiveBook(Rates rates) {
    this.rates = rates;
  }

  private static final class Account {
    final Map<String, SubscriptionSignal> movements = new HashMap<>();
    final Map<String, SurveySignal> answers = new HashMap<>();
    final List<Standing> standings = new ArrayList<>();

    List<SubscriptionSignal> inOrder() {
      return movements.values().stream()
          .sorted(
              Comparator.comparing(SubscriptionSignal::occurredAt)
                  .thenComparing(event -> StableHash.of(event.eventId())))
          .toList();
    }

    /** Segment, manager and cohort at the end of a month, by the profiles told. */
    Attribution at(int month) {
      Attribution first = null;
      Attribution found = null;
      for (Standing standing : standings) {
        if (standing.attribution().equals(Attribution.UNKNOWN)) {
          continue;
        }
        first = first == null ? standing.attribution() : first;
        if (Months.of(standing.profileAtMillis()) <= month) {
          found = standing.attribution();
        }
      }
      return found != null ? found : first != null ? first : Attribution.UNKNOWN;
    }
  }

  void tell(BookNews.OfAccount news) {
    Account account = accounts.computeIfAbsent(news.accountId(), none -> new Account());
    if (news.standing() != null) {
      account.standings.add(news.standing());
    }
    if (news.fact() instanceof SubscriptionSignal fact
        && switch (fact.kind()) {
          case NEW, RENEWED, EXPANDED, CONTRACTED, CHURNED -> true;
          default -> false;
        }) {
      account.movements.put(fact.eventId(), fact);
    } else if (news.fact() instanceof SurveySignal answer) {
      account.answers.put(answer.eventId(), answer);
    }
  }

  /** Amount paid just before an instant; null without a rate. */
  private Long paid(List<SubscriptionSignal> movements, long before) {
    SubscriptionSignal last = null;
    for (SubscriptionSignal movement : movements) {
      if (movement.occurredAt().toEpochMilli() < before) {
        last = movement;
      }
    }
    if (last != null) {
      return converted(last.mrrAfterMinor(), last.currency());
    }
    if (movements.isEmpty()
        || movements.get(0).kind() == SubscriptionSignal.Kind.NEW
        || movements.get(0).mrrBeforeMinor() == null) {
      return 0L;
    }
    return converted(movements.get(0).mrrBeforeMinor(), movements.get(0).currency());
  }

  private Long converted(long minor, String currency) {
    long converted = rates.convert(minor, currency);
    return converted == Rates.UNKNOWN ? null : converted;
  }

  /** What is compared from the beginning of a period to its end, over all accounts of a slice. */
  Tally span(Period period, Slice slice) {
    Tally sums = new Tally();
    for (Account account : accounts.values()) {
      List<SubscriptionSignal> movements = account.inOrder();
      if (!Slice.of(account.at(period.lastMonth())).contains(slice)) {
        continue;
      }
      Long start = paid(movements, period.startMillis());
      Long end = paid(movements, period.endMillis());
      if (start == null || end == null) {
        continue;
      }
      if (start > 0) {
        sums.add(Field.START_LOGOS, 1).add(Field.START_MRR, start);
        sums.add(Field.EXPANSION, Math.max(0, end - start));
        sums.add(end == 0 ? Field.CHURN : Field.CONTRACTION, Math.max(0, start - end));
        sums.add(Field.CHURNED_LOGOS, end == 0 ? 1 : 0);
      } else if (end > 0) {
        sums.add(Field.NEW_LOGOS, 1).add(Field.NEW_MRR, end);
      }
      sums.add(Field.END_MRR, end).add(Field.END_LOGOS, end > 0 ? 1 : 0);
    }
    return sums;
  }

  /** Answers of a month. */
  Tally answers(int month, Slice slice) {
    Tally sums = new Tally();
    for (Account account : accounts.values()) {
      for (SurveySignal answer : account.answers.values()) {
        if (Months.of(answer.occurredAt().toEpochMilli()) == month
            && Slice.of(account.at(month)).contains(slice)) {
          double place = (answer.value() - 1) / 4;
          switch (answer.kind()) {
            case NPS ->
                sums.add(Field.NPS_ANSWERS, 1)
                    .add(
                        place > 0.89 ? Field.PROMOTERS : Field.DETRACTORS,
                        place > 0.89 || place < 0.61 ? 1 : 0);
            case CSAT ->
                sums.add(Field.CSAT_ANSWERS, 1).add(Field.CSAT_SATISFIED, place > 0.74 ? 1 : 0);
            case CES ->
                sums.add(Field.CES_ANSWERS, 1)
                    .add(Field.CES_EFFORT, Math.round(1000 * (7 - 6 * place)));
          }
        }
      }
    }
    return sums;
  }

  /** Customers, and those of them with a score and at risk, now. */
  Tally health(int month, Slice slice) {
    Tally sums = new Tally();
    for (Account account : accounts.values()) {
      Standing standing =
          account.standings.isEmpty()
              ? Standing.UNKNOWN
              : account.standings.get(account.standings.size() - 1);
      List<SubscriptionSignal> movements = account.inOrder();
      boolean pays = movements.isEmpty() || movements.get(movements.size() - 1).mrrAfterMinor() > 0;
      if (standing.customer() && pays && Slice.of(account.at(month)).contains(slice)) {
        sums.add(Field.ACCOUNTS, 1)
            .add(Field.SCORED, standing.scored() ? 1 : 0)
            .add(Field.AT_RISK, standing.scored() && standing.score() < 40_000 ? 1 : 0);
      }
    }
    return sums;
  }
}
