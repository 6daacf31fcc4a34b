package dev.customerhealth.model;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.domain.SelectionPlan;
import dev.customerhealth.yaml.Problems;
import dev.customerhealth.yaml.YamlNode.Mapping;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Selection rules about to be published.
 *
 * @param version of the rules, at least 1
 * @param plan the rules
 * @param text the whole of them as YAML
 */
public record SelectionDraft(int version, SelectionPlan plan, String text) {

  /**
   * Reads a file.
   *
   * @throws InvalidConfigException with everything wrong with it
   */
  public static SelectionDraft read(Path file) throws InvalidConfigException {
    Problems problems = new Problems();
    Optional<Mapping> document = ModelDraft.document(file, problems);
    Optional<SelectionReader.Rules> rules = document.flatMap(new SelectionReader(problems)::read);
    if (rules.isEmpty() || problems.count() > 0) {
      throw new InvalidConfigException(problems.list());
    }
    return new SelectionDraft(
        rules.get().version(), rules.get().plan(), WholeText.of(document.get()));
  }
}
