package dev.customerhealth.intake;

/**
 * Where a record came from.
 *
 * @param receivedAt when Kafka appended it, in milliseconds since 1970 UTC
 */
public record Origin(String topic, int partition, long offset, long receivedAt) {}
