package dev.customerhealth.topology;

import dev.customerhealth.avro.ParentHealthScore;
import dev.customerhealth.domain.signal.ProfileRemoved;
import dev.customerhealth.domain.signal.ProfileSignal;
import dev.customerhealth.oracle.Given;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What must be told of parents in the end, from the profiles of a history and the scores foretold
 * for its accounts: nothing is added up on the way.
 */
final class ForetoldParents {
  private static final int PARENTS = 2;
  private static final int THOUSANDTHS = 1000;

  private ForetoldParents() {}

  /**
   * The same with a parent and a revenue of its own where it is a profile: by account and name, so
   * that accounts move from one parent to another.
   */
  static Given withParent(Given given) {
    if (given.tick() != null || !(given.signal() instanceof ProfileSignal profile)) {
      return given;
    }
    int number = Math.floorMod((profile.accountId() + profile.name()).hashCode(), 2 * PARENTS + 1);
    return Given.told(
        new ProfileSignal(
            profile.accountId(),
            profile.occurredAt(),
            profile.name(),
            profile.segment(),
            profile.region(),
            profile.tier(),
            number == 2 * PARENTS ? null : "parent-" + number / 2,
            profile.csmId(),
            profile.contractStart(),
            profile.renewalDate(),
            profile.paidSeats(),
            1_000_000L * (1 + Math.floorMod(profile.accountId().hashCode(), 5)),
            profile.currency(),
            profile.planFeatureCount(),
            profile.industry(),
            profile.valuableFeatures()));
  }

  /**
   * By parent: children, those with a score, mean, worst and weighted score in thousandths.
   *
   * @param history what counts, in order of arrival
   * @param finalScores last score told of every account that has one, in thousandths
   */
  static Map<String, String> of(List<Given> history, Map<String, Integer> finalScores) {
    Map<String, ProfileSignal> profiles = new HashMap<>();
    for (Given given : history) {
      if (given.signal() instanceof ProfileRemoved removed) {
        profiles.remove(removed.accountId());
      } else if (given.signal() instanceof ProfileSignal profile) {
        ProfileSignal known = profiles.get(profile.accountId());
        if (known == null || !profile.occurredAt().isBefore(known.occurredAt())) {
          profiles.put(profile.accountId(), profile);
        }
      }
    }
    Map<String, String> parents = new TreeMap<>();
    profiles.values().stream()
        .map(ProfileSignal::parentAccountId)
        .filter(parent -> parent != null)
        .distinct()
        .forEach(
            parent ->
                parents.put(
                    parent,
                    rolledUp(
                        profiles.values().stream()
                            .filter(child -> parent.equals(child.parentAccountId()))
                            .toList(),
                        finalScores)));
    return parents;
  }

  private static String rolledUp(List<ProfileSignal> children, Map<String, Integer> scores) {
    List<ProfileSignal> scored =
        children.stream().filter(child -> scores.containsKey(child.accountId())).toList();
    if (scored.isEmpty()) {
      return row(children.size(), 0, null, null, null);
    }
    double sum = 0;
    double weighted = 0;
    double revenue = 0;
    for (ProfileSignal child : scored) {
      int score = scores.get(child.accountId());
      sum += score;
      weighted += (double) score * child.arrMinor();
      revenue += child.arrMinor();
    }
    int worst =
        scored.stream()
            .map(child -> scores.get(child.accountId()))
            .min(Comparator.naturalOrder())
            .orElseThrow();
    return row(
        children.size(),
        scored.size(),
        Math.round(sum / scored.size()),
        (long) worst,
        Math.round(weighted / revenue));
  }

  /** The same of what was told. */
  static String told(ParentHealthScore parent) {
    return row(
        parent.getChildren(),
        parent.getScoredChildren(),
        thousandths(parent.getMeanScore()),
        thousandths(parent.getWorstScore()),
        thousandths(parent.getArrWeightedScore()));
  }

  private static Long thousandths(Double score) {
    return score == null ? null : Math.round(score * THOUSANDTHS);
  }

  private static String row(long children, long scored, Long mean, Long worst, Long weighted) {
    return "%d children, %d scored, mean %s, worst %s, weighted %s"
        .formatted(children, scored, mean, worst, weighted);
  }
}
