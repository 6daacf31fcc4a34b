/**
 * How accounts rest in the state store and its changelog: compact, versioned bytes.
 *
 * <p>May enter: domain state. Must not enter: formulas, the schema registry, topic names.
 */
package dev.customerhealth.state;
