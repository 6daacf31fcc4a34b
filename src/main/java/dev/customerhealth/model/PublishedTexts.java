package dev.customerhealth.model;

import dev.customerhealth.config.ConfigProblem;
import dev.customerhealth.domain.ModelNews;
import dev.customerhealth.domain.ModelTexts;
import dev.customerhealth.domain.SelectionPlan;
import dev.customerhealth.domain.scoring.Peers;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.yaml.Problems;
import dev.customerhealth.yaml.YamlNode.Mapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads published texts by the same rules as files, but for bars that no account can reach: they
 * were taken once, and a version must mean what it meant.
 */
public final class PublishedTexts implements ModelTexts {
  private static final String NAME = "text";

  /** Nothing is inherited: what a text extends might be another thing tomorrow. */
  @Override
  public Read<ScoringModel> model(String text) {
    Problems problems = new Problems();
    Optional<Mapping> document = ModelDraft.parsed(text, NAME, problems);
    return read(
        document
            .flatMap(new Inheritance(Map.of(), problems)::resolved)
            .map(AssumedPlan::published)
            .flatMap(ModelReader.ofPublished(problems)::read),
        problems);
  }

  @Override
  public Read<SelectionPlan> selection(String text) {
    Problems problems = new Problems();
    return read(
        ModelDraft.parsed(text, NAME, problems)
            .flatMap(new SelectionReader(problems)::read)
            .map(SelectionReader.Rules::plan),
        problems);
  }

  @Override
  public Read<Peers> peers(String text) {
    Problems problems = new Problems();
    return read(
        ModelDraft.parsed(text, NAME, problems).flatMap(new PeersReader(problems)::read), problems);
  }

  @Override
  public Read<ModelNews.AlertRules> alertRules(String text) {
    Problems problems = new Problems();
    return read(
        ModelDraft.parsed(text, NAME, problems)
            .flatMap(document -> RuleLibrary.whole(document, problems))
            .map(RuleLibrary::news),
        problems);
  }

  private static <T> Read<T> read(Optional<T> value, Problems problems) {
    List<String> found = problems.list().stream().map(ConfigProblem::toString).toList();
    return found.isEmpty() ? new Read<>(value.orElseThrow(), found) : new Read<>(null, found);
  }
}
