package dev.customerhealth.intake;

import dev.customerhealth.avro.AccountProfile;
import dev.customerhealth.domain.signal.ProfileRemoved;
import dev.customerhealth.domain.signal.ProfileSignal;
import java.time.Instant;

/**
 * Reads account-profiles (E19). A tombstone removes the profile.
 *
 * @param limits what is taken for possible
 */
public record ProfileReader(IntakeLimits limits) implements SignalReader<AccountProfile> {

  private static final int MOST_FEATURES = 10_000;

  @Override
  public Received read(String key, AccountProfile profile, Origin origin) {
    Inspection inspection = new Inspection(origin).key(key);
    if (!inspection.passed()) {
      return inspection.rejection(profile == null ? key : profile.getAccountId(), null, profile);
    }
    if (profile == null) {
      return new Accepted(new ProfileRemoved(key, Instant.ofEpochMilli(origin.receivedAt())));
    }
    inspect(inspection, key, profile);
    return inspection.passed()
        ? new Accepted(signal(profile))
        : inspection.rejection(profile.getAccountId(), null, profile);
  }

  private void inspect(Inspection inspection, String key, AccountProfile profile) {
    inspection
        .account(key, profile.getAccountId())
        .time("updated_at", profile.getUpdatedAt(), limits)
        .text("source", profile.getSource())
        .text("name", profile.getName())
        .text("segment", profile.getSegment())
        .text("region", profile.getRegion())
        .text("industry", profile.getIndustry())
        .text("tier", profile.getTier())
        .text("plan", profile.getPlan())
        .idIfTold("parent_account_id", profile.getParentAccountId())
        .idIfTold("csm_id", profile.getCsmId())
        .text("csm_name", profile.getCsmName())
        .day("contract_start", profile.getContractStart())
        .day("renewal_date", profile.getRenewalDate())
        .within("paid_seats", profile.getPaidSeats(), 0, Integer.MAX_VALUE)
        .within("arr_minor", profile.getArrMinor(), 0, Long.MAX_VALUE)
        .currency("currency", profile.getCurrency())
        .ids("plan_features", profile.getPlanFeatures(), MOST_FEATURES)
        .ids("valuable_features", profile.getValuableFeatures(), MOST_FEATURES);
  }

  private static ProfileSignal signal(AccountProfile profile) {
    return new ProfileSignal(
        profile.getAccountId(),
        profile.getUpdatedAt(),
        profile.getName(),
        profile.getSegment(),
        profile.getRegion(),
        profile.getTier(),
        profile.getParentAccountId(),
        profile.getCsmId(),
        profile.getContractStart(),
        profile.getRenewalDate(),
        profile.getPaidSeats(),
        profile.getArrMinor(),
        profile.getCurrency(),
        (int) profile.getPlanFeatures().stream().distinct().count(),
        profile.getIndustry(),
        profile.getValuableFeatures());
  }
}
