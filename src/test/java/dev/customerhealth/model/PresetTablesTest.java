package dev.customerhealth.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.customerhealth.domain.scoring.Band;
import dev.customerhealth.domain.scoring.BandRole;
import dev.customerhealth.domain.scoring.Component;
import dev.customerhealth.domain.scoring.Points;
import dev.customerhealth.domain.scoring.ScoringModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** M1, M3 and M4 with B3 and B4 against sections 2 and 3 of the domain reference. */
class PresetTablesTest {
  private static final double EXACT = 1e-9;

  private final ModelLibrary library = ModelLibrary.presets();

  @Test
  void four_models_are_shipped_and_m0_is_the_default() {
    assertThat(library.ids()).containsExactly("M0", "M1", "M3", "M4");
    assertThat(library.defaultModel().id()).isEqualTo("M0");
  }

  @ParameterizedTest
  @CsvSource({
    "M0, 'product-usage 30.00, engagement 25.00, relationship 20.00, support 15.00, growth 10.00'",
    "M1, 'product-adoption 40.00, success-plan 30.00, support 20.00, sponsor 10.00'",
    "M3, 'product-usage 40.00, business-outcomes 25.00, relationship 20.00, account-growth 15.00'",
    "M4, 'usage-frequency 29.27, feature-adoption 19.51, support-sentiment 14.63,"
        + " responsiveness 12.20, contract 9.76, payment 7.32, onboarding 7.32'"
  })
  void components_weigh_what_section_2_says(String model, String weights) {
    Map<String, Double> components = componentWeights(model(model));

    assertThat(
            components.entrySet().stream()
                .map(
                    entry ->
                        String.format(Locale.ROOT, "%s %.2f", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", ")))
        .isEqualTo(weights);
    assertThat(components.values().stream().mapToDouble(Double::doubleValue).sum())
        .isEqualTo(100, within(EXACT));
  }

  @Test
  void the_middles_of_the_ranges_of_m4_are_its_weights_before_they_sum_to_100() {
    assertThat(model("M4").components().stream().map(Component::weight))
        .containsExactly(30.0, 20.0, 15.0, 12.5, 10.0, 7.5, 7.5);
  }

  @ParameterizedTest
  @CsvSource({
    "product-usage, 'login-frequency 8, feature-breadth 8, session-duration 8, workflow-completion"
        + " 8, data-quality 8'",
    "business-outcomes, 'goal-achievement 5, roi-realised 5, time-to-first-value 5,"
        + " milestone-completion 5, business-impact 5'",
    "relationship, 'csat 2, nps 2, communication 4, executive-engagement 4, champion-strength 4,"
        + " escalations 4'",
    "account-growth, 'user-growth 3, feature-expansion 3, integrations 3, contract-growth 3,"
        + " advocacy-acts 3'"
  })
  void inside_a_component_of_m3_shares_are_equal_and_csat_and_nps_share_one(
      String component, String weights) {
    ScoringModel m3 = model("M3");
    StringBuilder actual = new StringBuilder();
    for (int i = 0; i < m3.size(); i++) {
      if (m3.componentId(i).equals(component)) {
        actual.append(actual.isEmpty() ? "" : ", ");
        actual.append(m3.measure(i).id()).append(' ').append(Math.round(m3.weight(i) * 1e6) / 1e6);
      }
    }

    assertThat(actual.toString().replace(".0", "")).isEqualTo(weights);
  }

  @ParameterizedTest
  @CsvSource({
    "M0, 'healthy/Healthy 80-100 grow green: Look for expansion,"
        + " stable/Stable 60-80 monitor blue: Monitor,"
        + " at-risk/At risk 40-60 intervene yellow: Intervene proactively,"
        + " critical/Critical 20-40 escalate orange: Escalate to executives,"
        + " emergency/Emergency 0-20 escalate red: All hands'",
    "M1, 'healthy/Healthy 80-100 grow green: Look for expansion,"
        + " stable/Stable 60-80 monitor blue: Monitor,"
        + " at-risk/At risk 40-60 intervene yellow: Intervene proactively,"
        + " critical/Critical 20-40 escalate orange: Escalate to executives,"
        + " emergency/Emergency 0-20 escalate red: All hands'",
    "M3, 'excellent/Excellent 90-100 grow green: Look for expansion,"
        + " good/Good 70-90 monitor yellow: Monitor,"
        + " at-risk/At risk 50-70 intervene orange: Intervene,"
        + " critical/Critical 0-50 escalate red: Escalate immediately'",
    "M4, 'healthy/Healthy 70-100 grow green: Look for expansion,"
        + " needs-attention/Needs attention 40-70 intervene yellow: Give attention,"
        + " at-risk/At risk 0-40 escalate red: Escalate'"
  })
  void bands_are_those_of_section_3(String model, String expected) {
    StringBuilder actual = new StringBuilder();
    int upper = Points.FULL;
    for (Band band : model(model).bands()) {
      actual.append(actual.isEmpty() ? "" : ", ");
      actual.append(
          String.format(
              Locale.ROOT,
              "%s/%s %d-%d %s %s: %s",
              band.id(),
              band.label(),
              band.lowerBound() / Points.PER_POINT,
              upper / Points.PER_POINT,
              band.role().name().toLowerCase(Locale.ROOT),
              band.colour(),
              band.action()));
      upper = band.lowerBound();
    }

    assertThat(actual).hasToString(expected);
  }

  @Test
  void m1_shows_qbr_completion_with_weight_0_as_section_5_says() {
    ScoringModel m1 = model("M1");

    assertThat(
            IntStream.range(0, m1.size())
                .filter(i -> m1.weight(i) == 0)
                .mapToObj(i -> m1.componentId(i) + " " + m1.measure(i).id()))
        .containsExactly("sponsor qbr-completion");
  }

  @Test
  void a_score_of_exactly_40_is_yellow_in_b4() {
    assertThat(model("M4").bandOf(40_000).colour()).isEqualTo("yellow");
    assertThat(model("M4").bandOf(39_999).colour()).isEqualTo("red");
    assertThat(model("M3").bandOf(69_999).role()).isEqualTo(BandRole.INTERVENE);
  }

  @Test
  void every_preset_scores_logins_by_r45_where_it_weighs_them() {
    for (String id : List.of("M0", "M3", "M4")) {
      assertThat(
              model(id).components().get(0).measures().stream()
                  .filter(part -> part.measure().id().equals("login-frequency"))
                  .map(part -> FunctionText.of(part.function())))
          .as(id)
          .containsExactly("from 0: 20, from 2: 40, from 5: 60, from 11: 80, from 21: 100");
    }
  }

  private ScoringModel model(String id) {
    return library.model(id).orElseThrow();
  }

  private static Map<String, Double> componentWeights(ScoringModel model) {
    Map<String, Double> weights = new LinkedHashMap<>();
    for (int i = 0; i < model.size(); i++) {
      weights.merge(model.componentId(i), model.weight(i), Double::sum);
    }
    return weights;
  }
}
