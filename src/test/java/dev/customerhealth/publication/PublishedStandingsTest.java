package dev.customerhealth.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.ChildStanding;
import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Fold;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.signal.ProfileSignal;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class PublishedStandingsTest {
  private static final Instant NOW = Instant.parse("2026-06-30T09:00:00Z");

  private final Facts facts = new Facts("acme");

  private ProfileSignal child(Long arrMinor, String currency) {
    return new ProfileSignal(
        "acme", NOW, "Acme", null, null, null, "group", null, null, null, null, arrMinor, currency,
        0, null, List.of());
  }

  private SubscriptionSignal monthly(Instant at, long minor) {
    return facts.contract(at, SubscriptionSignal.Kind.NEW, minor, null);
  }

  private static ChildStanding only(List<SpecificRecord> told) {
    assertThat(told).hasSize(1);
    return (ChildStanding) told.get(0);
  }

  @Test
  void revenue_known_from_the_subscription_alone_weighs_as_twelve_months_of_it() {
    Fold fold = new Fold("acme");
    fold.tell(child(null, null));
    AccountState before = fold.state();
    fold.tell(monthly(NOW, 1_000));

    ChildStanding told = only(PublishedStandings.of(before, fold.state()));

    assertThat(told.getArrMinor()).isEqualTo(12_000);
    assertThat(told.getCurrency()).isEqualTo("EUR");
  }

  @Test
  void revenue_of_the_profile_goes_before_that_of_the_subscription() {
    Fold fold = new Fold("acme");
    fold.tell(monthly(NOW, 1_000));
    AccountState before = fold.state();
    fold.tell(child(500L, "USD"));

    ChildStanding told = only(PublishedStandings.of(before, fold.state()));

    assertThat(told.getArrMinor()).isEqualTo(500);
    assertThat(told.getCurrency()).isEqualTo("USD");
  }
}
