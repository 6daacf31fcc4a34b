package dev.customerhealth.domain.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.alerting.MeasureBeyond.Compared;
import dev.customerhealth.domain.alerting.MeasureBeyond.Side;
import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.domain.measure.WindowedMeasure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bar that is included and one that is not lie a day apart where a measure counts days. */
class StrictBarsTest {

  private static RuleLife life(Measure measure, Side side, int days) {
    return new RuleLife(
        new AlertRule(
            "it",
            "own",
            "It",
            Severity.INFO,
            true,
            AlertScope.ALL,
            0,
            AlertTiming.AT_ONCE,
            new MeasureBeyond(
                WindowedMeasure.of(measure),
                Compared.VALUE,
                side,
                days * 1_000L,
                side == Side.ABOVE || side == Side.AT_LEAST ? 0 : 1_000_000),
            null));
  }

  /** The contract is 25 days old on day 0, and has 40 to go. */
  @ParameterizedTest
  @CsvSource({
    "TENURE, AT_LEAST, 30, 5",
    "TENURE, ABOVE, 30, 6",
    "DAYS_TO_RENEWAL, AT_MOST, 30, 10",
    "DAYS_TO_RENEWAL, BELOW, 30, 11"
  })
  void time_alone_finds_the_day(Measure measure, Side side, int bar, int day) {
    RuleLife life = life(measure, side, bar);
    life.profile(1, RuleLife.START.minusDays(25), RuleLife.START.plusDays(40)).until(20);

    assertThat(life.told()).containsExactly("RAISED on day " + day);
  }
}
