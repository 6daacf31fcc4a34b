package dev.customerhealth.wire;

import java.util.List;

/**
 * What the registry says of a schema beside the latest one of its subject.
 *
 * @param compatible whether it may be registered
 * @param reasons why not, as the registry words it; empty when compatible or when the registry does
 *     not say
 */
public record CompatibilityVerdict(boolean compatible, List<String> reasons) {
  /** Copies the reasons. */
  public CompatibilityVerdict {
    reasons = List.copyOf(reasons);
  }
}
