package dev.customerhealth.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.ChildStanding;
import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Fold;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.portfolio.Rates;
import dev.customerhealth.domain.signal.ProfileSignal;
import dev.customerhealth.domain.signal.SubscriptionSignal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

  @Test
  void a_child_that_churned_has_left_and_says_so_again_when_its_revenue_moves() {
    Fold fold = new Fold("acme");
    fold.tell(child(500L, "USD"));
    AccountState before = fold.state();
    fold.tell(facts.contract(NOW, SubscriptionSignal.Kind.CHURNED, 0L, null));

    assertThat(only(PublishedStandings.of(before, fold.state())).getLeft()).isTrue();

    AccountState churned = fold.state();
    fold.tell(facts.login(NOW, "ann"));
    assertThat(PublishedStandings.of(churned, fold.state())).isEmpty();
    fold.tell(child(700L, "USD"));

    assertThat(only(PublishedStandings.of(churned, fold.state())).getLeft()).isTrue();
  }

  @Test
  void in_a_book_of_several_currencies_revenue_is_told_in_the_one_it_is_told_in() {
    Rates rates = new Rates("USD", Map.of("EUR", new BigDecimal("1.1")));

    assertThat(PublishedStandings.read(standing(1_000, "EUR"), rates))
        .isEqualTo(new dev.customerhealth.domain.parent.ChildStanding(0, true, 7, 1_100, "USD"));
    assertThat(PublishedStandings.read(standing(1_000, "USD"), rates).arrMinor()).isEqualTo(1_000);
  }

  @Test
  void revenue_without_a_rate_stays_as_it_was_told() {
    Rates rates = new Rates("USD", Map.of("EUR", new BigDecimal("1.1")));

    assertThat(PublishedStandings.read(standing(1_000, "CHF"), rates))
        .isEqualTo(new dev.customerhealth.domain.parent.ChildStanding(0, true, 7, 1_000, "CHF"));
    assertThat(PublishedStandings.read(standing(1_000, "CHF"), Rates.only("USD")).currency())
        .isEqualTo("CHF");
  }

  private static ChildStanding standing(long arrMinor, String currency) {
    return ChildStanding.newBuilder()
        .setParentAccountId("group")
        .setAccountId("north")
        .setAsOf(Instant.EPOCH)
        .setScoreThousandths(7)
        .setArrMinor(arrMinor)
        .setCurrency(currency)
        .build();
  }
}
