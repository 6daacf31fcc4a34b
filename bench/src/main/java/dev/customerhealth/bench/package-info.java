/**
 * The benchmark: what the service costs and how fast it is, beside floors measured in the same run
 * on the same broker. May enter: the test fixtures and the wire format. Nobody depends on it.
 */
package dev.customerhealth.bench;
