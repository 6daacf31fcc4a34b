package dev.customerhealth.model;

import dev.customerhealth.domain.measure.Measure;

/** Which bars caps and alert rules may have. */
enum Bars {
  /** Written by somebody who can still be told that no account can reach one. */
  OF_FILES,
  /**
   * Published, perhaps by a version that took what no account can reach: it never holds, and what
   * was put into force stays in force.
   */
  PUBLISHED;

  /** Where the bar of a measure may lie. */
  Range range(Measure measure) {
    return this == OF_FILES ? Range.reachable(measure) : Range.of(measure);
  }
}
