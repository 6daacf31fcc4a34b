package dev.customerhealth.notify.routing;

import java.time.ZoneId;
import java.util.Optional;

/**
 * A CSM, as the routing file knows them.
 *
 * @param id as alerts name the owner
 * @param name for people; the id when nothing else is known
 * @param email address; empty when mail to the owner has to go elsewhere
 * @param zone where they live
 * @param quietHours when they are left alone; empty for never
 */
public record Person(
    String id, String name, Optional<String> email, ZoneId zone, Optional<QuietHours> quietHours) {}
