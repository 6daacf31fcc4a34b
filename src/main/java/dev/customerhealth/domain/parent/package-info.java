/**
 * The roll-up of accounts to the parent they name (mean, worst, weighted by revenue).
 *
 * <p>May enter: scores and revenue of children as plain values. Must not enter: how a score is
 * made, and everything that is barred from the domain.
 */
package dev.customerhealth.domain.parent;
