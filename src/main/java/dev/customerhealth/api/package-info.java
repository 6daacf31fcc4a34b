/**
 * What the service and the notifier answer over HTTP: whether they live, whether they are ready,
 * their numbers; the service its shape.
 *
 * <p>May enter: the status of the run, the meters. Must not enter: decisions about accounts;
 * writing anything.
 */
package dev.customerhealth.api;
