/**
 * What the service agrees with others: topic names, their types, partitions, retention and
 * compaction. The one place where they are said.
 *
 * <p>May enter: generated Avro classes as type tokens, Kafka's names of topic settings. Must not
 * enter: clients, topologies, formulas, configuration files.
 */
package dev.customerhealth.contract;
