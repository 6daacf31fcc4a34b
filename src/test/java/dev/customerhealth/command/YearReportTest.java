package dev.customerhealth.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.testing.Presets;
import dev.customerhealth.testing.YearModels;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class YearReportTest {
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void a_model_without_a_year_has_no_gaps() {
    assertThat(YearReport.gaps(Presets.m0(), List.of(Presets.m0()), FROM)).isEmpty();
  }

  @Test
  void a_first_model_with_a_year_is_told_when_its_year_is_whole() {
    assertThat(YearReport.gaps(YearModels.year(), List.of(Presets.m0()), FROM))
        .containsExactly(
            "year looks back a year, of which an account known for longer has kept the last 180"
                + " days: there these measures have no data before 2026-07-05");
  }

  @Test
  void one_that_compares_years_is_told_when_both_are_whole() {
    assertThat(YearReport.gaps(YearModels.yearOnYear(), List.of(YearModels.year()), FROM))
        .containsExactly(
            "year-on-year compares a year with the one before: such an account has no data of"
                + " that before 2027-01-01");
    assertThat(YearReport.gaps(YearModels.yearOnYear(), List.of(Presets.m0()), FROM)).hasSize(2);
  }

  @Test
  void where_a_year_is_kept_already_nothing_is_missing() {
    assertThat(YearReport.gaps(YearModels.year(), List.of(YearModels.yearOnYear()), FROM))
        .isEmpty();
  }
}
