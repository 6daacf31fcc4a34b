package dev.customerhealth.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherFlagsTest {
  private static final String LARGE_PAGES = "-XX:+UseTransparentHugePages";

  @TempDir Path folder;

  @Test
  void large_pages_are_asked_for_where_the_system_gives_them() throws IOException {
    assertThat(LauncherFlags.withHeap("1g", told("always [madvise] never\n")))
        .containsExactly("-Xms64m", "-Xmx1g", "-XX:+UseParallelGC", LARGE_PAGES);
    assertThat(LauncherFlags.withHeap("1g", told("[always] madvise never\n")))
        .contains(LARGE_PAGES);
  }

  @Test
  void they_are_not_where_it_gives_none_or_knows_of_none() throws IOException {
    assertThat(LauncherFlags.withHeap("1g", told("always madvise [never]\n")))
        .containsExactly("-Xms64m", "-Xmx1g", "-XX:+UseParallelGC");
    assertThat(LauncherFlags.withHeap("1g", folder.resolve("missing"))).doesNotContain(LARGE_PAGES);
  }

  @Test
  void the_launcher_has_them_too() throws IOException {
    assertThat(Files.readString(Path.of("bin", "customer-health")))
        .contains(LARGE_PAGES, "-XX:+UseParallelGC", "-Xms64m");
  }

  private Path told(String setting) throws IOException {
    return Files.writeString(folder.resolve("enabled"), setting);
  }
}
