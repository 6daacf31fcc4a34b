/**
 * How the service starts, is watched and ends: preflight, the running of Kafka Streams, ticks, the
 * quarantine of damaged state, the watchdog.
 *
 * <p>May enter: configuration, Kafka's clients, the topology. Must not enter: formulas, wire
 * formats, command line options.
 */
package dev.customerhealth.runtime;
