package dev.customerhealth.domain.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Fold;
import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.Counter;
import dev.customerhealth.domain.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FactChangesTest {
  private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");

  private final Facts facts = new Facts("acme");
  private final Fold account = new Fold("acme");

  @BeforeEach
  void the_same_user_logs_in_on_the_same_day() {
    account.tell(facts.login(MORNING, "ada"));
  }

  private long changesBy(Signal signal) {
    AccountFacts before = account.state().facts();
    account.tell(signal);
    return FactChanges.between(before, account.state().facts());
  }

  @Test
  void another_login_of_somebody_seen_today_changes_the_count_of_logins_alone() {
    assertThat(changesBy(facts.login(MORNING.plusSeconds(60), "ada")))
        .isEqualTo(FactChanges.of(Counter.LOGINS));
  }

  @Test
  void a_login_of_somebody_new_changes_who_was_active_too() {
    assertThat(changesBy(facts.login(MORNING.plusSeconds(60), "bob")))
        .isEqualTo(FactChanges.of(Counter.LOGINS) | FactChanges.USERS);
  }

  @Test
  void a_kind_of_fact_never_reported_before_changes_everything() {
    assertThat(changesBy(facts.session(MORNING.plusSeconds(60), "ada", 600)))
        .isEqualTo(FactChanges.ALL);
  }

  @Test
  void a_feature_not_used_before_changes_which_features_were_used() {
    account.tell(facts.used(MORNING.plusSeconds(60), "ada", "export", 1));

    assertThat(changesBy(facts.used(MORNING.plusSeconds(120), "ada", "search", 1)))
        .isEqualTo(FactChanges.of(Counter.FEATURE_USES) | FactChanges.FEATURES);
  }

  @Test
  void another_day_changes_everything() {
    assertThat(changesBy(facts.login(MORNING.plus(Duration.ofDays(1)), "ada")))
        .isEqualTo(FactChanges.ALL);
  }

  @Test
  void nothing_changes_between_facts_and_themselves() {
    AccountFacts same = account.state().facts();

    assertThat(FactChanges.between(same, same)).isZero();
  }
}
