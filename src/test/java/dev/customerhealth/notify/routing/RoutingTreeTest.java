package dev.customerhealth.notify.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.notify.routing.TimeInterval.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoutingTreeTest {

  private static Route route(String path, boolean goOn, String matcher, Route... children) {
    return new Route(
        path,
        matcher.isEmpty() ? List.of() : List.of(Matcher.of(matcher).orElseThrow()),
        path,
        List.of(),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        Optional.empty(),
        goOn,
        List.of(),
        List.of(),
        List.of(children));
  }

  private final Route root =
      route(
          "root",
          false,
          "",
          route("critical", true, "severity=\"CRITICAL\""),
          route("big", false, "segment=~\"enter.*\"", route("kim", false, "csm=kim")),
          route("late", false, "severity!=\"INFO\""));

  private List<String> taken(Map<String, String> labels) {
    return root.taken(labels).stream().map(Route::path).toList();
  }

  @Test
  void the_first_match_takes_an_alert_unless_it_says_continue() {
    assertThat(taken(Map.of("severity", "CRITICAL", "segment", "enterprise")))
        .containsExactly("critical", "big");
  }

  @Test
  void the_deepest_match_takes_it() {
    assertThat(taken(Map.of("segment", "enterprise", "csm", "kim"))).containsExactly("kim");
  }

  @Test
  void what_no_child_matches_stays_with_the_parent() {
    assertThat(taken(Map.of("severity", "INFO"))).containsExactly("root");
  }

  @Test
  void a_label_that_is_not_there_counts_as_empty() {
    assertThat(taken(Map.of())).containsExactly("late");
  }

  @Test
  void a_pattern_must_match_the_whole_value() {
    Matcher matcher = Matcher.of("rule=~\"score\"").orElseThrow();

    assertThat(matcher.matches(Map.of("rule", "score-drop-7d"))).isFalse();
    assertThat(matcher.matches(Map.of("rule", "score"))).isTrue();
  }

  @Test
  void a_matcher_is_written_as_it_was_read() {
    assertThat(Matcher.of(" rule =~ \"a\\\"b\" ").orElseThrow()).hasToString("rule=~\"a\\\"b\"");
    assertThat(Matcher.of("rule")).isEmpty();
    assertThat(Matcher.of("rule=~\"(\"")).isEmpty();
  }

  @Test
  void an_interval_asks_for_day_month_and_time_in_its_zone() {
    TimeInterval interval =
        new TimeInterval(
            List.of(new Span(9 * 60, 17 * 60)),
            List.of(new Span(1, 5)),
            List.of(new Span(-3, -1)),
            List.of(new Span(2, 2)),
            List.of(),
            ZoneId.of("Asia/Tokyo"));

    assertThat(interval.holds(Instant.parse("2026-02-26T00:00:00Z"))).isTrue();
    assertThat(interval.holds(Instant.parse("2026-02-25T00:00:00Z"))).isFalse();
    assertThat(interval.holds(Instant.parse("2026-02-26T08:00:00Z"))).isFalse();
    assertThat(interval.holds(Instant.parse("2026-02-28T01:00:00Z"))).as("Saturday").isFalse();
  }
}
