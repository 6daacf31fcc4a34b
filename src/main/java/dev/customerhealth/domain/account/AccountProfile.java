package dev.customerhealth.domain.account;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Who an account is, as far as scores and alerts need it (E19).
 *
 * @param updatedAt when it became true
 * @param name for people; null when not told, as every other text
 * @param paidSeats at least 0; null when not told
 * @param arrMinor annual recurring revenue in minor units; null when not told
 * @param planFeatureCount features of the plan; 0 when not told
 * @param valuableFeatures those of the plan's features that carry most of its value
 */
public record AccountProfile(
    Instant updatedAt,
    String name,
    String segment,
    String region,
    String tier,
    String parentAccountId,
    String csmId,
    LocalDate contractStart,
    LocalDate renewalDate,
    Integer paidSeats,
    Long arrMinor,
    String currency,
    int planFeatureCount,
    FeatureSet valuableFeatures) {

  /** A profile that does not say which features are valuable. */
  public AccountProfile(
      Instant updatedAt,
      String name,
      String segment,
      String region,
      String tier,
      String parentAccountId,
      String csmId,
      LocalDate contractStart,
      LocalDate renewalDate,
      Integer paidSeats,
      Long arrMinor,
      String currency,
      int planFeatureCount) {
    this(
        updatedAt,
        name,
        segment,
        region,
        tier,
        parentAccountId,
        csmId,
        contractStart,
        renewalDate,
        paidSeats,
        arrMinor,
        currency,
        planFeatureCount,
        FeatureSet.NONE);
  }
}
