package dev.customerhealth.domain.portfolio;

import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.signal.AccountSignal;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import dev.customerhealth.domain.signal.SurveySignal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Histories of a book: subscriptions that move, late and very late, told twice, in several
 * currencies; owners that change, answers, scores, months that end. The same seed makes the same
 * history.
 */
public final class RandomBook {
  private static final List<String> SEGMENTS = List.of("smb", "mid", "enterprise");
  private static final List<String> REGIONS = List.of("emea", "americas", "apac");
  private static final List<String> MANAGERS = List.of("anna", "bob", "carol");
  private static final List<SurveySignal.Kind> SURVEYS = List.of(SurveySignal.Kind.values());
  private static final List<SubscriptionSignal.Kind> KINDS =
      List.of(
          SubscriptionSignal.Kind.NEW,
          SubscriptionSignal.Kind.EXPANDED,
          SubscriptionSignal.Kind.EXPANDED,
          SubscriptionSignal.Kind.CONTRACTED,
          SubscriptionSignal.Kind.RENEWED,
          SubscriptionSignal.Kind.CHURNED,
          SubscriptionSignal.Kind.EXPANSION_OPENED,
          SubscriptionSignal.Kind.EXPANSION_WON,
          SubscriptionSignal.Kind.EXPANSION_LOST,
          SubscriptionSignal.Kind.FINANCE_FACTS,
          SubscriptionSignal.Kind.RENEWAL_FORECAST);

  private final SplittableRandom random;
  private final List<Step> steps = new ArrayList<>();
  private final long[] profileAt;
  private LocalDate today = LocalDate.parse("2024-01-10");
  private int events;

  private RandomBook(long seed, int accounts) {
    random = new SplittableRandom(seed);
    profileAt = new long[accounts];
  }

  /**
   * What happens next: news of an account, or a month that begins.
   *
   * @param news null when a month begins
   * @param month by {@link Months}; 0 with news
   */
  public record Step(BookNews.OfAccount news, int month) {}

  /** A history of so many accounts and steps. */
  public static List<Step> of(long seed, int accounts, int steps) {
    RandomBook made = new RandomBook(seed, accounts);
    for (int i = 0; i < steps; i++) {
      made.step(accounts);
    }
    return made.steps;
  }

  private void step(int accounts) {
    if (random.nextInt(8) == 0) {
      LocalDate before = today;
      today = today.plusDays(random.nextInt(10) == 0 ? 75 : random.nextInt(1, 12));
      if (before.getMonthValue() != today.getMonthValue() || before.getYear() != today.getYear()) {
        steps.add(new Step(null, Months.ofDay((int) today.toEpochDay())));
      }
      return;
    }
    int number = random.nextInt(accounts);
    String account = "account-" + number;
    switch (random.nextInt(6)) {
      case 0, 1 -> {
        BookNews.OfAccount told = news(account, null, subscription(account));
        steps.add(new Step(told, 0));
        if (random.nextInt(10) == 0) {
          steps.add(new Step(told, 0));
        }
      }
      case 2 -> {
        BookNews.OfAccount told = news(account, null, survey(account));
        steps.add(new Step(told, 0));
        if (random.nextInt(10) == 0) {
          steps.add(new Step(told, 0));
        }
      }
      default -> steps.add(new Step(news(account, standing(number), null), 0));
    }
  }

  private static BookNews.OfAccount news(String account, Standing standing, AccountSignal fact) {
    return new BookNews.OfAccount(
        account, standing, fact, fact == null ? 0 : fact.occurredAt().toEpochMilli());
  }

  private Instant when() {
    int back =
        switch (random.nextInt(10)) {
          case 0 -> random.nextInt(1500);
          case 1, 2 -> random.nextInt(120);
          default -> random.nextInt(5);
        };
    return today
        .minusDays(back)
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant()
        .plusSeconds(random.nextInt(4) == 0 ? 0 : random.nextInt(86_400));
  }

  private SubscriptionSignal subscription(String account) {
    SubscriptionSignal.Kind kind = KINDS.get(random.nextInt(KINDS.size()));
    boolean left = kind == SubscriptionSignal.Kind.CHURNED;
    return new SubscriptionSignal(
        "event-" + events++,
        account,
        when(),
        kind,
        left ? 0L : random.nextLong(1, 100_000),
        random.nextBoolean() ? null : random.nextLong(100_000),
        currency(),
        null,
        random.nextInt(3) > 0 ? null : today.plusDays(random.nextInt(-30, 400)),
        random.nextInt(3) == 0 ? random.nextLong(100_000) : null,
        random.nextInt(3) == 0
            ? List.of()
            : List.of("core", "more", "most").subList(0, random.nextInt(1, 4)),
        null,
        "chance-" + random.nextInt(3),
        null,
        kind == SubscriptionSignal.Kind.FINANCE_FACTS
            ? new SubscriptionSignal.Finance(
                null,
                events % 3 == 0 ? null : (Double) random.nextDouble(),
                events % 3 == 1 ? null : (Long) random.nextLong(100_000),
                null)
            : null);
  }

  private String currency() {
    // What has no rate hides all money it is among, so there is little of it.
    int draw = random.nextInt(100);
    return draw == 0 ? "GBP" : draw == 1 ? null : draw < 25 ? "EUR" : "USD";
  }

  private SurveySignal survey(String account) {
    SurveySignal.Kind kind = SURVEYS.get(random.nextInt(SURVEYS.size()));
    return new SurveySignal(
        "answer-" + events++, account, when(), kind, random.nextInt(1, 6), 1, 5, true, null);
  }

  private Standing standing(int number) {
    if (random.nextInt(4) == 0) {
      profileAt[number] =
          Math.max(profileAt[number], Days.startOf((int) today.toEpochDay() - random.nextInt(40)));
    }
    boolean profiled = profileAt[number] > 0;
    SplittableRandom who = new SplittableRandom(profileAt[number] + number);
    boolean scored = random.nextInt(5) > 0;
    return new Standing(
        random.nextInt(12) > 0,
        profiled
            ? new Attribution(
                who.nextInt(6) == 0 ? null : SEGMENTS.get(who.nextInt(3)),
                MANAGERS.get(who.nextInt(3)),
                who.nextInt(6) == 0 ? Months.NONE : Told.month("2023-0" + who.nextInt(1, 9)),
                who.nextInt(6) == 0 ? null : REGIONS.get(who.nextInt(3)))
            : Attribution.UNKNOWN,
        profiled ? profileAt[number] : AccountState.NEVER,
        scored,
        scored ? random.nextInt(100_001) : 0,
        random.nextInt(3) == 0 ? -1 : random.nextLong(10_000_000),
        currency(),
        random.nextInt(3) == 0
            ? Days.NONE
            : (int) today.plusDays(random.nextInt(-60, 300)).toEpochDay(),
        random.nextInt(900) - 100 < 0 ? -1 : random.nextInt(900),
        random.nextBoolean(),
        random.nextInt(6),
        random.nextInt(8) - 1,
        random.nextInt(3) - 1);
  }
}
