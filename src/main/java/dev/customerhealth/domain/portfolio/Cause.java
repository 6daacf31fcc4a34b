package dev.customerhealth.domain.portfolio;

/**
 * What restated a period that was closed.
 *
 * @param accountId the account it is about
 * @param eventId id of the late event; null when it was none, but what is told of the account
 * @param kind what happened, for people
 * @param occurredAtMillis when it happened, in milliseconds since 1970 UTC
 */
public record Cause(String accountId, String eventId, String kind, long occurredAtMillis) {}
