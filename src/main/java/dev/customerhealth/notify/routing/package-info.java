/**
 * Who is told of what, and when not: receivers, the routing tree in Alertmanager's terms,
 * inhibition, time intervals, quiet hours, limits.
 *
 * <p>Pure. May enter: labels and a time. Must not enter: files, Kafka, HTTP, clocks.
 */
package dev.customerhealth.notify.routing;
