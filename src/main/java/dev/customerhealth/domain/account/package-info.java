/**
 * What is remembered about one account: bounded, immutable, enough for every measure.
 *
 * <p>May enter: signals. Must not enter: formulas, weights, thresholds, encodings.
 */
package dev.customerhealth.domain.account;
