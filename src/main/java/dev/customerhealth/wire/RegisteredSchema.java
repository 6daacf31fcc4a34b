package dev.customerhealth.wire;

import org.apache.avro.Schema;

/**
 * A schema as the registry knows it.
 *
 * @param subject what it is registered under, for instance {@code product-usage-value}
 * @param version number within the subject, from 1
 * @param id number within the registry, as it stands in the records
 * @param schema the schema itself
 */
public record RegisteredSchema(String subject, int version, int id, Schema schema) {}
