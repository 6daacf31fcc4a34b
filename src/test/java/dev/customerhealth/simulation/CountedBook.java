package dev.customerhealth.simulation;

import dev.customerhealth.avro.GoalKind;
import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.avro.SubscriptionChange;
import dev.customerhealth.avro.SubscriptionChangeType;
import dev.customerhealth.avro.SuccessActivity;
import dev.customerhealth.avro.SuccessActivityType;
import dev.customerhealth.avro.SurveyKind;
import dev.customerhealth.avro.SurveyResponseEvent;
import dev.customerhealth.avro.UsageType;
import dev.customerhealth.history.HistoryEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * The history of the demo's book, counted event by event: without the domain, to which it is
 * compared.
 */
final class CountedBook {
  private static final Instant END = Instant.parse("2026-06-01T15:00:00Z");
  private static final Instant YEAR_BEGIN = Instant.parse("2025-06-01T00:00:00Z");
  private static final double PERCENT = 100;

  private final BookPlan plan;
  private final Map<String, Long> then = new HashMap<>();
  private final Map<String, SubscriptionChange> latest = new HashMap<>();
  private final Map<String, Integer> firstLines = new HashMap<>();
  private final Map<Enum<?>, Integer> counts = new HashMap<>();
  private final Set<String> chances = new HashSet<>();
  private final List<String> loginsAfterTheEnd = new ArrayList<>();
  private int promoters;
  private int detractors;
  private long events;
  private long earlier;

  private CountedBook(BookPlan plan) {
    this.plan = plan;
  }

  static CountedBook of(long seed) {
    CountedBook book = new CountedBook(new BookPlan(seed, 200, 120, END));
    Book.of(book.plan).history().forEachRemaining(book::take);
    return book;
  }

  private void take(HistoryEvent told) {
    events++;
    LocalDate day = told.occurredAt().atZone(ZoneOffset.UTC).toLocalDate();
    earlier += day.isBefore(plan.firstDay()) ? 1 : 0;
    if (told.event() instanceof SubscriptionChange change) {
      take(told.accountId(), change);
    } else if (told.event() instanceof SuccessActivity activity) {
      add(activity.getType());
      if (activity.getType() == SuccessActivityType.GOAL_ACHIEVED) {
        add(activity.getGoalKind());
      }
    } else if (told.event() instanceof SurveyResponseEvent answer) {
      add(answer.getKind());
      if (answer.getKind() == SurveyKind.NPS) {
        promoters += answer.getValue() >= 9 ? 1 : 0;
        detractors += answer.getValue() <= 6 ? 1 : 0;
      }
    } else if (told.event() instanceof ProductUsageEvent usage
        && usage.getType() == UsageType.LOGIN
        && latest.get(told.accountId()).getType() == SubscriptionChangeType.CHURNED
        && day.isAfter(
            LocalDate.ofInstant(latest.get(told.accountId()).getOccurredAt(), ZoneOffset.UTC))) {
      loginsAfterTheEnd.add(told.toString());
    }
  }

  private void take(String account, SubscriptionChange change) {
    add(change.getType());
    String chance = account + "/" + change.getOpportunityId();
    if (change.getType() == SubscriptionChangeType.EXPANSION_OPENED) {
      chances.add(chance);
    } else if (change.getOpportunityId() != null) {
      chances.remove(chance);
    }
    if (change.getMrrAfterMinor() != null) {
      latest.put(account, change);
      firstLines.putIfAbsent(account, change.getProductLines().size());
      if (change.getOccurredAt().isBefore(YEAR_BEGIN) && change.getMrrAfterMinor() > 0) {
        then.put(account, change.getMrrAfterMinor());
      } else if (change.getOccurredAt().isBefore(YEAR_BEGIN)) {
        then.remove(account);
      }
    }
  }

  private void add(Enum<?> kind) {
    counts.merge(kind, 1, Integer::sum);
  }

  private long now(String account) {
    return latest.get(account).getMrrAfterMinor();
  }

  /** In percent of what those there at the beginning of the year paid then. */
  private double ofThen(ToLongFunction<String> of) {
    double start = then.values().stream().mapToLong(Long::longValue).sum();
    return PERCENT * then.keySet().stream().mapToLong(of).sum() / start;
  }

  double netRetention() {
    return ofThen(this::now);
  }

  double grossRetention() {
    return ofThen(account -> Math.min(then.get(account), now(account)));
  }

  double logoRetention() {
    return PERCENT
        * then.keySet().stream().filter(account -> now(account) > 0).count()
        / then.size();
  }

  double renewalRate() {
    double renewed = count(SubscriptionChangeType.RENEWED);
    return PERCENT * renewed / (renewed + count(SubscriptionChangeType.CHURNED));
  }

  double nps() {
    return PERCENT * (promoters - detractors) / count(SurveyKind.NPS);
  }

  int count(SubscriptionChangeType type) {
    return counts.getOrDefault(type, 0);
  }

  int count(SuccessActivityType type) {
    return counts.getOrDefault(type, 0);
  }

  int count(SurveyKind kind) {
    return counts.getOrDefault(kind, 0);
  }

  int achieved(GoalKind kind) {
    return counts.getOrDefault(kind, 0);
  }

  int openChances() {
    return chances.size();
  }

  /** Accounts whose term ends in the days after the history. */
  int termsEndingWithin(int days) {
    return (int)
        latest.values().stream()
            .filter(change -> change.getType() != SubscriptionChangeType.CHURNED)
            .filter(change -> change.getTermEnd().isAfter(plan.lastDay()))
            .filter(change -> change.getTermEnd().isBefore(plan.lastDay().plusDays(days)))
            .count();
  }

  /** Accounts that hold more product lines than at first. */
  int crossSold() {
    return (int)
        latest.entrySet().stream()
            .filter(
                last -> last.getValue().getProductLines().size() > firstLines.get(last.getKey()))
            .count();
  }

  List<String> loginsAfterTheEnd() {
    return loginsAfterTheEnd;
  }

  long events() {
    return events;
  }

  /** Events before the history itself. */
  long earlier() {
    return earlier;
  }

  @Override
  public String toString() {
    return "seed " + plan.seed();
  }
}
