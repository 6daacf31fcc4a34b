/**
 * The rules a second time, as simply as they can be said: plain lists of everything that was ever
 * told, every number counted from scratch for every question, exact decimals, no windows, no state,
 * no codec. Slow, and meant to be: it is what the service is compared with.
 *
 * <p>It shares the signals with the service and nothing else: no formula, table, rounding or day
 * arithmetic. {@link dev.customerhealth.oracle.Fault} breaks it on purpose, to show that a
 * difference would be seen.
 */
package dev.customerhealth.oracle;
