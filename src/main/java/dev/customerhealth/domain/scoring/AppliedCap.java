package dev.customerhealth.domain.scoring;

/**
 * The cap that limited a score.
 *
 * @param id id of the cap
 * @param label for display
 * @param limit the highest score it allows, in thousandths of a point
 * @param points what it took off, in thousandths of a point, below 0
 */
public record AppliedCap(String id, String label, int limit, int points) {}
