package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.AuditEntry;
import dev.customerhealth.avro.ChangeCause;
import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.HealthScoreChange;
import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.ModelNews;
import dev.customerhealth.domain.ModelTexts;
import dev.customerhealth.domain.SelectionPlan;
import dev.customerhealth.domain.scoring.Peers;
import dev.customerhealth.domain.scoring.ScoringModel;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change of models that takes several ticks, and a task that begins anew among them. */
class SwitchAcrossRestartTest {

  private static final Instant NOW = TopologyHarness.ARRIVAL;
  private static final Instant SWITCH = NOW.plus(Duration.ofMinutes(10));
  private static final List<String> ACCOUNTS = List.of("a", "b", "c", "d", "e");
  private static final int BUDGET = 2;

  @TempDir Path directory;

  private final Map<String, Facts> facts = new HashMap<>();
  private final RecordedMetrics metrics = new RecordedMetrics();
  private ModelTexts texts = new PublishedTexts();
  private TaskThatRestarts task;

  @BeforeEach
  void begin() {
    task = new TaskThatRestarts(directory, NOW, this::processor);
    ACCOUNTS.forEach(this::beBusy);
    publish();
    task.restart();
    task.forgetTold();
  }

  @Test
  void every_account_is_switched_once_and_it_is_recorded_once() {
    tick(1);
    assertThat(switched()).extracting(HealthScoreChange::getAccountId).containsExactly("a", "b");
    task.restart();

    tick(2);
    task.restart();
    tick(3);
    tick(4);

    assertThat(switched())
        .extracting(HealthScoreChange::getAccountId)
        .containsExactlyElementsOf(ACCOUNTS);
    assertThat(switched())
        .allSatisfy(change -> assertThat(change.getChangedAt()).isEqualTo(SWITCH));
    assertThat(task.told(AuditEntry.class)).hasSize(1);
  }

  @Test
  void an_account_whose_turn_has_not_come_lives_through_it_first_also_after_a_restart() {
    tick(1);
    task.restart();

    task.process(new Accepted(facts.get("e").login(SWITCH.plusSeconds(2), "late")));

    assertThat(switched())
        .last()
        .satisfies(
            change -> {
              assertThat(change.getAccountId()).isEqualTo("e");
              assertThat(change.getChangedAt()).isEqualTo(SWITCH);
            });
  }

  @Test
  void a_published_model_that_no_longer_reads_after_a_restart_leaves_the_one_before_in_force() {
    texts = new NoModelReads();
    task.restart();
    assertThat(metrics.modelsRefused).as("told when the task starts").containsExactly("MODEL");

    tick(1);
    tick(2);
    tick(3);

    assertThat(switched()).isEmpty();
    for (int each = 0; each < 30; each++) {
      task.process(new Accepted(facts.get("e").used(SWITCH.plusSeconds(4), "user", "f" + each, 3)));
    }
    assertThat(task.told(HealthScore.class))
        .isNotEmpty()
        .allSatisfy(
            score -> {
              assertThat(score.getModelId()).isEqualTo("M0");
              assertThat(score.getModelVersion()).isEqualTo(Presets.m0().version());
            });
  }

  @Test
  void once_it_reads_again_it_is_in_force_for_those_who_are_told_something() {
    texts = new NoModelReads();
    task.restart();
    texts = new PublishedTexts();
    task.restart();

    tick(1);

    assertThat(switched()).extracting(HealthScoreChange::getAccountId).containsExactly("a", "b");
    assertThat(metrics.modelsRefused).hasSize(1);
  }

  /** A later version of the service that is stricter than the one that took the publication. */
  private static final class NoModelReads implements ModelTexts {
    private final PublishedTexts texts = new PublishedTexts();

    @Override
    public Read<ScoringModel> model(String text) {
      return new Read<>(null, List.of("not any more"));
    }

    @Override
    public Read<SelectionPlan> selection(String text) {
      return texts.selection(text);
    }

    @Override
    public Read<Peers> peers(String text) {
      return texts.peers(text);
    }

    @Override
    public Read<ModelNews.AlertRules> alertRules(String text) {
      return texts.alertRules(text);
    }
  }

  private AssessmentProcessor processor() {
    return new AssessmentProcessor(
        Presets.policy(),
        texts,
        new TopologySettings(IntakeLimits.standard(), BUDGET, 10),
        metrics);
  }

  private void tick(int seconds) {
    task.process(new TimeTold(SWITCH.plusSeconds(seconds)));
  }

  private void publish() {
    ModelDraft draft = Notices.usageOnly(Presets.m0().version() + 1);
    task.process(
        new ModelTold(
            new ModelNews.Live(draft.model()),
            SWITCH.toEpochMilli(),
            draft.text(),
            "kim",
            "a test",
            new Origin("scoring-models", 0, 0, NOW.toEpochMilli()),
            null));
  }

  private void beBusy(String account) {
    Facts of = facts.computeIfAbsent(account, Facts::new);
    for (int each = 0; each < 12; each++) {
      task.process(new Accepted(of.login(NOW, "user-" + each)));
    }
    task.process(new Accepted(of.used(NOW, "user-1", "reports", 3)));
    task.process(new Accepted(of.nps(NOW, 10)));
  }

  private List<HealthScoreChange> switched() {
    return task.told(HealthScoreChange.class).stream()
        .filter(change -> change.getCause() == ChangeCause.MODEL_CHANGED)
        .toList();
  }
}
