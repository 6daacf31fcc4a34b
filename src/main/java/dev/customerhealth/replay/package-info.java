/**
 * Plays history through the domain without Kafka Streams: the same function over the same facts in
 * the same order, with other rules, telling nobody.
 *
 * <p>May enter: signals, the domain, the doors of {@code intake}, history files, Kafka's consumer.
 * Must not enter: state stores, anything that writes.
 */
package dev.customerhealth.replay;
