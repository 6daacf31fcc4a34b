/**
 * The command line: each sub-command reads its options, wires what it needs and answers with an
 * exit code.
 *
 * <p>May enter: every other room but development. Must not enter: formulas, topology steps; nobody
 * depends on this package but the entry points.
 *
 * <p>Exit codes: 0 done, 1 failed or refused, 2 wrong options or configuration.
 */
package dev.customerhealth.command;
