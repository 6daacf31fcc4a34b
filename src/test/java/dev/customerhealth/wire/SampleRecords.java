package dev.customerhealth.wire;

import dev.customerhealth.avro.AccountProfile;
import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.avro.UsageType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Records to write and read. */
public final class SampleRecords {
  private SampleRecords() {}

  /** A usage event; the number makes every field differ. */
  public static ProductUsageEvent usage(int number) {
    return ProductUsageEvent.newBuilder()
        .setEventId("event-" + number)
        .setAccountId("account-" + number % 97)
        .setOccurredAt(Instant.parse("2026-03-01T00:00:00Z").plusMillis(number))
        .setType(UsageType.FEATURE_USED)
        .setUserId("user-" + number % 13 + " 🙂")
        .setFeature("x".repeat(number % 50))
        .setCount((long) number)
        .build();
  }

  /** A profile with dates and arrays. */
  public static AccountProfile profile(String accountId) {
    return AccountProfile.newBuilder()
        .setAccountId(accountId)
        .setUpdatedAt(Instant.parse("2026-03-01T10:15:30.123Z"))
        .setName("Müller & Söhne")
        .setRenewalDate(LocalDate.of(2027, 2, 28))
        .setPaidSeats(40)
        .setArrMinor(12_000_000L)
        .setCurrency("EUR")
        .setPlanFeatures(List.of("reports", "api"))
        .build();
  }
}
