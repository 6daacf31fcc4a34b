package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.ModelNews;
import dev.customerhealth.intake.Accepted;
import dev.customerhealth.intake.IntakeLimits;
import dev.customerhealth.intake.ModelTold;
import dev.customerhealth.intake.Origin;
import dev.customerhealth.intake.TimeTold;
import dev.customerhealth.model.ModelDraft;
import dev.customerhealth.model.PublishedTexts;
import dev.customerhealth.testing.Notices;
import dev.customerhealth.testing.Presets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store that fails is no account's fault: swallowed for one account after the other, the damaged
 * files would never be set aside.
 */
class PlatformFaultTest {

  private static final Instant NOW = TopologyHarness.ARRIVAL;

  @TempDir Path directory;

  private final RecordedMetrics metrics = new RecordedMetrics();
  private TaskThatRestarts task;

  @BeforeEach
  void one_account_that_rests_in_the_store() {
    task = new TaskThatRestarts(directory, NOW, this::processor);
    Facts acme = new Facts("acme");
    for (int each = 0; each < 12; each++) {
      task.process(new Accepted(acme.login(NOW, "user-" + each)));
    }
    task.restart();
  }

  @Test
  void a_store_that_fails_while_accounts_are_judged_by_time_stops_the_task() {
    task.makeAccountsUnreadable();

    assertThatThrownBy(() -> tick(Duration.ofDays(31))).isInstanceOf(ProcessorStateException.class);
    assertThat(metrics.failedEvaluations).isZero();
  }

  @Test
  void a_store_that_fails_while_accounts_change_models_stops_the_task() {
    ModelDraft draft = Notices.usageOnly(Presets.m0().version() + 1);
    task.process(
        new ModelTold(
            new ModelNews.Live(draft.model()),
            NOW.plusSeconds(60).toEpochMilli(),
            draft.text(),
            "kim",
            "a test",
            new Origin("scoring-models", 0, 0, NOW.toEpochMilli()),
            null));
    task.makeAccountsUnreadable();

    assertThatThrownBy(() -> tick(Duration.ofMinutes(2)))
        .isInstanceOf(ProcessorStateException.class);
    assertThat(metrics.failedEvaluations).isZero();
  }

  private void tick(Duration later) {
    task.process(new TimeTold(NOW.plus(later)));
  }

  private AssessmentProcessor processor() {
    return new AssessmentProcessor(
        Presets.policy(),
        new PublishedTexts(),
        new TopologySettings(IntakeLimits.standard(), 100, 10),
        metrics);
  }
}
