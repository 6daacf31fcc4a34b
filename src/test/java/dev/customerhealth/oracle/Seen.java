package dev.customerhealth.oracle;

import java.util.List;
import java.util.Map;

/**
 * Everything that came of a history.
 *
 * @param outcomes outcome of every signal told, in order of arrival
 * @param changes changes told, in order per account
 * @param alerts alert steps told, in order per account
 * @param finalScores score of every account with a score that was last told, in thousandths
 */
public record Seen(
    List<String> outcomes,
    List<SeenChange> changes,
    List<SeenAlert> alerts,
    Map<String, Integer> finalScores) {}
