package dev.customerhealth.domain.alerting;

/**
 * One number that an alert is about.
 *
 * @param subject id of the measure or component; null for the score
 * @param unit of value and threshold
 * @param value NaN without data
 * @param threshold the bar it crossed
 */
public record Finding(String subject, String unit, double value, double threshold) {}
