package dev.customerhealth.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.measure.Measure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeTest {
  /** Half of the points at 180 days of silence, and none that are ever reached beyond. */
  @Test
  void a_line_of_points_may_run_on_to_where_no_account_comes() {
    assertThat(Range.of(Measure.DAYS_SILENT)).isEqualTo(new Range(0, Double.POSITIVE_INFINITY));
  }

  @ParameterizedTest
  @CsvSource({
    "DAYS_SILENT, 180",
    "OPEN_TICKETS, 128",
    "OPEN_ESCALATIONS, 128",
    "OPEN_CRITICAL_ESCALATIONS, 128",
    "INTEGRATIONS, 128",
    "KEY_PEOPLE_QUIET, 128",
    "KEY_PEOPLE_LOST, 64",
    "GOALS_OVERDUE, 128",
    "FIRST_RESPONSE_TIME, 8760",
    "RESOLUTION_TIME, 8760",
    "SESSION_DURATION, 10080",
    "CONTRACT_STATUS, 4"
  })
  void what_an_account_remembers_is_the_most_a_bar_can_be(Measure measure, double most) {
    assertThat(Range.reachable(measure)).isEqualTo(new Range(0, most));
  }
}
