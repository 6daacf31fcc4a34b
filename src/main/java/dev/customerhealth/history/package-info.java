/**
 * History in files: the documented JSON form of the contracts (docs/history-format.md), checking it
 * and loading it into the topics together with the ticks of its clock.
 *
 * <p>Everything streams: a file of any size is read in constant memory, and nothing is skipped
 * without being counted and named. May enter: lines, records of the contract, topics. Must not
 * enter: scores, the meaning of fields (that is intake's), other people's formats (those are in
 * rooms of their own below, such as {@code ravenstack}).
 */
package dev.customerhealth.history;
