/**
 * The demo: a whole installation with a made-up book of accounts, and a view of what the service
 * makes of it. The view knows only what anybody can read: the output topics.
 *
 * <p>May enter: the sandbox, the simulation, generated records. Must not enter: scoring.
 */
package dev.customerhealth.development.demo;
