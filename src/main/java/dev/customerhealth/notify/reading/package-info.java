/**
 * The routing file: from YAML to {@link dev.customerhealth.notify.routing.Routing}, with every
 * mistake told at once. The format is described by {@code schemas/notify/routing.schema.json} for
 * editors, and for people by {@code docs/notifications.md}.
 *
 * <p>May enter: text, files, the environment given to it. Must not enter: Kafka, HTTP, clocks.
 */
package dev.customerhealth.notify.reading;
