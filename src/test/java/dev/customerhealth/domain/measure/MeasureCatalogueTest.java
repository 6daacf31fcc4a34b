package dev.customerhealth.domain.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.domain.account.MeasurePoints;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasureCatalogueTest {
  private static final List<String> OF_TODAY =
      List.of(
          "integrations",
          "open-tickets",
          "open-escalations",
          "open-critical-escalations",
          "time-to-first-value",
          "days-overdue",
          "days-to-renewal",
          "tenure",
          "days-silent",
          "goals-overdue",
          "waiting-for-value");

  /** Of goals: as they stand today, or those that ended within a window. */
  private static final List<String> OF_TODAY_OR_A_WINDOW =
      List.of("success-plan-velocity", "milestone-completion", "onboarding-completion");

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

  /** Why, is told in docs/decisions.md. */
  @Test
  void exactly_these_are_states_of_today_and_have_no_windows() {
    assertThat(idsOf(measure -> measure.windows().equals(List.of(0))))
        .containsExactlyInAnyOrderElementsOf(OF_TODAY);
    assertThat(idsOf(measure -> measure.windows().equals(List.of(0, 7, 30, 90))))
        .containsExactlyInAnyOrderElementsOf(OF_TODAY_OR_A_WINDOW);
    assertThat(idsOf(measure -> !measure.windows().contains(0)))
        .allSatisfy(
            id ->
                assertThat(Measure.ofId(id).orElseThrow().windows())
                    .as(id)
                    .containsExactlyInAnyOrder(7, 30, 90, 365));
  }

  /** Why, is told in docs/decisions.md. */
  @Test
  void exactly_these_cannot_be_compared_with_an_earlier_window() {
    List<String> without = new ArrayList<>(OF_TODAY);
    without.addAll(
        List.of(
            "csm-sentiment",
            "champion-strength",
            "contract-status",
            "key-people-lost",
            "key-people-quiet"));

    assertThat(idsOf(measure -> !measure.hasEarlier()))
        .containsExactlyInAnyOrderElementsOf(without);
    for (WindowedMeasure measure : all()) {
      assertThat(measure.hasEarlier())
          .as(measure.id())
          .isEqualTo(measure.windowDays() > 0 && !without.contains(measure.measure().id()));
    }
  }

  private static List<String> idsOf(Predicate<Measure> wanted) {
    return Measure.all().stream().filter(wanted).map(Measure::id).toList();
  }

  /** The names of section 5 of the domain reference, in its order, and what they are here. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "logins                       | login-frequency",
        "active users                 | active-users",
        "DAU                          | daily-active-users",
        "WAU                          | active-users-7d",
        "MAU                          | active-users",
        "DAU/MAU                      | dau-mau",
        "active users %               | active-users-share",
        "licence utilisation          | active-users-share",
        "feature breadth              | feature-breadth",
        "usage depth                  | usage-depth",
        "share of advanced features   | advanced-use-share",
        "product adoption score       | product-adoption",
        "sessions per user            | sessions-per-user",
        "time in product              | time-in-product",
        "workflow completion rate     | workflow-completion",
        "data quality                 | data-quality",
        "API calls                    | api-calls",
        "integrations                 | integrations",
        "user growth                  | user-growth",
        "usage growth                 | usage-growth",
        "feature expansion            | feature-expansion",
        "value gap                    | value-gap",
        "training participation       | training-participation",
        "tickets opened               | tickets-opened",
        "tickets open now             | open-tickets",
        "ticket volume trend          | ticket-volume-trend",
        "escalations                  | escalations",
        "reopened                     | reopened-tickets",
        "ticket sentiment             | ticket-sentiment",
        "first contact resolution     | first-contact-resolution",
        "first response time          | first-response-time",
        "resolution time              | resolution-time",
        "resolution CSAT              | resolution-satisfaction",
        "NPS                          | nps",
        "CSAT                         | csat",
        "CES                          | ces",
        "CSM sentiment                | csm-sentiment",
        "executive engagement         | executive-engagement",
        "contact coverage             | contact-coverage",
        "communication                | communication",
        "champion strength            | champion-strength",
        "QBR completion               | qbr-completion",
        "goal achievement             | goal-achievement",
        "success plan velocity        | success-plan-velocity",
        "milestone completion         | milestone-completion",
        "time to first value          | time-to-first-value",
        "onboarding completion        | onboarding-completion",
        "payment health: on-time      | payment-on-time",
        "payment health: days overdue | days-overdue",
        "payment health: disputes     | payment-disputes",
        "days to renewal              | days-to-renewal",
        "tenure                       | tenure",
        "advocacy acts                | advocacy-acts"
      })
  void every_measure_of_section_5_is_there(String name, String id) {
    assertThat(WindowedMeasure.ofId(id)).as(name).isPresent();
  }

  @Test
  void a_window_a_measure_does_not_have_is_refused() {
    assertThatThrownBy(() -> WindowedMeasure.of(Measure.NPS, 14))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nps: expected a window of [7, 30, 90, 365] days, found 14");
  }
}
