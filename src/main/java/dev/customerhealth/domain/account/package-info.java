/**
 * What is remembered about one account: bounded, immutable, enough for every measure.
 *
 * <p>May enter: signals. Must not enter: formulas, weights, thresholds, encodings. Scores and
 * alerts rest here as plain numbers and ids, because what they mean is known only to the rooms
 * above.
 */
package dev.customerhealth.domain.account;
