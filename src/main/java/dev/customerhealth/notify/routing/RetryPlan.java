package dev.customerhealth.notify.routing;

import java.time.Duration;

/**
 * How long a notification is tried.
 *
 * @param first pause after the first failure
 * @param longest pause between two attempts; only a receiver that asks for more gets more
 * @param attempts after so many it goes to the dead letters, at least 1
 */
public record RetryPlan(Duration first, Duration longest, int attempts) {}
