package dev.customerhealth.domain.measure;

import dev.customerhealth.domain.account.Days;
import java.util.List;

/** Over which windows a measure may be asked, and over which it is unless somebody says so. */
enum Windows {
  /** The state of today; there is no window. */
  NONE(0),
  /** The state of today, or what came to an end within a window. */
  TODAY_OR_ROLLING(0),
  /** What happens day by day. */
  MONTH(30),
  /** What happens too seldom for a month. */
  QUARTER(90);

  private static final List<Integer> TODAY_ALONE = List.of(0);

  /**
   * Not over a year: its code in the state is that of the default window, which is the measure's.
   */
  private static final List<Integer> TODAY_AND_ROLLING = List.of(0, 7, 30, 90);

  private static final List<Integer> ROLLING = List.of(7, 30, 90, Days.YEAR);

  private final int byDefault;

  Windows(int byDefault) {
    this.byDefault = byDefault;
  }

  int byDefault() {
    return byDefault;
  }

  List<Integer> allowed() {
    return switch (this) {
      case NONE -> TODAY_ALONE;
      case TODAY_OR_ROLLING -> TODAY_AND_ROLLING;
      case MONTH, QUARTER -> ROLLING;
    };
  }
}
