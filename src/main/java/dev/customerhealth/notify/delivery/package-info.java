/**
 * The notifier at work: takes alerts from their topic, keeps what it knows in a topic, hands what
 * is due to channels that do not wait for each other, and writes down what came of it.
 *
 * <p>May enter: Kafka's clients, the contract, the wire format, channels. Must not enter: decisions
 * about who is told what (that is {@code planning}), formats of providers.
 */
package dev.customerhealth.notify.delivery;
