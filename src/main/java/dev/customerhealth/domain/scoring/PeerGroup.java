package dev.customerhealth.domain.scoring;

/**
 * The accounts that a measure is compared with.
 *
 * @param segment their segment; null for the whole book, where the segment has too few
 * @param accounts how many of them had a value, at least 1
 * @param quantiles how the measure is spread over them
 */
public record PeerGroup(String segment, int accounts, Quantiles quantiles) {}
