package dev.customerhealth.domain.signal;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Who an account is: fact E19. The latest profile replaces the earlier one whole; one older than
 * the known profile changes nothing.
 *
 * @param occurredAt when the profile became true
 * @param paidSeats seats paid for, at least 0; null when not told
 * @param arrMinor annual recurring revenue in minor units; null when not told
 * @param planFeatureCount features the plan includes; 0 when not told
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
    int planFeatureCount)
    implements Signal {
  @Override
  public <R> R accept(SignalVisitor<R> visitor) {
    return visitor.profile(this);
  }
}
