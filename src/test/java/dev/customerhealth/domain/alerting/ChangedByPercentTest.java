package dev.customerhealth.domain.alerting;

import static dev.customerhealth.domain.alerting.RuleLife.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.alerting.MeasureBeyond.Compared;
import dev.customerhealth.domain.alerting.MeasureBeyond.Side;
import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.domain.measure.WindowedMeasure;
import dev.customerhealth.domain.signal.Signal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A rule on the change of a measure in percent of the window before. */
class ChangedByPercentTest {

  /** The number of tickets of thirty days, against that of the thirty before. */
  private static RuleLife life(Side side, int percent, int resolvedAt) {
    return new RuleLife(
        new AlertRule(
            "tickets",
            "own",
            "Tickets",
            Severity.INFO,
            true,
            AlertScope.ALL,
            0,
            AlertTiming.AT_ONCE,
            new MeasureBeyond(
                WindowedMeasure.of(Measure.TICKETS_OPENED, 30),
                Compared.PERCENT,
                side,
                percent * 1_000L,
                resolvedAt * 1_000L),
            null));
  }

  private static Signal[] tickets(RuleLife life, int day, int count) {
    return Stream.generate(() -> life.facts().opened(at(day), Double.NaN))
        .limit(count)
        .toArray(Signal[]::new);
  }

  @Test
  void from_nothing_there_is_no_percentage_and_to_nothing_it_is_all_of_it() {
    RuleLife more = life(Side.AT_LEAST, 1, 0);
    more.tell(tickets(more, 0, 1)).until(69).tell(tickets(more, 70, 5)).until(140);
    assertThat(more.told()).as("on day 70 none had come in the month before").isEmpty();

    RuleLife less = life(Side.AT_MOST, -100, -99);
    less.tell(tickets(less, 0, 1)).until(69).tell(tickets(less, 70, 5)).until(140);
    assertThat(less.told())
        .as("the first has left the month on day 30, and its month on day 60; likewise the five")
        .containsExactly(
            "RAISED on day 59", "RESOLVED on day 60", "RAISED on day 100", "RESOLVED on day 130");
  }

  /** The ticket of day 0 says since when tickets are told. */
  private static void fourThenFive(RuleLife life) {
    life.tell(tickets(life, 0, 1))
        .until(69)
        .tell(tickets(life, 70, 4))
        .until(99)
        .tell(tickets(life, 100, 5))
        .until(105);
  }

  @Test
  void the_bar_is_reached_at_the_very_percentage() {
    RuleLife reached = life(Side.AT_LEAST, 25, 0);
    fourThenFive(reached);
    assertThat(reached.told()).containsExactly("RAISED on day 100");

    RuleLife missed = life(Side.AT_LEAST, 26, 0);
    fourThenFive(missed);
    assertThat(missed.told()).isEmpty();
  }
}
