/**
 * How good alerts are: what became of those that were raised, counted by rule, CSM and week.
 *
 * <p>A fold over the steps of alerts, wherever they come from: the topic, a running notifier, or a
 * replay with other rules. May enter: plain Java values. Must not enter: how rules decide, clocks.
 */
package dev.customerhealth.domain.alerting.quality;
