package dev.customerhealth.domain;

import dev.customerhealth.domain.scoring.Peers;
import dev.customerhealth.domain.scoring.ScoringModel;
import java.util.List;

/** Reads models, rules and tables of peers from the texts they are published as. */
public interface ModelTexts {

  /** Reads a whole model: one that inherits nothing. Never throws for what is in the text. */
  Read<ScoringModel> model(String text);

  /** Reads selection rules. Never throws for what is in the text. */
  Read<SelectionPlan> selection(String text);

  /** Reads a table of peers. Never throws for what is in the text. */
  Read<Peers> peers(String text);

  /** Reads alert rules that extend nothing. Never throws for what is in the text. */
  Read<ModelNews.AlertRules> alertRules(String text);

  /**
   * What a text turned out to be.
   *
   * @param value what it says; null when it cannot be used
   * @param problems everything wrong with it; empty exactly when there is a value
   */
  record Read<T>(T value, List<String> problems) {
    public Read {
      problems = List.copyOf(problems);
      if ((value == null) == problems.isEmpty()) {
        throw new IllegalArgumentException("expected either a value or problems");
      }
    }
  }
}
