package dev.customerhealth.notify.planning;

/**
 * Where something is told: a channel, and for which CSM. A new owner is a new address, so open
 * alerts follow their account.
 *
 * @param targetId the channel
 * @param csm the CSM; empty text for an account without one
 */
public record Address(String targetId, String csm) {}
