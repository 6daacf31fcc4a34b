package dev.customerhealth.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.customerhealth.config.ConfigProblem;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.domain.scoring.Band;
import dev.customerhealth.domain.scoring.BandRole;
import dev.customerhealth.domain.scoring.Cap;
import dev.customerhealth.domain.scoring.Component;
import dev.customerhealth.domain.scoring.MissingData;
import dev.customerhealth.domain.scoring.ScoringFunction;
import dev.customerhealth.domain.scoring.ScoringFunction.Linear;
import dev.customerhealth.domain.scoring.ScoringFunction.Step;
import dev.customerhealth.domain.scoring.ScoringFunction.Steps;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.domain.scoring.ShareOfWhole;
import dev.customerhealth.domain.scoring.Staleness;
import dev.customerhealth.domain.scoring.TenureGrid;
import dev.customerhealth.domain.scoring.Trend;
import dev.customerhealth.domain.scoring.WeightedMeasure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelLibraryTest {

  @TempDir Path folder;

  static List<Mistakes> mistakes() {
    return Mistakes.all();
  }

  @Test
  void a_sound_model_is_read_to_the_last_field() throws Exception {
    ScoringModel model = load(Mistakes.SOUND);

    assertThat(model.id()).isEqualTo("X1");
    assertThat(model.version()).isEqualTo(3);
    assertThat(model.label()).isEqualTo("Small");
    assertThat(model.minimumCoverage()).isEqualTo(0.3);
    assertThat(model.components())
        .extracting(Component::id, Component::label, Component::weight)
        .containsExactly(tuple("usage", "Usage", 60.0), tuple("voice", "Voice", 40.0));
    assertThat(model.components().get(0).measures())
        .extracting(
            each -> each.measure().id(),
            each -> each.measure().windowDays(),
            each -> each.measure().measure().label(),
            WeightedMeasure::weight)
        .containsExactly(
            tuple("login-frequency", 30, "Login frequency", 40.0),
            tuple("usage-depth", 30, "Usage depth", 20.0));
    assertThat(model.components().get(0).measures().get(0).function())
        .isEqualTo(new Steps(List.of(new Step(0, 20), new Step(5, 80))));
    WeightedMeasure depth = model.components().get(0).measures().get(1);
    assertThat(depth.weight()).isEqualTo(20);
    assertThat(depth.function()).isEqualTo(new Linear(0, 40));
    assertThat(depth.missing()).isEqualTo(MissingData.ZERO);
    assertThat(depth.graceDays()).isEqualTo(30);
    assertThat(model.components().get(1).measures().get(0).staleness())
        .isEqualTo(new Staleness(45, 80));
    assertThat(model.caps())
        .extracting(Cap::id, Cap::label, cap -> cap.measure().id(), Cap::side, Cap::bar, Cap::limit)
        .containsExactly(tuple("bad-nps", "Detractors", "nps", Cap.Side.AT_MOST, 0.0, 60_000));
    assertThat(model.bands())
        .containsExactly(
            new Band("good", "Good", 50_000, BandRole.GROW, "green", "Grow"),
            new Band("bad", "Bad", 0, BandRole.ESCALATE, "#ff0000", "Call"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void a_mistake_is_told_with_line_path_value_and_what_was_expected(Mistakes mistake)
      throws IOException {
    Path file = Files.writeString(folder.resolve("x.yml"), mistake.yaml());

    List<String> expected =
        mistake.problems().stream()
            .map(problem -> file + ":" + problem.replace("FILE", file.toString()))
            .toList();
    assertThat(problems(file)).containsExactlyElementsOf(expected);
  }

  @Test
  void all_mistakes_of_all_files_are_told_at_once() throws IOException {
    Path one =
        Files.writeString(
            folder.resolve("one.yml"),
            Mistakes.SOUND.replace("weight: 60", "weight: 50").replace("score: 80", "score: -1"));
    Path two = Files.writeString(folder.resolve("two.yml"), "id: X2\nversion: [\n");
    Path three = folder.resolve("none.yml");

    assertThat(problems(one, two, three))
        .hasSize(5)
        .anyMatch(problem -> problem.startsWith(one + ":5: components"))
        .anyMatch(problem -> problem.startsWith(one + ":9: components[usage].measures"))
        .anyMatch(problem -> problem.startsWith(one + ":16: "))
        .anyMatch(problem -> problem.startsWith(two + ":") && problem.contains("not YAML"))
        .anyMatch(problem -> problem.equals(three + ": no such file or folder"));
  }

  @Test
  void models_that_extend_one_another_in_a_circle_are_refused() throws IOException {
    Path one = Files.writeString(folder.resolve("1.yml"), "id: A\nversion: 1\nextends: B\n");
    Path two = Files.writeString(folder.resolve("2.yml"), "id: B\nversion: 1\nextends: A\n");

    assertThat(problems(one, two))
        .containsExactly(
            two + ":3: extends: 'A': a circle: A extends B extends A",
            one + ":3: extends: 'B': a circle: B extends A extends B");
  }

  @Test
  void a_circle_hides_no_other_mistake() throws IOException {
    Path one =
        Files.writeString(folder.resolve("1.yml"), "id: A\nversion: 0\nextends: B\ncolour: red\n");
    Path two = Files.writeString(folder.resolve("2.yml"), "id: B\nversion: x\nextends: A\n");

    assertThat(problems(one, two))
        .hasSize(5)
        .anyMatch(problem -> problem.startsWith(one + ":2: version: '0'"))
        .anyMatch(problem -> problem.startsWith(one + ":3: extends: 'B': a circle"))
        .anyMatch(problem -> problem.startsWith(one + ":4: colour: no such field"))
        .anyMatch(problem -> problem.startsWith(two + ":2: version: 'x'"))
        .anyMatch(problem -> problem.startsWith(two + ":3: extends: 'A': a circle"));
  }

  /** What is replaced whole inherits nothing, so that what is missing there is missing. */
  @Test
  void what_is_missing_in_a_function_a_condition_or_a_band_is_told_also_when_the_base_is_unknown()
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("m.yml"),
            """
            id: M02
            version: 1
            extends: unheard-of
            components:
              - id: product-usage
                measures:
                  - measure: usage-depth
                    score: {linear: {zero-at: 0}}
                  - measure: login-frequency
                    score: {steps: [{from: 0}]}
                  - measure: feature-breadth
                    score:
                      tenure-grid: {tenure-days: [0, 9], values: [0, 5], scores: [[1, 2]]}
                  - measure: time-in-product
                    score: {}
                  - {measure: sessions-per-user, score: [5]}
                  - measure: ticket-volume-trend
                    score: {trend: {linear: {zero-at: 9, full-at: 0}}}
                  - measure: ticket-volume-trend
                    window: 90d
                    score: {trend: {linear: {zero-at: 9, full-at: 0}}}
            caps:
              - {id: low, when: {measure: nps, at-most: 0, at-least: 5}}
            bands:
              - {id: good, label: Good, from: 0, to: 100, role: grow, colour: green}
            """);

    assertThat(problems(file))
        .hasSize(9)
        .anyMatch(problem -> problem.startsWith(file + ":3: extends: 'unheard-of'"))
        .anyMatch(problem -> problem.contains("[sessions-per-user].score: expected one of linear"))
        .anyMatch(problem -> problem.contains("-90d looks back on earlier windows itself"))
        .anyMatch(
            problem -> problem.startsWith(file + ":8: ") && problem.contains("full-at: missi"))
        .anyMatch(
            problem -> problem.startsWith(file + ":10: ") && problem.contains("score: missing"))
        .anyMatch(problem -> problem.contains("expected a row per tenure, 2 of them"))
        .anyMatch(problem -> problem.contains("[time-in-product].score: expected one of linear"))
        .anyMatch(problem -> problem.contains("caps[low].when: expected one of at-least and"))
        .anyMatch(problem -> problem.contains("bands[good].action: missing: expected a text"));
  }

  /** Of each the whole document inherits what it does not say. */
  @Test
  void what_may_be_inherited_is_not_missing_when_the_base_is_unknown() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("m.yml"),
            """
            id: M02
            version: 1
            extends: unheard-of
            components:
              - id: product-usage
                weight: 20
                measures:
                  - {measure: usage-depth, weight: 5}
                  - {measure: login-frequency, remove: true}
              - {id: growth, measures: []}
            caps:
              - {id: low, at-most: 40}
            """);

    assertThat(problems(file))
        .singleElement()
        .asString()
        .startsWith(file + ":3: extends: 'unheard-of'");
  }

  @Test
  void no_bands_and_conditions_of_nothing_are_mistakes_also_when_the_base_is_unknown()
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("m.yml"),
            """
            id: M02
            version: 1
            extends: unheard-of
            caps:
              - {id: low, when: {}}
            bands: []
            """);

    assertThat(problems(file))
        .hasSize(4)
        .anyMatch(problem -> problem.startsWith(file + ":5: caps[low].when.measure: missing"))
        .anyMatch(problem -> problem.startsWith(file + ":5: caps[low].when: expected one of"))
        .anyMatch(problem -> problem.startsWith(file + ":6: bands: expected a list of at least"));
  }

  @Test
  void a_model_that_extends_another_changes_what_it_says_and_inherits_the_rest() throws Exception {
    ScoringModel m0 = ModelLibrary.presets().defaultModel();

    ScoringModel model =
        load(
            """
            id: X1
            version: 1
            extends: M0
            label: For small customers
            components:
              - id: product-usage
                measures:
                  - measure: login-frequency
                    weight: 20
                    score: {linear: {zero-at: 0, full-at: 10}}
                  - {measure: usage-depth, remove: true}
              - {id: growth, weight: 5, measures: [{measure: user-growth, remove: true}]}
              - id: extra
                label: Extra
                weight: 5
                measures:
                  - measure: user-growth
                    window: 90d
                    score: {linear: {zero-at: -50, full-at: 20}}
            """);

    assertThat(model.components())
        .extracting(Component::id)
        .containsExactly(
            "product-usage", "engagement", "relationship", "support", "growth", "extra");
    Component usage = model.components().get(0);
    assertThat(usage.weight()).isEqualTo(30);
    assertThat(usage.measures())
        .extracting(measure -> measure.measure().id(), WeightedMeasure::weight)
        .containsExactly(tuple("login-frequency", 20.0), tuple("feature-breadth", 10.0));
    assertThat(usage.measures().get(0).function()).isEqualTo(new Linear(0, 10));
    assertThat(model.components().get(1)).isEqualTo(m0.components().get(1));
    assertThat(model.bands()).isEqualTo(m0.bands());
    assertThat(model.minimumCoverage()).isEqualTo(m0.minimumCoverage());
  }

  @Test
  void weights_that_are_shares_are_made_to_sum_to_100() throws Exception {
    ScoringModel model =
        load(
            Mistakes.SOUND
                .replace("version: 3", "version: 3\nweights: normalised")
                .replace("weight: 60", "weight: 25-35")
                .replace("weight: 40\n    measures", "weight: 10-20\n    measures"));

    assertThat(model.weight(0) + model.weight(1)).isCloseTo(100 * 30 / 45.0, within());
    assertThat(model.weight(0)).isCloseTo(100 * 20 / 45.0, within());
    assertThat(model.weight(2)).isCloseTo(100 * 15 / 45.0, within());
  }

  @Test
  void measures_without_weights_share_the_weight_of_their_component() throws Exception {
    ScoringModel model =
        load(
            Mistakes.SOUND.replace("        weight: 40\n", "").replace("        weight: 20\n", ""));

    assertThat(model.weight(0)).isCloseTo(30, within());
    assertThat(model.weight(1)).isCloseTo(30, within());
  }

  @Test
  void trends_shares_and_grids_are_read() throws Exception {
    ScoringFunction share =
        functionOf("{share: {of: 200, score: {linear: {zero-at: 0, full-at: 100}}}}");
    ScoringFunction trend = functionOf("{trend: {linear: {zero-at: -50, full-at: 50}}}");
    ScoringFunction grid =
        functionOf(
            "{tenure-grid: {between: steps, tenure-days: [0, 90], values: [0, 40], scores: [[50,"
                + " 100], [0, 80]]}}");

    assertThat(trend).isEqualTo(new Trend(new Linear(-50, 50)));
    assertThat(share).isEqualTo(new ShareOfWhole(200, null, new Linear(0, 100)));
    assertThat(grid)
        .isEqualTo(
            new TenureGrid(
                TenureGrid.Between.STEPS,
                List.of(0.0, 90.0),
                List.of(0.0, 40.0),
                List.of(List.of(50.0, 100.0), List.of(0.0, 80.0))));
  }

  @Test
  void an_unknown_base_hides_no_other_mistake_and_is_not_the_model_itself() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("m.yml"),
            """
            id: M02
            version: 0
            extends: M01
            colour: red
            components:
              - id: product-usage
                measures:
                  - measure: usage-depth
                    remove: true
                  - measure: login-freqency
              - id: engagement
                weight: 26
            """);

    assertThat(problems(file))
        .containsExactly(
            file + ":2: version: '0': expected a whole number from 1 to 1000000",
            file + ":3: extends: 'M01': no such model; known are M0, M1, M3, M4; did you mean M0?",
            file + ":4: colour: no such field",
            file
                + ":10: components[product-usage].measures[login-freqency].measure:"
                + " 'login-freqency': no such measure; did you mean login-frequency?");
  }

  @Test
  void a_list_where_a_value_belongs_is_told_also_when_the_base_is_unknown() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("wrong.yml"),
            """
            id: [X1]
            version: {a: 1}
            extends: [M0]
            minimum-coverage: [1]
            bands: {a: b}
            caps: 3
            """);

    assertThat(problems(file))
        .anyMatch(problem -> problem.contains(":1: id: '[...]': expected a letter"))
        .anyMatch(problem -> problem.contains(":2: version: '{...}': expected a whole number"))
        .anyMatch(problem -> problem.contains(":4: minimum-coverage: '[...]': expected a whole"))
        .anyMatch(problem -> problem.contains(":5: bands: '{...}': expected a list of at least 1"))
        .anyMatch(problem -> problem.endsWith(":6: caps: '3': expected a list"));
  }

  @Test
  void two_files_with_one_id_are_refused() throws IOException {
    Path one = Files.writeString(folder.resolve("1.yml"), Mistakes.SOUND);
    Path two = Files.writeString(folder.resolve("2.yml"), Mistakes.SOUND);

    assertThat(problems(one, two))
        .containsExactly(
            two + ":1: id: 'X1': expected another id: a model has it already, at " + one + ":1");
  }

  private ScoringFunction functionOf(String score) throws Exception {
    return load(Mistakes.SOUND.replace(
            "score: {linear: {zero-at: 0, full-at: 40}}", "score: " + score))
        .components()
        .get(0)
        .measures()
        .get(1)
        .function();
  }

  private ScoringModel load(String yaml) throws IOException, InvalidConfigException {
    Path file = Files.writeString(folder.resolve("x.yml"), yaml);
    return ModelLibrary.presetsAnd(List.of(file)).model("X1").orElseThrow();
  }

  private static List<String> problems(Path... files) {
    InvalidConfigException refused =
        catchThrowableOfType(
            InvalidConfigException.class, () -> ModelLibrary.presetsAnd(List.of(files)));
    return refused == null
        ? new ArrayList<>()
        : refused.problems().stream().map(ConfigProblem::toString).toList();
  }

  private static Offset<Double> within() {
    return Offset.offset(1e-9);
  }
}
