package dev.customerhealth.domain.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.domain.account.MeasurePoints;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MeasureCatalogueTest {
  private static List<WindowedMeasure> all() {
    List<WindowedMeasure> all = new ArrayList<>();
    for (Measure measure : Measure.all()) {
      for (int days : measure.windows()) {
        all.add(WindowedMeasure.of(measure, days));
      }
    }
    return all;
  }

  @Test
  void codes_are_numbered_without_gaps_so_that_a_code_finds_its_measure() {
    for (int code = 0; code < Measure.all().size(); code++) {
      assertThat(Measure.all().get(code).code()).isEqualTo(code);
      assertThat(Measure.ofCode(code)).contains(Measure.all().get(code));
    }
  }

  @Test
  void measures_are_found_by_their_ids() {
    for (Measure measure : Measure.all()) {
      assertThat(measure.id()).isEqualTo(measure.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      assertThat(Measure.ofId(measure.id())).contains(measure);
    }
    assertThat(Measure.ofId("no-such-measure")).isEmpty();
  }

  @Test
  void every_measure_over_every_window_has_a_code_of_its_own_in_one_byte() {
    Set<Integer> codes = new HashSet<>();
    for (WindowedMeasure measure : all()) {
      assertThat(measure.code()).as(measure.id()).isBetween(0, WindowedMeasure.CODES - 1);
      assertThat(codes.add(measure.code())).as(measure.id()).isTrue();
      assertThat(measure.code()).as(measure.id()).isNotEqualTo(MeasurePoints.CAP);
      assertThat(WindowedMeasure.ofCode(measure.code())).contains(measure);
    }
  }

  @Test
  void over_its_default_window_a_measure_goes_by_its_own_id_and_code() {
    WindowedMeasure logins = WindowedMeasure.of(Measure.LOGIN_FREQUENCY);

    assertThat(logins.windowDays()).isEqualTo(30);
    assertThat(logins.id()).isEqualTo("login-frequency");
    assertThat(logins.code()).isEqualTo(Measure.LOGIN_FREQUENCY.code());
  }

  @Test
  void over_another_window_the_window_is_part_of_the_id() {
    assertThat(WindowedMeasure.of(Measure.LOGIN_FREQUENCY, 7).id()).isEqualTo("login-frequency-7d");
    for (WindowedMeasure measure : all()) {
      assertThat(WindowedMeasure.ofId(measure.id())).contains(measure);
    }
  }

  @Test
  void ids_of_no_measure_or_no_window_of_it_find_nothing() {
    assertThat(WindowedMeasure.ofId("login-frequency-8d")).isEmpty();
    assertThat(WindowedMeasure.ofId("logins-7d")).isEmpty();
    assertThat(WindowedMeasure.ofCode(WindowedMeasure.CODES)).isEmpty();
    assertThat(WindowedMeasure.ofCode(63 + 64)).isEmpty();
  }

  /** Written down, for codes rest in states: what was free in the byte is the year. */
  @Test
  void a_year_takes_the_code_that_the_default_window_leaves_free() {
    assertThat(WindowedMeasure.of(Measure.LOGIN_FREQUENCY, 7).code()).isEqualTo(64);
    assertThat(WindowedMeasure.of(Measure.LOGIN_FREQUENCY, 90).code()).isEqualTo(192);
    assertThat(WindowedMeasure.of(Measure.LOGIN_FREQUENCY, 365).code()).isEqualTo(128);
    assertThat(WindowedMeasure.of(Measure.NPS, 30).code()).isEqualTo(128 + 6);
    assertThat(WindowedMeasure.of(Measure.NPS, 365).code()).isEqualTo(192 + 6);
    assertThat(WindowedMeasure.of(Measure.NPS, 365).id()).isEqualTo("nps-365d");
  }

  @Test
  void a_window_a_measure_does_not_have_is_refused() {
    assertThatThrownBy(() -> WindowedMeasure.of(Measure.NPS, 14))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nps: expected a window of [7, 30, 90, 365] days, found 14");
  }
}
