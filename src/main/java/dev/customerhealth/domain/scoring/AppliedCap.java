package dev.customerhealth.domain.scoring;

import dev.customerhealth.domain.measure.WindowedMeasure;

/**
 * The cap that limited a score.
 *
 * @param id id of the cap
 * @param label for display
 * @param measure what stands on the wrong side of the cap's bar
 * @param value of the measure, in its unit
 * @param limit the highest score it allows, in thousandths of a point
 * @param points what it took off, in thousandths of a point, below 0
 */
public record AppliedCap(
    String id, String label, WindowedMeasure measure, double value, int limit, int points) {}
