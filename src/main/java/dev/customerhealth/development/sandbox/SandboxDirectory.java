package dev.customerhealth.development.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Where a sandbox keeps its data.
 *
 * @param path an existing directory, absolute
 * @param removed whether it is removed in the end
 */
record SandboxDirectory(Path path, boolean removed) implements AutoCloseable {

  /** A directory of the user's own, or a temporary one. */
  static SandboxDirectory of(Path own, boolean keep) throws IOException {
    if (own != null) {
      return new SandboxDirectory(Files.createDirectories(own.toAbsolutePath().normalize()), false);
    }
    Path cache = Files.createDirectories(cache());
    return new SandboxDirectory(Files.createTempDirectory(cache, "sandbox-"), !keep);
  }

  /**
   * Not the system's temporary folder: it may be emptied behind us, which is why a configuration
   * with a state directory in it is refused, or lie in memory.
   */
  private static Path cache() {
    String told = System.getenv("XDG_CACHE_HOME");
    Path base =
        told == null || told.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(told);
    return base.toAbsolutePath().resolve("customer-health");
  }

  @Override
  public void close() throws IOException {
    if (removed) {
      Files.walkFileTree(path, new Removal());
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    /** The broker's threads may still tidy up while we do. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
      if (failed instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failed;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failed)
        throws IOException {
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
