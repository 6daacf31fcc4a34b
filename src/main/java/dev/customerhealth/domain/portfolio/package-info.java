/**
 * The book of business: what each account adds to it, and the portfolio KPIs (R1 to R44 of section
 * 6) with their benchmark bands, for the whole book and its slices, by month, quarter and trailing
 * twelve months.
 *
 * <p>May enter: facts and standings of accounts as plain values, sums of whole numbers. Must not
 * enter: how a score is made, stores and partitions, and everything that is barred from the domain.
 */
package dev.customerhealth.domain.portfolio;
