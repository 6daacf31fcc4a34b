/**
 * The numbers about an account: the catalogue of measures and how each is read from the account's
 * state over its window.
 *
 * <p>May enter: account state and a day. Must not enter: weights, scores, alerts.
 */
package dev.customerhealth.domain.measure;
