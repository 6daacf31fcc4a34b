/**
 * The door: a wire record becomes a signal the domain can trust, or a rejection that says why not.
 *
 * <p>Everything that decodes but makes no sense is refused here, so that no room behind it needs to
 * check again. May enter: generated Avro classes, signals. Must not enter: Kafka Streams, state,
 * formulas, clocks (the time of arrival comes with the record).
 */
package dev.customerhealth.intake;
