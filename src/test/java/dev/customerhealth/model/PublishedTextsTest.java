package dev.customerhealth.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.ModelNews;
import dev.customerhealth.domain.ModelTexts.Read;
import dev.customerhealth.domain.scoring.Cap;
import dev.customerhealth.domain.scoring.ScoringModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a published model means stays what it was when it was published. */
class PublishedTextsTest {
  private static final String SILENT = "\nassumed-plan-features: 0\n";

  @TempDir Path folder;

  private final ModelLibrary library = ModelLibrary.presets();

  @Test
  void a_text_of_when_publications_did_not_say_so_assumes_ten_features() {
    assertThat(read(onceSilent()).assumedPlanFeatures()).isEqualTo(10);
  }

  @Test
  void a_model_that_assumes_nothing_is_published_saying_so() {
    ModelDraft draft = ModelDraft.of(library, "M1").orElseThrow();

    assertThat(draft.text()).containsOnlyOnce(SILENT);
    assertThat(draft.model().assumedPlanFeatures()).isZero();
    assertThat(digest(read(draft.text()))).isEqualTo(digest(draft.model()));
  }

  @Test
  void what_a_file_says_is_published_as_it_is() throws Exception {
    ModelDraft draft = drafted("id: mine\nversion: 1\nextends: M1\nassumed-plan-features: 7\n");

    assertThat(draft.text()).containsOnlyOnce("assumed-plan-features: 7\n");
    assertThat(read(draft.text()).assumedPlanFeatures()).isEqualTo(7);
  }

  @Test
  void the_next_version_of_a_silent_text_inherits_what_that_assumes() throws Exception {
    ModelDraft draft =
        drafted("id: M1\nversion: 1000\nextends: M1\nminimum-coverage: 5%\n", onceSilent());

    assertThat(draft.model().assumedPlanFeatures()).isEqualTo(10);
    assertThat(digest(read(draft.text()))).isEqualTo(digest(draft.model()));
  }

  @Test
  void a_bar_that_no_account_can_reach_does_not_put_what_was_published_out_of_force() {
    String cap =
        """
        caps:
        - id: silent
          label: Silent
          at-most: 40
          when: {measure: days-silent, at-least: 200}
        """;
    String model = ModelDraft.of(library, "M1").orElseThrow().text() + cap;
    String rules = RuleLibrary.shipped().text().replace("at-least: 30", "at-least: 200");

    assertThat(read(model).caps()).singleElement().extracting(Cap::bar).isEqualTo(200.0);
    assertThat(rules).contains("measure: days-silent", "at-least: 200");
    assertThat(new PublishedTexts().alertRules(rules).problems()).isEmpty();
  }

  private String onceSilent() {
    String text = ModelDraft.of(library, "M1").orElseThrow().text().replace(SILENT, "\n");
    assertThat(text).doesNotContain("assumed-plan-features");
    return text;
  }

  private ModelDraft drafted(String yaml, String... published) throws Exception {
    Path file = Files.writeString(folder.resolve("model.yml"), yaml);
    return ModelDraft.read(file, library, List.of(published));
  }

  private static String digest(ScoringModel model) {
    return new ModelNews.Live(model).digest();
  }

  private static ScoringModel read(String text) {
    Read<ScoringModel> read = new PublishedTexts().model(text);
    assertThat(read.problems()).isEmpty();
    return read.value();
  }
}
