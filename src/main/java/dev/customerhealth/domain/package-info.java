/**
 * The pure heart: one function from what is known about an account, a signal and a time to what is
 * known afterwards, what changed and whom to warn.
 *
 * <p>May enter: {@code java.*} and the rooms below. Must not enter: Kafka, Avro, metrics, logging,
 * clocks, configuration. Production, replay, back-test and tests all run this same code.
 */
package dev.customerhealth.domain;
