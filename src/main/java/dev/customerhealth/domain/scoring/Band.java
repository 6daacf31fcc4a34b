package dev.customerhealth.domain.scoring;

/**
 * A named range of the score.
 *
 * @param id stable id, for instance {@code at-risk}
 * @param label for display
 * @param lowerBound lowest score of the band, inclusive, in thousandths of a point
 * @param role what the band asks people to do
 * @param colour for display, a colour name
 * @param action what people should do
 */
public record Band(
    String id, String label, int lowerBound, BandRole role, String colour, String action) {}
