package dev.customerhealth.domain.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.customerhealth.domain.story.StoryCheck.Row;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The customer stories of docs/stories, worked out by hand from the domain reference. Where hand
 * and program differ, find out which of them is right: never copy a number of the program into a
 * story.
 */
class StoriesTest {
  private static final Path STORIES = Path.of("docs/stories");

  static Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(STORIES)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> !name.equals("README.md"))
          .map(name -> name.replace(".md", ""))
          .sorted()
          .toList()
          .stream();
    }
  }

  @Test
  void the_eight_stories_of_the_reference_are_told() throws IOException {
    assertThat(names())
        .contains(
            "champion-leaves",
            "downgrade",
            "onboarding-late",
            "onboarding-well",
            "outage-and-recovery",
            "renewal",
            "slow-decline",
            "sudden-silence");
  }

  @ParameterizedTest
  @MethodSource("names")
  void the_program_says_what_was_worked_out_by_hand(String name) throws IOException {
    List<String> differences = StoryRun.differences(story(name));

    assertThat(differences)
        .as("%s: who is right, hand or program?%n%s", name, String.join("\n", differences))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("names")
  void what_was_worked_out_by_hand_adds_up(String name) throws IOException {
    for (StoryCheck check : story(name).checks()) {
      double adds = 0;
      double weights = 0;
      for (Row row : check.rows()) {
        double points = Double.parseDouble(row.points());
        double weight = Double.parseDouble(row.weight());
        assertThat(Double.parseDouble(row.adds()))
            .as("%s, %s: %s adds %s%% of %s", name, check.day(), row, weight, points)
            .isEqualTo(points * weight / 100, within(0.011));
        adds += Double.parseDouble(row.adds());
        weights += weight;
      }
      assertThat(weights).as("%s, %s: weights", name, check.day()).isEqualTo(100, within(0.05));
      assertThat(adds)
          .as("%s, %s: what the measures add", name, check.day())
          .isEqualTo(Double.parseDouble(check.score()), within(0.001 * check.rows().size()));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void what_moved_between_two_checks_is_the_difference_of_what_was_added(String name)
      throws IOException {
    Map<String, BigDecimal> before = null;
    for (StoryCheck check : story(name).checks()) {
      Map<String, BigDecimal> now = new TreeMap<>();
      check.rows().forEach(row -> now.put(row.measure(), new BigDecimal(row.adds())));
      if (before != null) {
        Map<String, BigDecimal> moved = new TreeMap<>(now);
        before.forEach((measure, adds) -> moved.merge(measure, adds.negate(), BigDecimal::add));
        moved.values().removeIf(points -> points.signum() == 0);
        Map<String, BigDecimal> written = new TreeMap<>();
        check.moves().forEach((measure, by) -> written.put(measure, new BigDecimal(by)));
        assertThat(written).as("%s, %s", name, check.day()).isEqualTo(moved);
      }
      before = now;
    }
  }

  private static Story story(String name) throws IOException {
    return Story.read(STORIES.resolve(name + ".md"));
  }
}
