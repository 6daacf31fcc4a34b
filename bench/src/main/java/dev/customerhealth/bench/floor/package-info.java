/**
 * The floors: the least a program on this broker has to do for an event, each a process of its own.
 * They know bytes only.
 */
package dev.customerhealth.bench.floor;
