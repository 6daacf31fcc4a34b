package dev.customerhealth.history.ravenstack;

import dev.customerhealth.avro.AccountProfile;
import dev.customerhealth.history.HistoryEvent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Accounts become profiles, true from the day of sign-up. Without counterpart: referral_source,
 * is_trial, churn_flag (a fact without a date). There is no renewal date, segment or manager.
 */
final class Accounts extends Table {
  private final Map<String, LocalDate> signUps = new HashMap<>();
  private final List<AccountProfile.Builder> profiles = new ArrayList<>();
  private final Features features;

  Accounts(Features features, Consumer<HistoryEvent> out) {
    super(
        "ravenstack_accounts.csv",
        List.of(
            "account_id",
            "account_name",
            "industry",
            "country",
            "signup_date",
            "plan_tier",
            "seats"),
        out);
    this.features = features;
  }

  /** Day of sign-up; null for an unknown account. */
  LocalDate signUp(String accountId) {
    return signUps.get(accountId);
  }

  @Override
  void convert(Row row) {
    String accountId = row.text("account_id");
    AccountProfile.Builder profile =
        AccountProfile.newBuilder()
            .setAccountId(accountId)
            .setUpdatedAt(row.midnight("signup_date"))
            .setSource(RavenStack.SOURCE)
            .setName(row.textOrNull("account_name"))
            .setIndustry(row.textOrNull("industry"))
            .setRegion(row.textOrNull("country"))
            .setPlan(row.textOrNull("plan_tier"))
            .setContractStart(row.date("signup_date"))
            .setPaidSeats(Math.toIntExact(row.count("seats")));
    if (signUps.putIfAbsent(accountId, row.date("signup_date")) != null) {
      throw new BadRow(row.number(), "account_id", accountId, "each account once");
    }
    profiles.add(profile);
  }

  /** The features of the plans are known only when all use has been read. */
  void tellProfiles() {
    for (AccountProfile.Builder profile : profiles) {
      tell(
          RavenStack.TOPICS.accountProfiles().name(),
          profile.setPlanFeatures(features.of(profile.getPlan())).build());
    }
  }
}
