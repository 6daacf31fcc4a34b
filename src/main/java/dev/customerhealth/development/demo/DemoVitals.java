package dev.customerhealth.development.demo;

import java.time.Duration;

/**
 * How the service is doing.
 *
 * @param phase what the feed is doing, in words
 * @param state what the service is doing, in words
 * @param eventsPerSecond events worked off in the last second
 * @param events worked off so far
 * @param waiting events that were sent and not worked off yet
 * @param url of its HTTP answers
 * @param completeAfter from the start of the process until all there is to see was live on the
 *     screen; null before
 */
record DemoVitals(
    String phase,
    String state,
    long eventsPerSecond,
    long events,
    long waiting,
    long duplicates,
    long late,
    long rejected,
    long deadLetters,
    String url,
    Duration completeAfter) {}
