package dev.customerhealth.history.ravenstack;

import dev.customerhealth.avro.SubscriptionChange;
import dev.customerhealth.avro.SubscriptionChangeType;
import dev.customerhealth.history.HistoryEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Subscriptions run side by side, so the beginning and the end of one change the account's total:
 * from nothing NEW, more EXPANDED, less CONTRACTED, to nothing CHURNED; free trials start and end
 * without money. Without counterpart: upgrade_flag and downgrade_flag (no date), churn_flag (the
 * same as an end date), arr_amount (12 times mrr_amount), billing_frequency, auto_renew_flag, and
 * seats, which contradict those of the accounts table.
 */
final class Subscriptions extends Table {
  private final Accounts accounts;
  private final Map<String, Subscription> byId = new HashMap<>();
  private final Map<String, List<Step>> stepsByAccount = new TreeMap<>();

  Subscriptions(Accounts accounts, Consumer<HistoryEvent> out) {
    super(
        "ravenstack_subscriptions.csv",
        List.of(
            "subscription_id",
            "account_id",
            "start_date",
            "end_date",
            "plan_tier",
            "mrr_amount",
            "is_trial"),
        out);
    this.accounts = accounts;
  }

  /** A subscription; null for an unknown one. */
  Subscription find(String subscriptionId) {
    return byId.get(subscriptionId);
  }

  @Override
  void convert(Row row) {
    Subscription subscription =
        new Subscription(
            row.text("subscription_id"),
            row.text("account_id"),
            row.text("plan_tier"),
            row.flag("is_trial"),
            row.cents("mrr_amount"));
    if (accounts.signUp(subscription.accountId()) == null) {
      report().leftOut().add("subscriptions of an unknown account", subscription.id());
      return;
    }
    LocalDate start = row.date("start_date");
    LocalDate end = row.dateOrNull("end_date");
    if (byId.putIfAbsent(subscription.id(), subscription) != null) {
      throw new BadRow(
          row.number(), "subscription_id", subscription.id(), "each subscription once");
    }
    List<Step> steps =
        stepsByAccount.computeIfAbsent(subscription.accountId(), unseen -> new ArrayList<>());
    steps.add(new Step(start, true, subscription));
    if (end != null) {
      steps.add(new Step(end, false, subscription));
    }
  }

  @Override
  void finish() {
    stepsByAccount.forEach(
        (accountId, steps) -> {
          // Within a day what begins comes first, or a subscription of one day would end unbegun.
          steps.sort(Comparator.comparing(Step::day).thenComparing(step -> !step.starts()));
          long total = 0;
          for (Step step : steps) {
            total = tell(step, total);
          }
        });
  }

  private long tell(Step step, long before) {
    Subscription subscription = step.subscription();
    long after = before + (step.starts() ? subscription.mrrCents() : -subscription.mrrCents());
    Instant time = step.day().atStartOfDay().toInstant(ZoneOffset.UTC);
    tell(
        RavenStack.TOPICS.subscriptionChanges().name(),
        SubscriptionChange.newBuilder()
            .setEventId(subscription.id() + (step.starts() ? "-start" : "-end"))
            .setAccountId(subscription.accountId())
            .setOccurredAt(time)
            .setSource(RavenStack.SOURCE)
            .setType(kind(step, before, after))
            .setSubscriptionId(subscription.id())
            .setMrrBeforeMinor(before)
            .setMrrAfterMinor(after)
            .setCurrency(RavenStack.CURRENCY)
            .setPlan(subscription.plan())
            .build());
    return after;
  }

  private static SubscriptionChangeType kind(Step step, long before, long after) {
    if (step.subscription().trial()) {
      return step.starts()
          ? SubscriptionChangeType.TRIAL_STARTED
          : SubscriptionChangeType.TRIAL_ENDED;
    }
    if (step.starts()) {
      return before == 0 ? SubscriptionChangeType.NEW : SubscriptionChangeType.EXPANDED;
    }
    return after == 0 ? SubscriptionChangeType.CHURNED : SubscriptionChangeType.CONTRACTED;
  }

  /**
   * One subscription.
   *
   * @param trial free of charge
   * @param mrrCents what it adds to the account's monthly recurring revenue
   */
  record Subscription(String id, String accountId, String plan, boolean trial, long mrrCents) {}

  private record Step(LocalDate day, boolean starts, Subscription subscription) {}
}
