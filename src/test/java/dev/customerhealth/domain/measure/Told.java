package dev.customerhealth.domain.measure;

import dev.customerhealth.domain.Fold;
import dev.customerhealth.domain.account.AccountFacts;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** An account that was told some signals, and what it measures on one day. */
final class Told {
  static final Instant TODAY = Instant.parse("2026-06-30T09:00:00Z");
  private static final int ASSUMED_FEATURES = 10;

  private final AccountState state;

  private Told(AccountState state) {
    this.state = state;
  }

  static Told of(Signal... signals) {
    Fold fold = new Fold("acme");
    for (Signal signal : signals) {
      fold.tellAt(TODAY, signal);
    }
    return new Told(fold.state());
  }

  static Instant daysAgo(int days) {
    return TODAY.minus(Duration.ofDays(days));
  }

  static LocalDate dayIn(int days) {
    return LocalDate.ofInstant(TODAY, ZoneOffset.UTC).plusDays(days);
  }

  AccountState state() {
    return state;
  }

  /** Over its default window; NaN without data. */
  double value(Measure measure) {
    return value(WindowedMeasure.of(measure));
  }

  double value(Measure measure, int days) {
    return value(WindowedMeasure.of(measure, days));
  }

  private double value(WindowedMeasure measure) {
    AskedMeasures asked = AskedMeasures.of(List.of(measure));
    return MeasureReader.read(state.facts(), state.profile(), asked, ASSUMED_FEATURES).value(0);
  }

  /** Of the state of some days later. */
  double valueAfter(int days, Measure measure) {
    AskedMeasures asked = AskedMeasures.of(List.of(WindowedMeasure.of(measure)));
    AccountFacts later = state.facts().advancedTo(state.facts().day() + days);
    return MeasureReader.read(later, state.profile(), asked, ASSUMED_FEATURES).value(0);
  }

  /** Over its default window by a model that assumes no plan; NaN without data. */
  double withoutAssumedPlan(Measure measure) {
    AskedMeasures asked = AskedMeasures.of(List.of(WindowedMeasure.of(measure)));
    return MeasureReader.read(state.facts(), state.profile(), asked, 0).value(0);
  }

  /** Over the window before; NaN without data. */
  double earlier(Measure measure, int days) {
    List<WindowedMeasure> one = List.of(WindowedMeasure.of(measure, days));
    MeasureValues values =
        MeasureReader.read(
            state.facts(), state.profile(), AskedMeasures.of(one, one), ASSUMED_FEATURES);
    return MeasureValues.asDouble(values.earlierThousandths(0));
  }
}
