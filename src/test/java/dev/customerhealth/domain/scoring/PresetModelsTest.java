package dev.customerhealth.domain.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.testing.Presets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The presets against the tables of the domain reference, number by number. */
class PresetModelsTest {
  private final ScoringModel m0 = Presets.m0();

  @Test
  void m0_weighs_components_as_section_2_says() {
    Map<String, Double> weights = new LinkedHashMap<>();
    m0.components().forEach(component -> weights.put(component.id(), component.weight()));

    assertThat(weights)
        .containsExactly(
            Map.entry("product-usage", 30.0),
            Map.entry("engagement", 25.0),
            Map.entry("relationship", 20.0),
            Map.entry("support", 15.0),
            Map.entry("growth", 10.0));
  }

  @Test
  void m0_weighs_measures_as_section_2_says() {
    Map<String, Double> weights = new LinkedHashMap<>();
    for (int i = 0; i < m0.size(); i++) {
      weights.put(m0.measure(i).id(), m0.weight(i));
    }

    assertThat(weights.keySet())
        .containsExactly(
            "login-frequency",
            "feature-breadth",
            "usage-depth",
            "sessions-per-user",
            "time-in-product",
            "active-users-share",
            "nps",
            "csm-sentiment",
            "executive-engagement",
            "ticket-volume-trend",
            "ticket-sentiment",
            "resolution-satisfaction",
            "user-growth",
            "usage-growth");
    List<Double> expected =
        List.of(10.0, 10.0, 10.0, 10.0, 10.0, 5.0, 10.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0);
    int next = 0;
    for (double weight : weights.values()) {
      assertThat(weight).isEqualTo(expected.get(next), within(1e-9));
      next++;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 20",
    "1, 20",
    "2, 40",
    "4, 40",
    "5, 60",
    "10, 60",
    "11, 80",
    "20, 80",
    "21, 100",
    "900, 100"
  })
  void r45_scores_logins_of_thirty_days(double logins, double score) {
    assertThat(functionOf(Measure.LOGIN_FREQUENCY).score(logins)).isEqualTo(score);
  }

  @ParameterizedTest
  @CsvSource({
    "FEATURE_BREADTH, 40, 50",
    "USAGE_DEPTH, 20, 50",
    "SESSIONS_PER_USER, 5, 25",
    "TIME_IN_PRODUCT, 300, 50",
    "ACTIVE_USERS_SHARE, 70, 60",
    "ACTIVE_USERS_SHARE, 90, 100",
    "NPS, 0, 40",
    "NPS, 30, 60",
    "NPS, 50, 80",
    "NPS, 70, 100",
    "CSM_SENTIMENT, 75, 75",
    "EXECUTIVE_ENGAGEMENT, 50, 50",
    "TICKET_VOLUME_TREND, 0, 80",
    "TICKET_VOLUME_TREND, 100, 20",
    "TICKET_SENTIMENT, 0, 60",
    "RESOLUTION_SATISFACTION, 80, 60",
    "RESOLUTION_SATISFACTION, 90, 80",
    "USER_GROWTH, 0, 70",
    "USAGE_GROWTH, -25, 35"
  })
  void the_other_functions_of_m0_meet_their_documented_bars(
      Measure measure, double value, double score) {
    assertThat(functionOf(measure).score(value)).isEqualTo(score, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "100000, healthy, GROW",
    "80000, healthy, GROW",
    "79999, stable, MONITOR",
    "79500, stable, MONITOR",
    "60000, stable, MONITOR",
    "59999, at-risk, INTERVENE",
    "40000, at-risk, INTERVENE",
    "39999, critical, ESCALATE",
    "20000, critical, ESCALATE",
    "19999, emergency, ESCALATE",
    "0, emergency, ESCALATE"
  })
  void the_bands_of_b0_are_half_open_ranges(int score, String bandId, BandRole role) {
    Band band = m0.bandOf(score);

    assertThat(band.id()).isEqualTo(bandId);
    assertThat(band.role()).isEqualTo(role);
  }

  @ParameterizedTest
  @CsvSource({"GROW, 100000", "MONITOR, 80000", "INTERVENE, 60000", "ESCALATE, 40000"})
  void a_zone_ends_where_the_next_better_role_begins(BandRole role, int bound) {
    assertThat(m0.lowerBoundOfBetterThan(role)).isEqualTo(bound);
  }

  private ScoringFunction.OfValue functionOf(Measure measure) {
    return (ScoringFunction.OfValue)
        m0.components().stream()
            .flatMap(component -> component.measures().stream())
            .filter(weighted -> weighted.measure().measure() == measure)
            .findFirst()
            .orElseThrow()
            .function();
  }
}
