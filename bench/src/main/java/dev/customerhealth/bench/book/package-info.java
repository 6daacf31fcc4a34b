/**
 * What the book of business costs an event on top of its score: the same events through the same
 * loop with and without it, in one process and without a broker.
 */
package dev.customerhealth.bench.book;
