/**
 * The stream of the business process: records come in, are judged, kept, and told.
 *
 * <p>Start reading at {@link dev.customerhealth.topology.HealthTopology}. Processors load, call the
 * domain, store and forward; no formula, threshold or clock lives here. May enter: the contract,
 * intake, publication, state, domain; generated Avro classes only as type arguments. Must not
 * enter: configuration files, HTTP, Micrometer.
 */
package dev.customerhealth.topology;
