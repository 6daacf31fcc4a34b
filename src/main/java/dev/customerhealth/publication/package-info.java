/**
 * From what the domain decided to what others read: scores, changes, alerts and rejections as
 * records of the contract.
 *
 * <p>May enter: domain results, rejections, generated Avro classes. Must not enter: decisions of
 * any kind, Kafka, clocks.
 */
package dev.customerhealth.publication;
