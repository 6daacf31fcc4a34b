package dev.customerhealth.history.ravenstack;

import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.avro.UsageType;
import dev.customerhealth.history.HistoryEvent;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Uses of a feature. The source has no people: the subscription stands for the user. Without
 * counterpart: error_count, is_beta_feature (a beta feature is not an advanced one).
 */
final class Usage extends Table {
  private final Accounts accounts;
  private final Subscriptions subscriptions;
  private final Features features;
  private final Map<String, Integer> seen = new HashMap<>();

  Usage(
      Accounts accounts,
      Subscriptions subscriptions,
      Features features,
      Consumer<HistoryEvent> out) {
    super(
        "ravenstack_feature_usage.csv",
        List.of(
            "usage_id",
            "subscription_id",
            "usage_date",
            "feature_name",
            "usage_count",
            "usage_duration_secs"),
        out);
    this.accounts = accounts;
    this.subscriptions = subscriptions;
    this.features = features;
  }

  @Override
  void convert(Row row) {
    String id = row.text("usage_id");
    Subscriptions.Subscription subscription = subscriptions.find(row.text("subscription_id"));
    if (subscription == null) {
      report().leftOut().add("uses under an unknown subscription", id);
      return;
    }
    LocalDate day = row.date("usage_date");
    long count = row.count("usage_count");
    if (count == 0) {
      report().leftOut().add("uses counted 0 times: nothing happened", id);
      return;
    }
    String feature = row.text("feature_name");
    ProductUsageEvent.Builder use =
        ProductUsageEvent.newBuilder()
            .setAccountId(subscription.accountId())
            .setOccurredAt(row.midnight("usage_date"))
            .setSource(RavenStack.SOURCE)
            .setType(UsageType.FEATURE_USED)
            .setUserId(subscription.id())
            .setFeature(feature)
            .setCount(count)
            .setDurationSeconds(row.count("usage_duration_secs"));
    if (day.isBefore(accounts.signUp(subscription.accountId()))) {
      report().notes().add("uses from before the account signed up", id);
    }
    features.used(subscription.plan(), feature);
    tell(RavenStack.TOPICS.productUsage().name(), use.setEventId(ownId(id)).build());
  }

  /** Some ids occur twice with different content: two facts, so they get two ids. */
  private String ownId(String id) {
    int times = seen.merge(id, 1, Integer::sum);
    if (times == 1) {
      return id;
    }
    report().notes().add("uses whose id occurred before, numbered", id);
    return id + "-" + times;
  }
}
