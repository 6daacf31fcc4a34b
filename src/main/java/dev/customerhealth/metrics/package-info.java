/**
 * What operators can measure: the scoring's own numbers, the notifier's, Kafka's and the process's,
 * in Prometheus' form.
 *
 * <p>May enter: Micrometer, the ports the topology and the notifier report to. Must not enter:
 * account ids or anything else that grows with the data as a label, but for the 25 accounts at risk
 * that pay most; decisions.
 */
package dev.customerhealth.metrics;
