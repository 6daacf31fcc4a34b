/**
 * A made-up but realistic book of accounts: who they are, what happens to them, and every event
 * they cause. The same seed always tells the same history.
 *
 * <p>May enter: records of the contract, the history form. Must not enter: Kafka, scores (a
 * simulation does not know how it is judged), any clock.
 */
package dev.customerhealth.simulation;
