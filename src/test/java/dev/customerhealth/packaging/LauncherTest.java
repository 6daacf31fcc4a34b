package dev.customerhealth.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher with a path of our own: only the programs a test puts there exist. */
class LauncherTest {

  private static final List<String> TOOLS =
      List.of(
          "sh",
          "dirname",
          "readlink",
          "sed",
          "head",
          "find",
          "mkdir",
          "sleep",
          "grep",
          "touch",
          "rm",
          "cat");

  private static final String LARGE_PAGES = "-XX:+UseTransparentHugePages";

  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private Path home;
  private Path programs;

  /** What a run of the launcher came to. */
  private record Run(int exitCode, String out, String err) {}

  @BeforeEach
  void lay() throws IOException {
    home = folder.resolve("home");
    programs = Files.createDirectories(folder.resolve("programs"));
    Files.createDirectories(home.resolve("bin"));
    layLauncher(
        Files.readString(Path.of("bin", "customer-health"))
            .replace("/sys/kernel/mm/transparent_hugepage/enabled", hugePages().toString()));
    for (String tool : TOOLS) {
      program(tool, "exec " + real(tool) + " \"$@\"");
    }
  }

  @Test
  void without_a_jdk_it_says_so_in_one_line() throws Exception {
    Run run = launch();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().strip()).hasLineCount(1).contains("no java found", "JDK 17");
  }

  @Test
  void an_old_jdk_is_refused_in_one_line() throws Exception {
    program("java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");

    Run run = launch();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().strip()).hasLineCount(1).contains("is version 11; a JDK 17 or later");
  }

  @Test
  void from_an_unpacked_distribution_it_runs_production_only() throws Exception {
    java17();

    Run run = launch("describe", "a b");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("-XX:+ExitOnOutOfMemoryError", "dev.customerhealth.CustomerHealth describe a b")
        .contains(home.toRealPath() + "/customer-health.jar")
        .doesNotContain("Development");
  }

  @Test
  void it_chooses_the_collector() throws Exception {
    java17();

    Run run = launch("describe");

    assertThat(run.out()).contains("-XX:+UseParallelGC");
  }

  @Test
  void a_collector_of_ones_own_takes_its_place() throws Exception {
    java17();
    environment.put("JAVA_OPTS", "-Xmx4g -XX:+UseG1GC");

    Run run = launch("describe");

    assertThat(run.out()).contains("-Xmx4g -XX:+UseG1GC").doesNotContain("Parallel");
  }

  @Test
  void a_collector_that_java_itself_reads_takes_its_place() throws Exception {
    java17();
    environment.put("JDK_JAVA_OPTIONS", "-XX:+UseZGC");

    Run run = launch("describe");

    assertThat(run.out()).doesNotContain("Parallel");
  }

  @Test
  void other_flags_that_begin_with_use_leave_it() throws Exception {
    java17();
    environment.put("JAVA_OPTS", "-XX:+UseStringDeduplication -Xlog:gc:GC.log");

    Run run = launch("describe");

    assertThat(run.out()).contains("-XX:+UseParallelGC", "-XX:+UseStringDeduplication");
  }

  @ParameterizedTest
  @ValueSource(strings = {"always [madvise] never", "[always] madvise never"})
  void it_asks_for_large_pages_where_the_system_gives_them(String setting) throws Exception {
    java17();
    Files.writeString(hugePages(), setting + "\n");

    Run run = launch("describe");

    assertThat(run.out()).contains(LARGE_PAGES);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void it_does_not_where_the_system_gives_none() throws Exception {
    java17();
    Files.writeString(hugePages(), "always madvise [never]\n");

    Run run = launch("describe");

    assertThat(run.out()).doesNotContain("Pages");
  }

  @Test
  void it_does_not_where_the_system_knows_of_none() throws Exception {
    java17();

    Run run = launch("describe");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("describe").doesNotContain("Pages");
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-XX:-UseTransparentHugePages", "-Xmx4g -XX:+UseLargePages", "-XX:+UseZGC"})
  void it_leaves_large_pages_to_flags_of_ones_own(String flags) throws Exception {
    java17();
    Files.writeString(hugePages(), "always [madvise] never\n");
    environment.put("JAVA_OPTS", flags);

    Run run = launch("describe");

    assertThat(run.out()).contains(flags).doesNotContain(LARGE_PAGES);
  }

  /** On the machine of this test, with whatever its system says of large pages. */
  @Test
  void java_takes_all_it_is_given_without_a_word() throws Exception {
    layLauncher(Files.readString(Path.of("bin", "customer-health")));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("JAVA_OPTS", "--version");

    Run run = launch("describe");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines()).hasSize(3).noneMatch(line -> line.contains("warning"));
    assertThat(run.err()).isEmpty();
  }

  @Test
  void in_a_checkout_it_builds_once() throws Exception {
    checkout();
    program("mvn", "mkdir -p target/dist/development; echo built >> built-times");

    Run first = launch("run");
    Run second = launch("run");

    assertThat(first.err()).contains("building");
    assertThat(first.out()).contains("dev.customerhealth.development.DevelopmentMain run");
    assertThat(second.err()).isEmpty();
    assertThat(home.resolve("built-times")).hasContent("built");
  }

  @Test
  void it_builds_again_when_a_source_is_newer() throws Exception {
    checkout();
    program("mvn", "mkdir -p target/dist; echo built >> built-times");
    launch("run");
    Path stamp = home.resolve("target/dist/.built");
    Files.setLastModifiedTime(stamp, FileTime.fromMillis(System.currentTimeMillis() - 60_000));
    Files.writeString(home.resolve("src/main/A.java"), "newer");

    launch("run");

    assertThat(Files.readAllLines(home.resolve("built-times"))).hasSize(2);
  }

  @Test
  void without_maven_a_checkout_says_so() throws Exception {
    checkout();

    Run run = launch();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().strip()).hasLineCount(1).contains("no mvn found");
  }

  @Test
  void without_a_compiler_a_checkout_says_so() throws Exception {
    checkout();
    Files.delete(programs.resolve("javac"));

    Run run = launch();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().strip()).hasLineCount(1).contains("no javac found");
  }

  @Test
  void a_build_on_a_full_disk_says_so() throws Exception {
    checkout();
    program("mvn", "echo '[ERROR] target/x: No space left on device'; exit 1");

    Run run = launch();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("the disk is full");
  }

  @Test
  void a_build_folder_that_cannot_be_made_is_told_in_one_line() throws Exception {
    checkout();
    program("mvn", "");
    Files.writeString(home.resolve("target"), "no folder");

    Run run = launch();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().strip())
        .hasLineCount(1)
        .startsWith("customer-health: cannot write to ")
        .endsWith("/target; is the disk full?");
  }

  @Test
  void a_build_log_that_cannot_be_written_is_told_in_one_line() throws Exception {
    checkout();
    program("mvn", "");
    Files.createDirectories(home.resolve("target/build.log"));

    Run run = launch();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().strip())
        .hasLineCount(1)
        .startsWith("customer-health: cannot write ")
        .endsWith("/target/build.log; is the disk full?");
  }

  @Test
  void a_java_home_that_points_nowhere_is_refused_in_one_line() throws Exception {
    java17();
    environment.put("JAVA_HOME", "/no/jdk/here");

    Run run = launch("describe");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().strip())
        .isEqualTo(
            "customer-health: JAVA_HOME is /no/jdk/here, which has no bin/java; set it to a JDK 17"
                + " or later");
  }

  @Test
  void a_failed_build_shows_its_errors_and_runs_nothing() throws Exception {
    checkout();
    program("mvn", "echo '[INFO] fine'; echo '[ERROR] does not compile'; exit 1");

    Run run = launch();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("[ERROR] does not compile", "build.log").doesNotContain("fine");
  }

  private void layLauncher(String script) throws IOException {
    Files.writeString(home.resolve("bin/customer-health"), script);
  }

  /** Stands for what Linux says of large pages. */
  private Path hugePages() {
    return folder.resolve("huge-pages");
  }

  private void checkout() throws IOException {
    java17();
    program("javac", "");
    Files.createDirectories(home.resolve("src/main"));
    Files.createDirectories(home.resolve("schemas"));
    Files.writeString(home.resolve("pom.xml"), "<project/>");
  }

  /** A java that tells its version, or else what it was called with. */
  private void java17() throws IOException {
    program(
        "java",
        "if [ \"$1\" = -version ]; then echo 'openjdk version \"17.0.9\"' >&2; else echo \"$@\";"
            + " fi");
  }

  private void program(String name, String script) throws IOException {
    Path file = programs.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path real(String tool) {
    for (String place : List.of("/bin", "/usr/bin")) {
      if (Files.isExecutable(Path.of(place, tool))) {
        return Path.of(place, tool);
      }
    }
    throw new IllegalStateException("no " + tool + " on this machine");
  }

  private Run launch(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", home + "/bin/customer-health"));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", programs.toString());
    builder.environment().put("HOME", folder.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
    return new Run(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
