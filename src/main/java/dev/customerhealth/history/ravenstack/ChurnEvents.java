package dev.customerhealth.history.ravenstack;

import dev.customerhealth.avro.SuccessActivity;
import dev.customerhealth.avro.SuccessActivityType;
import dev.customerhealth.history.HistoryEvent;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reports of churn become market signals, not CHURNED: in the subscriptions no account ever loses
 * its last one, so a revenue of 0 would contradict them. Without counterpart: refund_amount_usd,
 * preceding_upgrade_flag, preceding_downgrade_flag.
 */
final class ChurnEvents extends Table {
  private final Accounts accounts;

  ChurnEvents(Accounts accounts, Consumer<HistoryEvent> out) {
    super(
        "ravenstack_churn_events.csv",
        List.of(
            "churn_event_id",
            "account_id",
            "churn_date",
            "reason_code",
            "is_reactivation",
            "feedback_text"),
        out);
    this.accounts = accounts;
  }

  @Override
  void convert(Row row) {
    String id = row.text("churn_event_id");
    String accountId = row.text("account_id");
    if (accounts.signUp(accountId) == null) {
      report().leftOut().add("churn reports of an unknown account", id);
      return;
    }
    String what = row.flag("is_reactivation") ? "reactivation reported: " : "churn reported: ";
    String feedback = row.textOrNull("feedback_text");
    tell(
        RavenStack.TOPICS.successActivities().name(),
        SuccessActivity.newBuilder()
            .setEventId(id)
            .setAccountId(accountId)
            .setOccurredAt(row.midnight("churn_date"))
            .setSource(RavenStack.SOURCE)
            .setType(SuccessActivityType.MARKET_SIGNAL)
            .setDetail(what + row.text("reason_code") + (feedback == null ? "" : ", " + feedback))
            .build());
  }
}
