package dev.customerhealth.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A disk that can be filled to the last byte and emptied again.
 *
 * <p>Where mounting is allowed it is a small tmpfs with a ballast file. Elsewhere the files RocksDB
 * makes when it opens a store are links to {@code /dev/full}: the kernel answers every write to
 * them with "no space left on device", as it does on a full disk. What needs a disk of one's own is
 * skipped there, by {@link #requireOwn()}.
 */
public final class FullDisk implements AutoCloseable {

  private static final String DISK_TESTS = "CUSTOMER_HEALTH_DISK_TESTS";

  private final Path directory;
  private final boolean mounted;

  private FullDisk(Path directory, boolean mounted) {
    this.directory = directory;
    this.mounted = mounted;
  }

  /** An empty one of so many megabytes, in a directory that is made when absent. */
  public static FullDisk at(Path directory, int megabytes)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    String size = "size=" + megabytes + "m";
    boolean mounted = run("mount", "-t", "tmpfs", "-o", size, "tmpfs", directory.toString());
    return new FullDisk(directory, mounted);
  }

  /**
   * Skips the test, visibly, where no disk of one's own can be mounted; fails it where the
   * environment says that one can, as {@code .ci/run} does: nobody reads a list of what was
   * skipped.
   */
  public FullDisk requireOwn() {
    String trouble = "no tmpfs can be mounted here, so no disk can be filled";
    if ("required".equals(System.getenv(DISK_TESTS))) {
      assertThat(mounted).as(DISK_TESTS + " is required, but " + trouble).isTrue();
    }
    Assumptions.assumeTrue(mounted, trouble);
    return this;
  }

  /** Fills it to the last byte. */
  public void fill() throws IOException {
    if (mounted) {
      fillWithBallast();
    } else {
      linkManifestsToFullDevice();
    }
  }

  /** Fills it but for so many bytes; needs {@link #requireOwn() a disk of one's own}. */
  public void fillBut(long bytes) throws IOException {
    long usable = Files.getFileStore(directory).getUsableSpace();
    Files.write(directory.resolve("ballast"), new byte[Math.toIntExact(usable - bytes)]);
  }

  private void fillWithBallast() throws IOException {
    byte[] megabyte = new byte[1 << 20];
    try (OutputStream ballast = Files.newOutputStream(directory.resolve("ballast"))) {
      while (true) {
        ballast.write(megabyte);
      }
    } catch (IOException full) {
      try (OutputStream rest = Files.newOutputStream(directory.resolve("ballast-rest"))) {
        while (true) {
          rest.write(0);
        }
      } catch (IOException fullToTheLastByte) {
        if (!String.valueOf(fullToTheLastByte.getMessage()).contains("No space left")) {
          throw fullToTheLastByte;
        }
      }
    }
  }

  private void linkManifestsToFullDevice() throws IOException {
    for (Path manifest : manifests()) {
      long number = Long.parseLong(manifest.getFileName().toString().substring(9));
      for (long next = number + 1; next <= number + 50; next++) {
        Files.createSymbolicLink(
            manifest.resolveSibling("MANIFEST-%06d".formatted(next)), Path.of("/dev/full"));
      }
    }
  }

  /** Takes away what it was filled with. */
  public void makeRoom() throws IOException {
    Files.deleteIfExists(directory.resolve("ballast"));
    Files.deleteIfExists(directory.resolve("ballast-rest"));
    for (Path manifest : manifests()) {
      if (Files.isSymbolicLink(manifest)) {
        Files.delete(manifest);
      }
    }
  }

  private List<Path> manifests() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.getFileName().toString().startsWith("MANIFEST-")).toList();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (mounted && !run("umount", "-l", directory.toString())) {
        throw new FileSystemException(directory.toString(), null, "cannot be unmounted");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }
}
