package dev.customerhealth.domain.portfolio;

import dev.customerhealth.domain.account.StableHash;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SurveySignal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The book by the words of section 6, from everything that ever happened, with nothing kept
 * between: slow, and sharing no code with the one that is tested but for what a slice is.
 */
public final class NaiveBook {
  private final Rates rates;
  private final Map<String, Account> accounts = new TreeMap<>();
  private int month = Months.NONE;

  /** An empty one. */
  public NaiveBook(Rates rates) {
    this.rates = rates;
  }

  private static final class Account {
    final Map<String, SubscriptionSignal> movements = new HashMap<>();
    final Map<String, SurveySignal> answers = new HashMap<>();
    final List<Standing> standings = new ArrayList<>();

    /** In order of arrival: of what is said of a chance the one before may be part. */
    final List<SubscriptionSignal> chances = new ArrayList<>();

    final Map<String, SubscriptionSignal> forecasts = new HashMap<>();

    /** In order of arrival: of what is said of one moment the last stands. */
    final List<SubscriptionSignal> finances = new ArrayList<>();

    /** Scores at the ends of months in whole points, -1 for none. */
    final Map<Integer, Integer> ends = new HashMap<>();

    int counted = Months.NONE;

    Standing now() {
      return standings.isEmpty() ? Standing.UNKNOWN : standings.get(standings.size() - 1);
    }

    boolean isCustomer() {
      List<SubscriptionSignal> told = inOrder();
      return now().customer() && (told.isEmpty() || told.get(told.size() - 1).mrrAfterMinor() > 0);
    }

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

  /** A month begins: the scores of those past are known for ever. */
  void begin(int newMonth) {
    for (Account account : accounts.values()) {
      for (int past = account.counted; past != Months.NONE && past < newMonth; past++) {
        account.ends.put(past, account.now().scored() ? account.now().score() / 1000 : -1);
      }
      account.counted = newMonth;
    }
    month = newMonth;
  }

  /** Takes news of an account, in order of arrival. */
  public void tell(BookNews.OfAccount news) {
    Account account = accounts.computeIfAbsent(news.accountId(), none -> new Account());
    account.counted = month;
    if (news.standing() != null) {
      account.standings.add(news.standing());
    }
    if (news.fact() instanceof SubscriptionSignal fact
        && switch (fact.kind()) {
          case NEW, RENEWED, EXPANDED, CONTRACTED, CHURNED -> true;
          default -> false;
        }) {
      account.movements.put(fact.eventId(), fact);
    } else if (news.fact() instanceof SubscriptionSignal fact) {
      switch (fact.kind()) {
        case EXPANSION_OPENED, EXPANSION_WON, EXPANSION_LOST -> account.chances.add(fact);
        case RENEWAL_FORECAST -> account.forecasts.put(fact.eventId(), fact);
        case FINANCE_FACTS -> account.finances.add(fact);
        default -> {
          // Nothing else is about money of the book.
        }
      }
    } else if (news.fact() instanceof SurveySignal answer) {
      account.answers.put(answer.eventId(), answer);
    }
  }

  /** What somebody pays a month, null without a rate. */
  interface Paid {
    /** Just before an instant. */
    Long before(Instant instant);

    /** After a movement. */
    Long by(SubscriptionSignal movement);
  }

  private Paid paid(List<SubscriptionSignal> movements) {
    return new Paid() {
      @Override
      public Long before(Instant instant) {
        return paid(movements, instant);
      }

      @Override
      public Long by(SubscriptionSignal movement) {
        return converted(movement.mrrAfterMinor(), movement.currency());
      }
    };
  }

  private Long paid(List<SubscriptionSignal> movements, Instant before) {
    SubscriptionSignal last = null;
    for (SubscriptionSignal movement : movements) {
      if (movement.occurredAt().isBefore(before)) {
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
  public Tally span(Period period, Slice slice) {
    Tally sums = new Tally();
    for (Account account : accounts.values()) {
      List<SubscriptionSignal> movements = account.inOrder();
      if (!Slice.of(account.at(period.lastMonth())).contains(slice)) {
        continue;
      }
      Instant from = Instant.ofEpochMilli(period.startMillis());
      Instant to = Instant.ofEpochMilli(period.endMillis());
      Long start = paid(movements, from);
      Long end = paid(movements, to);
      if (start == null || end == null) {
        continue;
      }
      if (start > 0) {
        sums.add(Field.START_LOGOS, 1).add(Field.START_MRR, start);
        sums.add(Field.EXPANSION, Math.max(0, end - start));
        sums.add(end == 0 ? Field.CHURN : Field.CONTRACTION, Math.max(0, start - end));
        sums.add(Field.CHURNED_LOGOS, end == 0 ? 1 : 0);
        sums.add(Field.EXPANDED_LOGOS, end > start ? 1 : 0);
        sums.add(Field.CONTRACTED_LOGOS, end < start && end > 0 ? 1 : 0);
        gross(sums, movements, from, to);
        int lines = lines(movements, from);
        sums.add(Field.LINES_KNOWN, lines > 0 ? 1 : 0);
        sums.add(Field.CROSS_SOLD, lines > 0 && lines(movements, to) > lines ? 1 : 0);
        int points = account.ends.getOrDefault(period.firstMonth() - 1, -1);
        if (points >= 0) {
          sums.add(end > 0 ? Field.STAYED_AT : Field.LEFT_AT, Math.min(points, 99) / 5, 1);
        }
      } else if (end > 0) {
        sums.add(Field.NEW_LOGOS, 1).add(Field.NEW_MRR, end);
      }
      sums.add(Field.END_MRR, end).add(Field.END_LOGOS, end > 0 ? 1 : 0);
    }
    return sums;
  }

  private void gross(Tally sums, List<SubscriptionSignal> movements, Instant from, Instant to) {
    Long before = paid(movements, from);
    for (SubscriptionSignal movement : movements) {
      if (!movement.occurredAt().isBefore(from) && movement.occurredAt().isBefore(to)) {
        Long after = converted(movement.mrrAfterMinor(), movement.currency());
        if (before != null && after != null) {
          sums.add(Field.GROSS_EXPANSION, Math.max(0, after - before));
          sums.add(
              after == 0 ? Field.GROSS_CHURN : Field.GROSS_CONTRACTION,
              Math.max(0, before - after));
        }
        before = after;
      }
    }
  }

  private static int lines(List<SubscriptionSignal> movements, Instant before) {
    int lines = 0;
    for (SubscriptionSignal movement : movements) {
      if (movement.occurredAt().isBefore(before) && !movement.productLines().isEmpty()) {
        lines = Set.copyOf(movement.productLines()).size();
      }
    }
    return lines;
  }

  /** What a year brings of an account, by its subscription, else by its profile. */
  private Long arr(Account account) {
    List<SubscriptionSignal> movements = account.inOrder();
    if (!movements.isEmpty()) {
      Long monthly = paid(movements, Instant.MAX);
      return monthly == null ? null : (Long) (12 * monthly);
    }
    Standing now = account.now();
    return now.profileArrMinor() < 0
        ? (Long) 0L
        : converted(now.profileArrMinor(), now.profileCurrency());
  }

  /** Renewals due in a month and what came of them. */
  Tally renewals(int due, Slice slice) {
    Tally sums = new Tally();
    for (Account account : accounts.values()) {
      if (Slice.of(account.at(due)).contains(slice)) {
        renewals(sums, account, due);
      }
    }
    return sums;
  }

  private void renewals(Tally sums, Account account, int due) {
    List<SubscriptionSignal> movements = account.inOrder();
    int day = account.now().renewalDay();
    LocalDate profileDay = day == Integer.MIN_VALUE ? null : LocalDate.ofEpochDay(day);
    LocalDate before = null;
    for (NaiveRenewals.Due each :
        new NaiveRenewals(movements, paid(movements))
            .all(account.isCustomer(), profileDay, arr(account))) {
      if (number(each.month()) == due) {
        renewal(sums, account, each, before);
      }
      before = each.day();
    }
  }

  private void renewal(Tally sums, Account account, NaiveRenewals.Due due, LocalDate before) {
    YearMonth dueMonth = due.month();
    boolean open = due.end() == NaiveRenewals.End.OPEN;
    boolean overdue = open && number(dueMonth) < month && !account.movements.isEmpty();
    Instant monthEnd = dueMonth.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant monthStart = dueMonth.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    Long told = due.arr();
    if (overdue) {
      Long monthly = paid(account.inOrder(), monthEnd);
      told = monthly == null ? null : (Long) (12 * monthly);
    }
    boolean known = told != null && due.renewedArr() != null;
    long arr = known ? told : 0;
    sums.add(Field.RENEWALS_DUE, 1).add(Field.RENEWALS_DUE_ARR, arr);
    switch (due.end()) {
      case RENEWED ->
          sums.add(Field.RENEWED, 1)
              .add(Field.RENEWED_ARR, due.renewedArr() == null ? 0 : due.renewedArr());
      case LAPSED -> sums.add(Field.LAPSED, 1).add(Field.LAPSED_ARR, arr);
      case OPEN -> {
        int range = range(account.ends.get(number(dueMonth)), account.now());
        sums.add(Field.OPEN_RENEWALS, range, 1).add(Field.OPEN_RENEWAL_ARR, range, arr);
        Long foretold = foretold(account, due.day(), before, monthEnd);
        if (foretold != null) {
          sums.add(Field.OPEN_FORETOLD, Math.min(foretold, arr))
              .add(Field.OPEN_FORETOLD_ARR, range, arr);
        }
      }
    }
    Integer then = account.ends.get(number(dueMonth) - 1);
    if (then == null) {
      return;
    }
    int range = range(then, null);
    sums.add(Field.SETTLED_AT, range, open ? 0 : 1);
    sums.add(Field.RENEWED_AT, range, due.end() == NaiveRenewals.End.RENEWED ? 1 : 0);
    Long foretold = foretold(account, due.day(), before, monthStart);
    if (foretold == null) {
      sums.add(Field.FORESEEN_ARR, range, arr);
    } else {
      sums.add(Field.FORETOLD, Math.min(foretold, arr)).add(Field.FORETOLD_RENEWALS, 1);
    }
  }

  /** The last that was said of a renewal before an instant. */
  private Long foretold(Account account, LocalDate due, LocalDate previous, Instant before) {
    SubscriptionSignal last = null;
    for (SubscriptionSignal each : account.forecasts.values()) {
      if (each.amountMinor() == null || !each.occurredAt().isBefore(before)) {
        continue;
      }
      LocalDate said = LocalDate.ofInstant(each.occurredAt(), ZoneOffset.UTC);
      boolean about =
          each.termEnd() == null
              ? !said.isAfter(due)
                  && (previous == null || said.isAfter(previous))
                  && !YearMonth.from(said).isBefore(YearMonth.from(due).minusMonths(12))
              : Math.abs(ChronoUnit.DAYS.between(each.termEnd(), due)) <= 15;
      boolean later =
          last == null
              || each.occurredAt().isAfter(last.occurredAt())
              || (each.occurredAt().equals(last.occurredAt())
                  && StableHash.of(each.eventId()) > StableHash.of(last.eventId()));
      last = about && later ? each : last;
    }
    return last == null ? null : converted(last.amountMinor(), last.currency());
  }

  /** Healthy 0, stable 1, at risk 2, critical 3, emergency 4, without a score 5. */
  private static int range(Integer points, Standing now) {
    int of = points != null ? points : now.scored() ? now.score() / 1000 : -1;
    return of < 0 ? 5 : of >= 80 ? 0 : 4 - of / 20;
  }

  private static int number(YearMonth month) {
    return 12 * month.getYear() + month.getMonthValue() - 1;
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

  /** Customers, how they stand, and what more they may buy, now. */
  Tally health(int now, Slice slice) {
    Tally sums = new Tally();
    for (Account account : accounts.values()) {
      if (!account.isCustomer() || !Slice.of(account.at(now)).contains(slice)) {
        continue;
      }
      Standing standing = account.now();
      boolean atRisk = standing.scored() && standing.score() < 40_000;
      Long arr = arr(account);
      sums.add(Field.ACCOUNTS, 1)
          .add(Field.SCORED, standing.scored() ? 1 : 0)
          .add(Field.AT_RISK, atRisk ? 1 : 0)
          .add(Field.AT_RISK_ARR, atRisk && arr != null ? arr : 0)
          .add(Field.BOOK_ARR, arr == null ? 0 : arr)
          .add(Field.RANGE_ACCOUNTS, range(null, standing), 1)
          .add(Field.RANGE_ARR, range(null, standing), arr == null ? 0 : arr)
          .add(Field.CONTACTS, standing.contacts())
          .add(Field.FEATURES_KNOWN, standing.features() >= 0 ? 1 : 0)
          .add(Field.FEATURES, Math.max(standing.features(), 0))
          .add(Field.CORE_KNOWN, standing.core() >= 0 ? 1 : 0)
          .add(Field.CORE_USERS, standing.core() == 1 ? 1 : 0);
      if (account.at(now).csm() != null) {
        sums.add(Field.MANAGED, 1)
            .add(Field.MANAGED_ARR, arr == null ? 0 : arr)
            .add(Field.SPONSORED, standing.sponsored() ? 1 : 0);
      }
      if (standing.renewalDay() != Integer.MIN_VALUE) {
        sums.add(Field.RENEWAL_DATED, 1).add(Field.RENEWAL_DAYS, standing.renewalDay());
      }
      if (standing.firstValueDays() >= 0) {
        sums.add(Field.FIRST_VALUE_DAYS, Math.min(standing.firstValueDays(), 730), 1);
      }
      finances(sums, account, arr == null ? 0 : arr);
      for (Chance chance : chances(account)) {
        if (chance.isOpen() && chance.amount() != null) {
          sums.add(Field.PIPELINE, 1).add(Field.PIPELINE_AMOUNT, chance.amount());
        }
      }
    }
    return sums;
  }

  /** The last margin that was told, and the last cost, each by itself. */
  private void finances(Tally sums, Account account, long arr) {
    SubscriptionSignal margin = null;
    SubscriptionSignal cost = null;
    for (SubscriptionSignal each : account.finances) {
      if (each.finance().grossMargin() != null && isLater(each, margin)) {
        margin = each;
      }
      if (each.finance().acquisitionCostMinor() != null && isLater(each, cost)) {
        cost = each;
      }
    }
    long monthly = arr / 12;
    long profit = 0;
    if (margin != null) {
      profit = monthly * Math.round(1000 * margin.finance().grossMargin()) / 1000;
      sums.add(Field.MARGIN_ACCOUNTS, 1)
          .add(Field.MARGIN_MRR, monthly)
          .add(Field.MARGIN_PROFIT, profit);
    }
    Long spent =
        cost == null ? null : converted(cost.finance().acquisitionCostMinor(), cost.currency());
    if (spent != null && margin != null) {
      sums.add(Field.ACQUIRED_ACCOUNTS, 1)
          .add(Field.ACQUISITION_COST, spent)
          .add(Field.ACQUIRED_PROFIT, profit);
    } else if (spent != null) {
      sums.add(Field.COST_ALONE_ACCOUNTS, 1)
          .add(Field.COST_ALONE, spent)
          .add(Field.COST_ALONE_MRR, monthly);
    }
  }

  private static boolean isLater(SubscriptionSignal told, SubscriptionSignal known) {
    return known == null || !told.occurredAt().isBefore(known.occurredAt());
  }

  /** Chances to sell that were closed in a month, of former customers too. */
  Tally closedChances(int month, Slice slice) {
    Tally sums = new Tally();
    for (Account account : accounts.values()) {
      if (!Slice.of(account.at(month)).contains(slice)) {
        continue;
      }
      for (Chance chance : chances(account)) {
        if (!chance.isOpen()
            && chance.amount() != null
            && Months.of(chance.last().occurredAt().toEpochMilli()) == month) {
          boolean won = chance.last().kind() == SubscriptionSignal.Kind.EXPANSION_WON;
          sums.add(won ? Field.PIPELINE_WON : Field.PIPELINE_LOST, chance.amount());
        }
      }
    }
    return sums;
  }

  /**
   * A chance to sell more.
   *
   * @param last what stands of what was said of it
   * @param amount what it is worth; null without a rate
   */
  private record Chance(SubscriptionSignal last, Long amount) {
    boolean isOpen() {
      return last.kind() == SubscriptionSignal.Kind.EXPANSION_OPENED;
    }
  }

  private List<Chance> chances(Account account) {
    Map<String, SubscriptionSignal> latest = new HashMap<>();
    Map<String, Long> amounts = new HashMap<>();
    Map<String, String> currencies = new HashMap<>();
    for (SubscriptionSignal chance : account.chances) {
      SubscriptionSignal known = latest.get(chance.opportunityId());
      long amount = chance.amountMinor() == null ? 0 : chance.amountMinor();
      if (known == null || stands(chance, known, amounts.get(chance.opportunityId()))) {
        latest.put(chance.opportunityId(), chance);
        if (known == null || amount > 0) {
          amounts.put(chance.opportunityId(), amount);
          currencies.put(chance.opportunityId(), chance.currency());
        }
      }
    }
    List<Chance> chances = new ArrayList<>();
    latest.forEach(
        (id, last) ->
            chances.add(new Chance(last, converted(amounts.get(id), currencies.get(id)))));
    return chances;
  }

  /** Later stands; of the same time won stands, then lost, then what is worth more. */
  private static boolean stands(SubscriptionSignal told, SubscriptionSignal known, long worth) {
    List<SubscriptionSignal.Kind> order =
        List.of(
            SubscriptionSignal.Kind.EXPANSION_OPENED,
            SubscriptionSignal.Kind.EXPANSION_LOST,
            SubscriptionSignal.Kind.EXPANSION_WON);
    if (!told.occurredAt().equals(known.occurredAt())) {
      return told.occurredAt().isAfter(known.occurredAt());
    }
    int more = order.indexOf(told.kind()) - order.indexOf(known.kind());
    return more > 0 || (more == 0 && (told.amountMinor() == null ? 0 : told.amountMinor()) > worth);
  }
}
