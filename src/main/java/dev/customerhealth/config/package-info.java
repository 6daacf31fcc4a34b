/**
 * The typed configuration of the service and how it is read: one file, environment over file, every
 * problem told at once.
 *
 * <p>May enter: text, files and the environment given to it, and the choices that other rooms offer
 * as plain values. Must not enter: Kafka, Avro, the network; nothing here starts anything.
 */
package dev.customerhealth.config;
