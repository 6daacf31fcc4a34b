package dev.customerhealth.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.packaging.PanelAnswers.Shown;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which panels may stand still, without Prometheus; the real ones are in DashboardsInteropIT. */
class QuietPanelsTest {
  private static final LocalDate BEGIN = LocalDate.parse("2026-10-01");
  private static final LocalDate LATER = LocalDate.parse("2026-11-23");
  private static final String LOSSES = "portfolio / Churn by score at the start, quarter / ";

  @Test
  void what_may_be_quiet_is_on_a_dashboard() throws IOException {
    Set<String> places = new HashSet<>();
    for (DashboardFile dashboard : DashboardFile.all()) {
      for (JsonNode panel : dashboard.panels()) {
        for (JsonNode target : panel.path("targets")) {
          places.add(PanelAnswers.place(dashboard, panel, target));
        }
      }
    }
    assertThat(places).containsAll(QuietPanels.places());
  }

  @Test
  void a_panel_that_is_not_listed_must_show_something_that_moves() {
    List<Shown> shown = List.of(zeros("executive / Logos kept / A"), nothing("executive / x / B"));

    assertThat(QuietPanels.on(LATER).unexpectedlyZero(shown))
        .contains("executive / Logos kept / A");
    assertThat(QuietPanels.on(LATER).unexpectedlyEmpty(shown)).containsExactly("executive / x / B");
  }

  @Test
  void what_must_be_zero_may_neither_move_nor_be_missing() {
    QuietPanels quiet = QuietPanels.on(LATER);
    String place = "operations / Dead letters, last hour / A";

    assertThat(quiet.restless(List.of(zeros(place)))).isEmpty();
    assertThat(quiet.restless(List.of(moved(place)))).allMatch(named(place)).hasSize(1);
    assertThat(quiet.restless(List.of(calmed(place)))).allMatch(named(place)).hasSize(1);
    assertThat(quiet.restless(List.of(nothing(place)))).allMatch(named(place)).hasSize(1);
    assertThat(quiet.unexpectedlyEmpty(List.of(nothing(place)))).containsExactly(place);
  }

  @Test
  void what_must_be_zero_in_the_end_may_move_before() {
    QuietPanels quiet = QuietPanels.on(LATER);
    String place = "executive / Share of accounts by band / F";

    assertThat(quiet.restless(List.of(calmed(place)))).isEmpty();
    assertThat(quiet.restless(List.of(moved(place)))).allMatch(named(place)).hasSize(1);
  }

  @Test
  void what_must_be_empty_may_have_no_series() {
    QuietPanels quiet = QuietPanels.on(LATER);
    String place = "operations / Refused / B";

    assertThat(quiet.restless(List.of(nothing(place)))).isEmpty();
    assertThat(quiet.unexpectedlyEmpty(List.of(nothing(place)))).isEmpty();
    assertThat(quiet.restless(List.of(zeros(place)))).allMatch(named(place)).hasSize(1);
    assertThat(quiet.restless(List.of(moved(place)))).allMatch(named(place)).hasSize(1);
  }

  @Test
  void an_answer_of_the_quarter_may_be_missing_on_its_first_days_only() {
    List<Shown> shown = List.of(nothing("executive / NPS, quarter / A"));

    assertThat(QuietPanels.on(BEGIN).unexpectedlyEmpty(shown)).isEmpty();
    assertThat(QuietPanels.on(BEGIN.plusDays(1)).unexpectedlyEmpty(shown)).isEmpty();
    assertThat(QuietPanels.on(BEGIN.plusDays(2)).unexpectedlyEmpty(shown)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-10-22", "2026-11-23", "2026-12-31", "2027-03-31"})
  void once_a_quarter_is_some_weeks_old_some_customers_have_left_it(String day) {
    List<Shown> nobody = new ArrayList<>();
    for (String query : List.of("A", "B", "C")) {
      nobody.add(zeros(LOSSES + query));
    }
    nobody.add(zeros(LOSSES + "D"));
    nobody.add(nothing(LOSSES + "E"));
    QuietPanels quiet = QuietPanels.on(LocalDate.parse(day));

    assertThat(quiet.unexpectedlyZero(nobody)).containsExactly(LOSSES + "*");
    assertThat(QuietPanels.on(BEGIN.plusDays(20)).unexpectedlyZero(nobody)).isEmpty();

    nobody.set(2, moved(LOSSES + "C"));
    assertThat(quiet.unexpectedlyZero(nobody)).isEmpty();
  }

  @Test
  void who_had_a_score_of_three_ranges_is_shown_on_every_day() {
    assertThat(QuietPanels.on(BEGIN).unexpectedlyEmpty(List.of(nothing(LOSSES + "A"))))
        .isNotEmpty();
  }

  private static Predicate<String> named(String place) {
    return told -> told.startsWith(place + ", though ");
  }

  private static Shown zeros(String place) {
    return new Shown(place, 1, true, true);
  }

  private static Shown moved(String place) {
    return new Shown(place, 1, false, false);
  }

  /** Moved once, and then no more. */
  private static Shown calmed(String place) {
    return new Shown(place, 1, false, true);
  }

  private static Shown nothing(String place) {
    return new Shown(place, 0, true, true);
  }
}
