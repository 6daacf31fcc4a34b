/**
 * What can be told to an account: one record per kind of fact, plus time passing.
 *
 * <p>Signals are already valid: whoever reads the wire refuses nonsense before it becomes a signal.
 * May enter: plain Java values. Must not enter: wire formats, topics, formulas.
 */
package dev.customerhealth.domain.signal;
