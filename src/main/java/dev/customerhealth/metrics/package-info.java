/**
 * What operators can measure: the scoring's own numbers, Kafka Streams' and the process's, in
 * Prometheus' form.
 *
 * <p>May enter: Micrometer, the port the topology reports to. Must not enter: account ids or
 * anything else that grows with the data as a label; decisions.
 */
package dev.customerhealth.metrics;
