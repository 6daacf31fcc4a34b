package dev.customerhealth.command;

import dev.customerhealth.contract.Topics;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.history.EventJudge;
import dev.customerhealth.history.HistoryCheck;
import dev.customerhealth.history.HistoryFindings;
import dev.customerhealth.history.HistoryReader;
import dev.customerhealth.history.HistorySort;
import dev.customerhealth.history.HistoryTopics;
import dev.customerhealth.history.IntakeJudge;
import dev.customerhealth.history.JsonEvents;
import dev.customerhealth.history.TickSteps;
import dev.customerhealth.intake.IntakeLimits;
import dev.customerhealth.replay.AccountsReplay;
import dev.customerhealth.replay.FileReplay;
import dev.customerhealth.replay.Replayed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** History files, checked, put in order where they are not, and played. */
final class HistorySource {

  /** As {@code import} takes it; what stands further back is put in order first. */
  private static final Duration MOST_DISORDER = Duration.ofDays(1);

  private final List<Path> files;
  private final Topics topics;
  private final IntakeLimits limits;
  private final Instant now;
  private final PrintWriter err;
  private final JsonEvents json;
  private final EventJudge judge;

  HistorySource(
      List<Path> files, Topics topics, IntakeLimits limits, Instant now, PrintWriter err) {
    this.files = files;
    this.topics = topics;
    this.limits = limits;
    this.now = now;
    this.err = err;
    this.json = new JsonEvents(HistoryTopics.of(topics));
    this.judge = new IntakeJudge(topics, limits, now);
  }

  HistoryFindings check() throws IOException {
    try (HistoryReader history = HistoryReader.open(files, json, judge);
        Progress progress = Progress.of("checking", " lines", -1, err)) {
      return HistoryCheck.check(history, MOST_DISORDER, progress);
    }
  }

  Replayed play(
      HistoryFindings findings,
      HealthPolicy policy,
      TickSteps clock,
      AccountsReplay.Listener listener)
      throws IOException {
    try (OrderedFiles ordered = inOrder(findings);
        HistoryReader history = HistoryReader.open(ordered.files(), json, judge);
        Progress progress = Progress.of("playing", " lines", findings.lines(), err)) {
      return new FileReplay(topics, limits, policy, now)
          .play(history, clock, findings.last().orElse(null), listener, progress);
    }
  }

  private OrderedFiles inOrder(HistoryFindings findings) throws IOException {
    return findings.disorder().isEmpty()
        ? OrderedFiles.asTheyAre(files)
        : OrderedFiles.sorted(directory -> HistorySort.sort(files, json, judge, directory));
  }
}
