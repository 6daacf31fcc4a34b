/**
 * What the notifier knows of one step of an alert: plain values, labels to route by, one JSON form.
 *
 * <p>May enter: plain Java values, JSON. Must not enter: wire formats, channels, clocks.
 */
package dev.customerhealth.notify.notice;
