/**
 * Files that people write, read so that every mistake can be told at once and where it stands: YAML
 * into a tree that knows the line of every value, and typed values taken out of it.
 *
 * <p>May enter: text. Must not enter: what a file means; that is its reader's, in the room it is
 * for.
 */
package dev.customerhealth.yaml;
