package dev.customerhealth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.account.AccountProfile;
import dev.customerhealth.domain.account.Days;
import dev.customerhealth.domain.account.FeatureSet;
import dev.customerhealth.domain.account.Lifecycle.Stage;
import dev.customerhealth.domain.account.Retention;
import dev.customerhealth.domain.scoring.Peers;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.testing.Presets;
import dev.customerhealth.testing.YearModels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who keeps a year, and what is late: as much as the models ask for that may judge an account. */
class YearPolicyTest {
  private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

  private final ScoringModel year = YearModels.year();
  private final ScoringModel yearOnYear = YearModels.yearOnYear();
  private final Facts facts = new Facts("acme");

  private static AccountProfile profile(String segment) {
    return new AccountProfile(
        NOW,
        "Acme",
        segment,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        0,
        FeatureSet.NONE);
  }

  private static HealthPolicy policy(List<SelectionRule> rules, List<ScoringModel> shadows) {
    return new HealthPolicy(
        new ModelSelection(rules, Presets.m0()), Peers.UNKNOWN, Presets.policy().rules(), shadows);
  }

  private static Instant daysAgo(int days) {
    return NOW.minus(Duration.ofDays(days));
  }

  @Test
  void no_shipped_model_asks_for_a_year() {
    assertThat(Presets.shippedPolicy().keptDays(null)).isEqualTo(Days.KEPT);
    assertThat(Presets.shippedPolicy().longestWindow(null)).isEqualTo(90);
  }

  @Test
  void a_year_is_kept_for_its_window_and_two_where_it_is_compared_with_the_one_before() {
    assertThat(YearModels.policy(year).keptDays(null)).isEqualTo(365);
    assertThat(YearModels.policy(yearOnYear).keptDays(null)).isEqualTo(730);
    assertThat(YearModels.policy(yearOnYear).longestWindow(null)).isEqualTo(365);
  }

  @Test
  void only_accounts_that_such_a_model_may_judge_keep_a_year() {
    HealthPolicy policy =
        policy(
            List.of(new SelectionRule("large", List.of("large"), List.of(), List.of(), null, year)),
            List.of());

    assertThat(policy.keptDays(profile("large"))).isEqualTo(365);
    assertThat(policy.keptDays(profile("small"))).isEqualTo(Days.KEPT);
    assertThat(policy.keptDays(null)).isEqualTo(Days.KEPT);
    assertThat(policy.longestWindow(profile("large"))).isEqualTo(365);
    assertThat(policy.longestWindow(profile("small"))).isEqualTo(90);
  }

  /** Else its year would only begin when it is needed. */
  @Test
  void a_year_is_kept_for_a_model_that_time_will_bring() {
    HealthPolicy policy =
        policy(
            List.of(
                new SelectionRule("few", List.of("few"), List.of(), List.of(), null, Presets.m0()),
                new SelectionRule(
                    "grown up", List.of(), List.of(), List.of(Stage.MATURE), null, year)),
            List.of());

    assertThat(policy.keptDays(profile("many"))).isEqualTo(365);
    assertThat(policy.keptDays(profile("few"))).isEqualTo(Days.KEPT);
  }

  @Test
  void a_shadow_has_everybody_keep_its_year_but_changes_nothing_of_what_is_late() {
    HealthPolicy policy = policy(List.of(), List.of(yearOnYear));

    assertThat(policy.keptDays(null)).isEqualTo(730);
    assertThat(policy.longestWindow(null)).isEqualTo(90);
  }

  @Test
  void the_book_knows_what_shadows_ask_for_from_the_moment_they_come() {
    long from = NOW.toEpochMilli();
    ModelBook book = ModelBook.of(Presets.policy(), 1).with(new ModelNews.Shadow(yearOnYear), from);

    assertThat(book.at(from - 1).policy().keptDays(null)).isEqualTo(Days.KEPT);
    assertThat(book.at(from).policy().keptDays(null)).isEqualTo(730);
  }

  @Test
  void what_is_late_follows_the_longest_window_of_the_account() {
    for (int days : new int[] {90, 200, 364, 365}) {
      Fold standard = new Fold("acme").tell(facts.login(NOW, "ada"));
      Fold longer = new Fold("acme", YearModels.policy(year)).tell(facts.login(NOW, "ada"));
      standard.tell(facts.login(daysAgo(days), "bob"));
      longer.tell(facts.login(daysAgo(days), "bob"));

      assertThat(standard.last().outcome()).as("%d days", days).isEqualTo(Outcome.LATE);
      assertThat(longer.last().outcome())
          .as("%d days", days)
          .isEqualTo(days < 365 ? Outcome.SCORED : Outcome.LATE);
    }
  }

  @Test
  void an_account_that_becomes_one_of_those_begins_to_keep_more_at_that_moment() {
    Fold fold = new Fold("acme");
    fold.tell(facts.login(daysAgo(400), "ada"), facts.login(daysAgo(100), "ada"));
    assertThat(fold.state().facts().retention()).isEqualTo(Retention.STANDARD);

    fold.judgedBy(YearModels.policy(year)).tell(facts.login(NOW, "bob"));

    int lastLived = Days.of(daysAgo(100).toEpochMilli());
    assertThat(fold.state().facts().retention())
        .as("what was there when it was looked at last is kept, however long ago that was")
        .isEqualTo(new Retention(365, lastLived - Days.KEPT + 1));
  }

  @Test
  void who_switches_to_a_year_later_in_the_day_keeps_the_same() {
    HealthPolicy longer = YearModels.policy(yearOnYear);
    Assessor assessor = new Assessor();
    Fold early = new Fold("acme").tell(facts.login(daysAgo(300), "ada"));
    early.tell(facts.login(daysAgo(3), "bob"));
    Assessment atOnce = assessor.switched(early.state(), daysAgo(2), longer);
    Assessment later = assessor.switched(early.state(), daysAgo(0), longer);

    assertThat(later.after().facts().retention()).isEqualTo(atOnce.after().facts().retention());
  }
}
