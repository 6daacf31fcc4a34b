package dev.customerhealth.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The JVM flags the launcher {@code bin/customer-health} chooses, for the service and for whatever
 * is measured beside it.
 */
final class LauncherFlags {
  private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

  private LauncherFlags() {}

  /**
   * On this machine.
   *
   * @param heap the largest, as after {@code -Xmx}
   */
  static List<String> withHeap(String heap) throws IOException {
    return withHeap(heap, HUGE_PAGES);
  }

  /**
   * On a machine that says this of large pages; the file need not exist.
   *
   * @param heap the largest, as after {@code -Xmx}
   */
  static List<String> withHeap(String heap, Path hugePages) throws IOException {
    List<String> flags = new ArrayList<>(List.of("-Xms64m", "-Xmx" + heap, "-XX:+UseParallelGC"));
    if (Files.isReadable(hugePages) && !Files.readString(hugePages).contains("[never]")) {
      flags.add("-XX:+UseTransparentHugePages");
    }
    return List.copyOf(flags);
  }
}
