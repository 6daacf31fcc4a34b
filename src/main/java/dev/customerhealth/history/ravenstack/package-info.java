/**
 * RavenStack's tables as a history: the worked example of bringing one's own data
 * (docs/bring-your-own-data.md).
 *
 * <p>One class per table says what its rows become. Every row ends in events or in a counted reason
 * why it did not. May enter: CSV rows, the history form. Must not enter: Kafka, scores.
 */
package dev.customerhealth.history.ravenstack;
