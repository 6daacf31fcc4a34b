/**
 * The bytes of the contract: Confluent's wire format (0, 4-byte schema id, Avro binary), the client
 * of the schema registry, and the Kafka serializer and deserializer of the generated classes.
 *
 * <p>Start at {@link dev.customerhealth.wire.ContractSerdes}. Errors come in three kinds that
 * callers must keep apart: {@link dev.customerhealth.wire.UndecodableRecordException} (this record
 * is poison), {@link dev.customerhealth.wire.RegistryUnavailableException} (no record is at fault;
 * try again later) and {@link dev.customerhealth.wire.RegistryRefusedException} (the deployment is
 * at fault; stop).
 *
 * <p>May enter: Kafka's client interfaces, Avro, Jackson for the registry's JSON, the JDK's HTTP
 * client. Must not: the domain, Kafka Streams, what a field means.
 */
package dev.customerhealth.wire;
