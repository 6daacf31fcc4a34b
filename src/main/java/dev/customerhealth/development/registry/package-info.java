/**
 * A schema registry for development and tests: Confluent's REST interface on loopback, in this
 * process, with ids that outlive a restart. Start at {@link
 * dev.customerhealth.development.registry.DevelopmentRegistry}.
 *
 * <p>May enter: Avro, Jackson, the JDK's HTTP server. Must not: anything of the production jar but
 * what it is tested with; it knows no topic and no event.
 */
package dev.customerhealth.development.registry;
