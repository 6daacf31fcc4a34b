/**
 * When what is seen of all accounts at once is taken for a fault of the data, and not of the
 * customers.
 *
 * <p>May enter: counts and times that partitions report. Must not enter: single accounts, topics of
 * Kafka beyond their names, who is told.
 */
package dev.customerhealth.domain.fleet;
