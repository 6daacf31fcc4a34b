package dev.customerhealth.notify.routing;

import dev.customerhealth.notify.notice.Urgency;
import java.util.Set;

/** Sets of urgencies that have a meaning. */
public final class Urgencies {

  /** What is told in quiet hours and above limits unless the file says otherwise. */
  public static final Set<Urgency> CRITICAL_ONLY = Set.of(Urgency.CRITICAL);

  private Urgencies() {}
}
