/**
 * What happens when something breaks: which failures are a record's own fault and go to the dead
 * letters, which are the platform's and must stop the task, and when a stopped thread starts again.
 *
 * <p>The handlers are made by Kafka Streams from their class names and configured by {@link
 * dev.customerhealth.errors.ErrorHandling#properties}. May enter: Kafka Streams' handler
 * interfaces, RocksDB's exception, the registry's failure classifier, of the topology the metrics
 * port and whose fault a failure is. Must not enter: business rules, payloads in log lines.
 */
package dev.customerhealth.errors;
