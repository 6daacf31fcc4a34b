package dev.customerhealth.domain.signal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Who an account is: fact E19. The latest profile replaces the earlier one whole; one older than
 * the known profile changes nothing.
 *
 * @param occurredAt when the profile became true
 * @param paidSeats seats paid for, at least 0; null when not told
 * @param arrMinor annual recurring revenue in minor units; null when not told
 * @param planFeatureCount features the plan includes; 0 when not told
 * @param industry for people; null when not told
 * @param valuableFeatures those of the plan's features that carry most of its value; empty when not
 *     told
 */
public record ProfileSignal(
    String accountId,
    Instant occurredAt,
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
    String industry,
    List<String> valuableFeatures)
    implements Signal {

  public ProfileSignal {
    valuableFeatures = List.copyOf(valuableFeatures);
  }

  /** A profile that says neither the industry nor which features are valuable. */
  public ProfileSignal(
      String accountId,
      Instant occurredAt,
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
        accountId,
        occurredAt,
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
        null,
        List.of());
  }

  @Override
  public <R> R accept(SignalVisitor<R> visitor) {
    return visitor.profile(this);
  }
}
