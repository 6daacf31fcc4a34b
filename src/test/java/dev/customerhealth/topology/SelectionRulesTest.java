package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.AccountProfile;
import dev.customerhealth.avro.ChangeCause;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.HealthScoreChange;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.ModelSelection;
import dev.customerhealth.domain.SelectionRule;
import dev.customerhealth.domain.account.Lifecycle.Stage;
import dev.customerhealth.domain.alerting.StandardRules;
import dev.customerhealth.domain.scoring.Peers;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.model.ModelLibrary;
import dev.customerhealth.testing.WireEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is scored by which model, from the profile on the wire to the score told. */
class SelectionRulesTest {
  private static final Instant NOW = TopologyHarness.ARRIVAL;
  private static final LocalDate TODAY = LocalDate.ofInstant(NOW, ZoneOffset.UTC);
  private static final ModelLibrary MODELS = ModelLibrary.presets();

  @RegisterExtension final TopologyHarness harness = new TopologyHarness().with(policy());

  private int sent;

  @AfterEach
  void everythingWasLookedAt() {
    harness.everythingTold();
  }

  @Test
  void an_account_that_meets_no_rule_is_scored_by_the_default() {
    isUsed("acme");

    assertThat(chosenFor("acme")).isEqualTo("M0 by default");
  }

  @Test
  void a_segment_chooses_the_model_whatever_its_case() {
    isUsed("acme");
    is("acme", profile("acme").setSegment("ENTERPRISE"));

    assertThat(chosenFor("acme")).isEqualTo("M1 by large");
  }

  @Test
  void a_tier_chooses_the_model() {
    is("acme", profile("acme").setTier("gold"));
    isUsed("acme");

    assertThat(chosenFor("acme")).isEqualTo("M3 by best");
  }

  @Test
  void the_first_rule_that_fits_wins() {
    is("acme", profile("acme").setTier("gold").setSegment("enterprise"));
    isUsed("acme");

    assertThat(chosenFor("acme")).isEqualTo("M1 by large");
  }

  @Test
  void a_stage_of_life_chooses_the_model_until_time_ends_it() {
    is("acme", profile("acme").setContractStart(TODAY.minusDays(89)));
    isUsed("acme");
    assertThat(chosenFor("acme")).isEqualTo("M4 by new");

    harness.tick(NOW.plus(Duration.ofDays(1)));
    assertThat(chosenFor("acme")).as("day 90 is the last").isEqualTo("M4 by new");
    harness.tick(NOW.plus(Duration.ofDays(2)));

    List<HealthScoreChange> changes = harness.changes();
    assertThat(chosenFor("acme")).isEqualTo("M0 by default");
    assertThat(changes.get(changes.size() - 1).getCauses())
        .extracting(share -> share.getCause())
        .contains(ChangeCause.MODEL_CHANGED);
  }

  @Test
  void a_renewal_that_comes_near_chooses_the_model_from_its_90th_day_on_until_it_is_put_off() {
    is("acme", profile("acme").setRenewalDate(TODAY.plusDays(92)));
    isUsed("acme");
    assertThat(chosenFor("acme")).isEqualTo("M0 by default");

    harness.tick(NOW.plus(Duration.ofDays(1)));
    assertThat(harness.changes()).as("91 days before nothing changes").isEmpty();
    harness.tick(NOW.plus(Duration.ofDays(2)));

    List<HealthScoreChange> changes = harness.changes();
    assertThat(chosenFor("acme")).isEqualTo("M3 by renewing");
    assertThat(changes.get(changes.size() - 1).getCauses())
        .extracting(share -> share.getCause())
        .contains(ChangeCause.MODEL_CHANGED);

    is("acme", profile("acme").setRenewalDate(TODAY.plusDays(2 + 91)));
    assertThat(chosenFor("acme")).as("put off").isEqualTo("M0 by default");
  }

  @Test
  void whose_profile_is_removed_is_scored_by_the_default_again() {
    is("acme", profile("acme").setTier("gold"));
    isUsed("acme");

    harness.send(harness.topics().accountProfiles(), "acme", null);

    assertThat(chosenFor("acme")).isEqualTo("M0 by default");
  }

  private void isUsed(String account) {
    for (int i = 0; i < 12; i++) {
      Instant at = NOW.minus(Duration.ofHours(i));
      harness.send(WireEvents.login(account, "e" + sent++, "u" + i % 3, at).build());
      harness.send(WireEvents.featureUse(account, "e" + sent++, "u" + i % 3, "f" + i, at).build());
    }
    harness.send(
        harness.topics().surveyResponses(),
        account,
        WireEvents.nps(account, "s" + sent++, 9, NOW).build());
  }

  private void is(String account, AccountProfile.Builder profile) {
    harness.send(harness.topics().accountProfiles(), account, profile.build());
  }

  private static AccountProfile.Builder profile(String account) {
    return AccountProfile.newBuilder().setAccountId(account).setUpdatedAt(NOW);
  }

  /** Model and rule of the score told last. */
  private String chosenFor(String account) {
    HealthScore last = null;
    for (TopologyHarness.Told told : harness.everythingTold()) {
      if (told.topic().equals(harness.topics().healthScores().name())
          && told.key().equals(account)) {
        last = harness.decode(harness.topics().healthScores(), told);
      }
    }
    assertThat(last).as("a score of " + account).isNotNull();
    return last.getModelId() + " by " + last.getModelRule();
  }

  private static HealthPolicy policy() {
    return new HealthPolicy(
        new ModelSelection(
            List.of(
                new SelectionRule(
                    "large", List.of("enterprise"), List.of(), List.of(), null, model("M1")),
                new SelectionRule(
                    "best", List.of(), List.of("silver", "gold"), List.of(), null, model("M3")),
                new SelectionRule(
                    "new", List.of(), List.of(), List.of(Stage.ONBOARDING), null, model("M4")),
                new SelectionRule("renewing", List.of(), List.of(), List.of(), true, model("M3"))),
            model("M0")),
        Peers.UNKNOWN,
        StandardRules.all());
  }

  private static ScoringModel model(String id) {
    return MODELS.model(id).orElseThrow();
  }
}
