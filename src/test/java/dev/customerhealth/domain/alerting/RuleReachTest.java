package dev.customerhealth.domain.alerting;

import static dev.customerhealth.domain.alerting.RuleLife.START;
import static dev.customerhealth.domain.alerting.RuleLife.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.model.ModelLibrary;
import dev.customerhealth.model.RuleLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom a rule of a file is about, and when it is asked at all. */
class RuleReachTest {
  private static final LocalDate FAR = START.plusDays(700);
  private static final String LOW = "when: {score: {below: 60, resolved-at: 65}}";

  @TempDir Path folder;

  private RuleLife life(ScoringModel model, String... lines)
      throws IOException, InvalidConfigException {
    String yaml =
        "version: 1\nrules:\n  - id: it\n    label: It\n    severity: info\n    "
            + String.join("\n    ", lines)
            + "\n";
    Path file = Files.writeString(folder.resolve("rules.yml"), yaml);
    List<ScoringModel> models = new ArrayList<>(ModelLibrary.presets().models());
    models.add(model);
    return RuleLife.asItIs(RuleLibrary.of(file, models).rule("it").orElseThrow(), model);
  }

  private RuleLife life(String... lines) throws IOException, InvalidConfigException {
    return life(RuleLife.sentimentOnly(), lines);
  }

  @Test
  void with_49_percent_of_the_weight_a_rule_that_asks_for_50_is_not_raised() throws Exception {
    RuleLife life = life(RuleLife.sentimentOf(49), "minimum-coverage: 50%", LOW);

    life.score(1, 40).until(5);

    assertThat(life.told()).isEmpty();
  }

  @Test
  void with_50_percent_it_is() throws Exception {
    RuleLife life = life(RuleLife.sentimentOf(50), "minimum-coverage: 50%", LOW);

    life.score(1, 40);

    assertThat(life.told()).containsExactly("RAISED on day 1");
  }

  /** Satisfaction counts for 90 days; without it 49 percent are left. */
  @Test
  void with_less_than_it_asks_for_an_open_alert_is_not_resolved_either() throws Exception {
    RuleLife life = life(RuleLife.sentimentOf(49), "minimum-coverage: 50%", LOW);
    life.tell(life.facts().csat(at(1), 1)).score(2, 0).until(91).score(92, 100);
    assertThat(life.told()).containsExactly("RAISED on day 1");

    life.tell(life.facts().csat(at(94), 5));

    assertThat(life.told()).containsExactly("RAISED on day 1", "RESOLVED on day 94");
  }

  @ParameterizedTest
  @CsvSource({
    "segment: mid-market, true",
    "segment: MID-MARKET, true",
    "segment: enterprise, false",
    "tier: gold, true",
    "tier: Gold, true",
    "tier: silver, false",
    "model: parts, true",
    "model: M0, false",
    "stage: mature, true",
    "stage: growth, false",
    "stage: onboarding, false",
  })
  void it_is_about_those_whom_its_file_names(String where, boolean about) throws Exception {
    RuleLife life = life("where: {" + where + "}", LOW);

    life.profile(0, START.minusDays(800), FAR).score(1, 40).until(5);

    assertThat(life.told().equals(List.of("RAISED on day 1"))).isEqualTo(about);
    assertThat(life.told().isEmpty()).isEqualTo(!about);
  }

  @Test
  void all_that_it_names_must_hold() throws Exception {
    RuleLife life = life("where: {tier: gold, segment: enterprise}", LOW);

    life.profile(0, START.minusDays(800), FAR).score(1, 40).until(5);

    assertThat(life.told()).isEmpty();
  }

  @Test
  void an_account_of_which_nothing_is_known_is_in_no_tier_and_no_stage() throws Exception {
    for (String where : new String[] {"tier: gold", "segment: smb", "stage: [growth, mature]"}) {
      RuleLife life = life("where: {" + where + "}", LOW);

      life.score(1, 40).until(5);

      assertThat(life.told()).as(where).isEmpty();
    }
  }

  /** Tenure is 81 days on day 1, and growth begins with the 91st. */
  @Test
  void time_alone_makes_it_be_about_an_account_that_grows_into_its_stage() throws Exception {
    RuleLife life = life("where: {stage: growth}", LOW);

    life.profile(0, START.minusDays(80), FAR).score(1, 40).until(20);

    assertThat(life.told()).containsExactly("RAISED on day 11");
  }

  @Test
  void and_time_alone_resolves_it_when_an_account_grows_out_of_its_stage() throws Exception {
    RuleLife life = life("where: {stage: onboarding}", LOW);

    life.profile(0, START.minusDays(80), FAR).score(1, 40).until(20);

    assertThat(life.told()).containsExactly("RAISED on day 1", "RESOLVED on day 11");
  }

  @Test
  void a_rule_that_is_off_raises_nothing() throws Exception {
    RuleLife life = life("enabled: false", LOW);

    life.score(1, 40).until(5);

    assertThat(life.told()).isEmpty();
  }

  /**
   * Weeks end with day 4 (at 70), 11, 18 and 25, each lower by 3; the next is as the one before.
   */
  @Test
  void weeks_that_close_lower_in_a_row_raise_when_the_last_is_over() throws Exception {
    RuleLife life =
        life("when: {decline: {closes: weekly, in-a-row: 3, at-least: 2, resolved-at: 0}}");

    life.score(6, 67).score(13, 64).score(20, 61).until(40);

    assertThat(life.told()).containsExactly("RAISED on day 26", "RESOLVED on day 33");
    assertThat(life.alerts().get(0).value()).isEqualTo(9.0);
  }

  @Test
  void a_week_that_closes_too_little_lower_begins_the_row_anew() throws Exception {
    RuleLife life =
        life("when: {decline: {closes: weekly, in-a-row: 3, at-least: 2, resolved-at: 0}}");

    life.score(6, 67).score(13, 65.1).score(20, 62).until(40);

    assertThat(life.told()).isEmpty();
  }
}
