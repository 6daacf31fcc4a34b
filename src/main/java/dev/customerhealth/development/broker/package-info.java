/**
 * A real Kafka broker for development, tests and the benchmark, without any installation.
 *
 * <p>May enter: the classes of {@code org.apache.kafka:kafka_2.13}. Must not enter: anything of the
 * service itself; the broker knows no topic of ours. Nothing of the production jar may depend on
 * this package: the broker's libraries are not shipped with it.
 */
package dev.customerhealth.development.broker;
