package dev.customerhealth.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.ModelNews;
import dev.customerhealth.domain.ModelTexts;
import dev.customerhealth.domain.scoring.ModelContent;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.testing.Notices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A published text says everything itself. */
class WholeTextTest {

  private final PublishedTexts texts = new PublishedTexts();

  @ParameterizedTest
  @ValueSource(strings = {"M0", "M1", "M3", "M4"})
  void a_shipped_model_is_the_same_when_read_from_the_text_it_is_published_as(String id) {
    ModelDraft draft = ModelDraft.of(ModelLibrary.presets(), id).orElseThrow();

    ModelTexts.Read<ScoringModel> read = texts.model(draft.text());

    assertThat(read.problems()).isEmpty();
    assertThat(ModelContent.of(read.value())).isEqualTo(ModelContent.of(draft.model()));
    assertThat(ModelContent.digest(read.value())).isEqualTo(ModelContent.digest(draft.model()));
  }

  @Test
  void what_is_inherited_is_written_out() {
    ModelDraft draft =
        Notices.draft("id: mine\nversion: 3\nextends: M0\nlabel: \"Yes: 'mine' #1\"\n");

    assertThat(draft.text()).doesNotContain("extends").contains("login-frequency");
    assertThat(texts.model(draft.text()).value().label()).isEqualTo("Yes: 'mine' #1");
  }

  @Test
  void a_text_that_extends_something_is_refused() {
    assertThat(texts.model("id: mine\nversion: 1\nextends: M0\n").problems())
        .anyMatch(problem -> problem.contains("extends"));
  }

  @Test
  void a_new_version_may_extend_the_one_it_replaces() {
    ModelDraft draft = Notices.draft("id: M0\nversion: 99\nextends: M0\nlabel: Mine\n");

    assertThat(draft.model().version()).isEqualTo(99);
    assertThat(draft.model().size()).isEqualTo(ModelLibrary.presets().defaultModel().size());
  }

  @Test
  void rules_are_read_with_everything_wrong_at_once() {
    assertThat(
            texts
                .selection(
                    """
                    version: 0
                    default: M0
                    rules:
                      - {id: a, when: {stage: young}, model: M1}
                      - {id: a, when: {}, model: M1}
                      - {id: default, when: {renewal-near: perhaps}, model: M1}
                    """)
                .problems())
        .hasSize(6);
  }

  @Test
  void the_shipped_alert_rules_are_the_same_when_read_from_the_text_they_are_published_as() {
    ModelNews.AlertRules shipped = RuleLibrary.shipped().news();

    ModelTexts.Read<ModelNews.AlertRules> read = texts.alertRules(RuleLibrary.shipped().text());

    assertThat(read.problems()).isEmpty();
    assertThat(read.value()).isEqualTo(shipped);
  }

  @Test
  void alert_rules_that_extend_something_are_refused() {
    assertThat(texts.alertRules("version: 1\nextends: standard\nrules: []\n").problems())
        .anyMatch(problem -> problem.contains("extends"));
  }

  @Test
  void comments_and_layout_of_alert_rules_do_not_count() {
    String rules =
        """
        version: 1
        rules:
          - id: low
            label: Low
            severity: warning
            when: {score: {below: 60, resolved-at: 65}}
        """;

    assertThat(texts.alertRules(rules.replace("label: Low", "label: \"Low\" # so it is")).value())
        .isEqualTo(texts.alertRules(rules).value());
    assertThat(texts.alertRules(rules.replace("60", "61")).value().digest())
        .isNotEqualTo(texts.alertRules(rules).value().digest());
  }
}
