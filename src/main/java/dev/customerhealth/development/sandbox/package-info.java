/**
 * A whole installation in one process: broker, registry, topics and the service, with nothing
 * installed and nothing left behind.
 *
 * <p>May enter: the development broker and registry, the runtime. Must not enter: simulated data,
 * views.
 */
package dev.customerhealth.development.sandbox;
