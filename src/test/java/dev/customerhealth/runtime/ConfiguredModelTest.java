package dev.customerhealth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.scoring.ModelContent;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.publication.ModelNotice;
import dev.customerhealth.testing.Presets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is recorded when the configuration brings along another version of a model. */
class ConfiguredModelTest {
  private static final Instant NOW = Instant.parse("2026-04-01T08:00:00Z");

  private final List<ModelNotice> notices = new ArrayList<>();
  private Instant now = NOW;

  private Optional<PublishedModels.Configured> start(int version) {
    ScoringModel model = Presets.sentimentOnly(version);
    return new ConfiguredModel(model, ModelContent.digest(model)).since(notices, true, now);
  }

  /** As the topic keeps it: one record of a key, the latest, where it was sent last. */
  private void remember(ModelNotice notice) {
    notices.removeIf(known -> known.key().equals(notice.key()));
    notices.add(notice);
    now = now.plus(Duration.ofHours(1));
  }

  private PublishedModels.Configured startAndRemember(int version) {
    PublishedModels.Configured configured = start(version).orElseThrow();
    remember(configured.notice());
    return configured;
  }

  @Test
  void the_first_version_replaces_nothing() {
    PublishedModels.Configured first = start(1).orElseThrow();

    assertThat(first.before()).isNull();
    assertThat(first.after()).isEqualTo("sentiment version 1");
    assertThat(first.occasion()).isNull();
  }

  @Test
  void a_version_is_recorded_once_however_often_it_starts() {
    startAndRemember(1);

    assertThat(start(1)).isEmpty();
  }

  @Test
  void going_back_to_an_older_version_is_recorded_as_going_on_is() {
    startAndRemember(1);
    PublishedModels.Configured forth = startAndRemember(2);
    PublishedModels.Configured back = startAndRemember(1);

    assertThat(forth.before()).isEqualTo("sentiment version 1");
    assertThat(forth.after()).isEqualTo("sentiment version 2");
    assertThat(back.before()).isEqualTo("sentiment version 2");
    assertThat(back.after()).isEqualTo("sentiment version 1");
    assertThat(start(1)).as("once").isEmpty();
  }

  @Test
  void every_time_there_and_back_is_an_entry_of_its_own() {
    Set<String> occasions = new HashSet<>();
    startAndRemember(1);
    startAndRemember(2);
    for (int i = 0; i < 3; i++) {
      occasions.add(startAndRemember(1).occasion());
      occasions.add(startAndRemember(2).occasion());
    }

    assertThat(occasions).hasSize(6).doesNotContainNull();
  }

  @Test
  void who_was_stopped_before_it_was_remembered_records_the_same_entry_again() {
    startAndRemember(1);
    startAndRemember(2);
    String stopped = start(1).orElseThrow().occasion();
    now = now.plus(Duration.ofMinutes(3));

    assertThat(start(1).orElseThrow().occasion()).isEqualTo(stopped);
  }

  @Test
  void a_version_that_was_tried_as_a_shadow_is_recorded_when_the_configuration_brings_it() {
    startAndRemember(1);
    ModelNotice configured = start(2).orElseThrow().notice();
    remember(
        new ModelNotice(
            ModelNotice.Kind.SHADOW,
            configured.id(),
            configured.version(),
            configured.digest(),
            "text",
            NOW,
            NOW,
            null,
            null));

    assertThat(start(2).orElseThrow().before()).isEqualTo("sentiment version 1");
  }

  @Test
  void other_models_are_no_earlier_version_of_it() {
    ModelNotice other = start(2).orElseThrow().notice();
    remember(
        new ModelNotice(
            ModelNotice.Kind.CONFIGURED, "another", 2, other.digest(), null, NOW, NOW, null, null));

    assertThat(start(2).orElseThrow().before()).isNull();
  }
}
