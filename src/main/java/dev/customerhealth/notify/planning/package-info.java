/**
 * What is due to whom at a moment. {@link dev.customerhealth.notify.planning.Planner} looks at what
 * is open and what was told of it ({@link dev.customerhealth.notify.planning.Memory}) and answers
 * with notifications; it never asks what happened in between, so a restart, a repeat or a late
 * record changes nothing but the moment.
 *
 * <p>Pure. May enter: notices, routing, a time. Must not enter: Kafka, HTTP, clocks.
 */
package dev.customerhealth.notify.planning;
