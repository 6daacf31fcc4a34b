package dev.customerhealth.development.demo;

import java.time.Duration;
import java.time.Instant;

/**
 * How the demo goes.
 *
 * @param historyTime how long playing the whole history takes
 * @param livePerSecond events in a second once it is live
 * @param playFrom where in the history to begin; what was played before is already known
 */
record DemoPlan(Duration historyTime, int livePerSecond, Instant playFrom) {}
