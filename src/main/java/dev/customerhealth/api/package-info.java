/**
 * What the service answers over HTTP: whether it lives, whether it is ready, its numbers and its
 * shape.
 *
 * <p>May enter: the status of the run, the meters. Must not enter: decisions about accounts;
 * writing anything.
 */
package dev.customerhealth.api;
