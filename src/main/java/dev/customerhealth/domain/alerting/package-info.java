/**
 * When people must be told: alert rules, and the life of an alert from raised to resolved.
 *
 * <p>May enter: scores, bands and their history. Must not enter: channels, owners' calendars,
 * formulas of measures.
 */
package dev.customerhealth.domain.alerting;
