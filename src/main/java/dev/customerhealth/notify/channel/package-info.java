/**
 * How a message leaves: over HTTP, by SMTP, into the log. A channel makes one attempt and says what
 * came of it; whether and when it is tried again is decided elsewhere.
 *
 * <p>May enter: messages, routing with its secrets, the network. Must not enter: Kafka; secrets or
 * bodies in log lines or reasons.
 */
package dev.customerhealth.notify.channel;
