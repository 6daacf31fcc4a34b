package dev.customerhealth.domain.scoring;

/**
 * How measures become a score.
 *
 * @param id stable id, for instance {@code M0}
 * @param version grows with every change
 */
public record ScoringModel(String id, int version) {}
