package dev.customerhealth.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.customerhealth.command.RootCommand;
import dev.customerhealth.config.ConfigLoader;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.TopicSettings;
import dev.customerhealth.contract.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the page for operators says can be typed and configured as it stands there. */
class OperationsPageTest {
  private static final Path PAGE = Path.of("docs/operations.md");
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern COMMAND = Pattern.compile("`bin/customer-health ([^`]+)`");

  @TempDir Path folder;

  @Test
  void the_settings_of_three_nodes_load_and_say_what_the_page_says() throws Exception {
    List<String> blocks =
        YAML.matcher(Files.readString(PAGE)).results().map(found -> found.group(1)).toList();
    assertThat(blocks).hasSizeGreaterThanOrEqualTo(2);
    Path file =
        Files.writeString(
            folder.resolve("customer-health.yml"),
            """
            kafka: {bootstrap.servers: "localhost:9092"}
            registry: {schema.registry.url: "http://localhost:8081"}
            """
                + blocks.get(0)
                + blocks.get(1));

    ServiceConfig config = ConfigLoader.ofService().load(file);

    assertThat(config.topics().settings().partitions()).isEqualTo(8);
    assertThat(config.streams().standbyReplicas()).isEqualTo(1);
    assertThat(config.streams().threads()).isEqualTo(2);
  }

  @Test
  void every_command_on_the_page_is_understood() throws IOException {
    List<String> commands =
        COMMAND
            .matcher(Files.readString(PAGE))
            .results()
            .map(found -> found.group(1).replace("FILE", "any.yml"))
            .toList();
    assertThat(commands).hasSizeGreaterThan(4);
    for (String command : commands) {
      CommandLine root = RootCommand.commandLine(Clock.systemUTC());
      assertThatCode(() -> root.parseArgs(command.split(" +", -1)))
          .as(command)
          .doesNotThrowAnyException();
    }
  }

  /** A figure of which nobody can say how it was measured is a rumour. */
  @Test
  void every_script_the_page_names_is_there_and_starts_a_class_that_is() throws Exception {
    Set<String> scripts =
        Pattern.compile("`(bench/[a-z]+)[ `]")
            .matcher(Files.readString(PAGE))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(scripts).contains("bench/nodes");
    for (String script : scripts) {
      assertThat(Path.of(script)).isExecutable();
      Matcher main =
          Pattern.compile("dev\\.customerhealth\\.bench\\.[A-Za-z.]+Main")
              .matcher(Files.readString(Path.of(script)));
      assertThat(main.find()).as(script).isTrue();
      assertThatCode(() -> Class.forName(main.group())).doesNotThrowAnyException();
    }
  }

  /** What the reset leaves out is not read again. */
  @Test
  void the_reset_names_every_topic_that_is_read() throws IOException {
    Matcher reset = Pattern.compile("--input-topics (\\S+?)`").matcher(Files.readString(PAGE));
    assertThat(reset.find()).isTrue();
    Set<String> read =
        Topics.of(TopicSettings.standard()).read().stream()
            .<String>map(Topic::name)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(new TreeSet<>(List.of(reset.group(1).split(",", -1)))).isEqualTo(read);
  }

  @Test
  void every_file_and_heading_the_page_points_to_is_there() throws IOException {
    String page = Files.readString(PAGE);
    List<MatchResult> links =
        Pattern.compile("\\]\\(([^)#:]+)[^)]*\\)").matcher(page).results().toList();
    assertThat(links).hasSizeGreaterThan(20);
    assertThat(links)
        .allSatisfy(
            link ->
                assertThat(PAGE.resolveSibling(link.group(1)).normalize())
                    .as(link.group())
                    .exists());
  }
}
