package dev.customerhealth.domain.alerting;

import java.util.Set;
import java.util.function.Function;

/**
 * How the alert rules differ from those before, at the moment from which they hold.
 *
 * @param newRules ids of the rules that were not there before, or asked something else: what is so
 *     already raises no alert of theirs
 * @param former finds a rule of before by its id; answers with null where nothing is known of it
 */
public record RuleChange(Set<String> newRules, Function<String, FormerRule> former) {

  /** The rules are those of before. */
  public static final RuleChange NONE = new RuleChange(Set.of(), id -> null);

  /**
   * The same, where more may be known of rules that are gone.
   *
   * @param other asked where this change does not know a rule
   */
  public RuleChange orKnownTo(Function<String, FormerRule> other) {
    return new RuleChange(
        newRules,
        id -> {
          FormerRule known = former.apply(id);
          return known == null ? other.apply(id) : known;
        });
  }

  /** What is to be said of a rule that is gone. */
  FormerRule gone(String id) {
    FormerRule known = former.apply(id);
    return known == null ? FormerRule.unknown(id) : known;
  }
}
