/**
 * What tests share: a real broker in this JVM or in a child process, and a client that waits
 * instead of sleeping. May enter: anything used by tests of two rooms. Must not enter: assertions
 * about the business.
 */
package dev.customerhealth.testing;
