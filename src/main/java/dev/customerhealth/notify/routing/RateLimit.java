package dev.customerhealth.notify.routing;

import dev.customerhealth.notify.notice.Urgency;
import java.time.Duration;
import java.util.Set;

/**
 * How much one CSM is told over all channels that lead to them, and how much each channel that
 * leads to other people is told for one CSM; what is more goes into one digest of each channel as
 * soon as there is room again.
 *
 * @param notifications at most so many, at least 1
 * @param per within this time
 * @param except what is told all the same, and does not count
 */
public record RateLimit(int notifications, Duration per, Set<Urgency> except) {

  public RateLimit {
    except = Set.copyOf(except);
  }
}
