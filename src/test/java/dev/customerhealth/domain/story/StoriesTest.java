package dev.customerhealth.domain.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Customer stories and what the service makes of them, as files a CS person can check by hand. When
 * one differs, read target/stories: is the new chronicle what you would tell the customer's owner?
 * Only then copy it over the expected one.
 */
class StoriesTest {
  private static final Path STORIES = Path.of("src/test/resources/stories");

  @ParameterizedTest
  @ValueSource(strings = {"outage-and-recovery", "sudden-silence", "happy-growth"})
  void a_story_is_told_as_expected(String name) throws IOException {
    Story story = Story.read(name, Files.readAllLines(STORIES.resolve(name + ".story.txt")));

    List<String> chronicle = Chronicle.of(name, story);

    Path written = Path.of("target", "stories", name + ".expected.txt");
    Files.createDirectories(written.getParent());
    Files.write(written, chronicle, StandardCharsets.UTF_8);
    assertThat(chronicle)
        .as("compare %s with src/test/resources/stories", written)
        .isEqualTo(Files.readAllLines(STORIES.resolve(name + ".expected.txt")));
  }
}
