package dev.customerhealth.development.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second broker off the data directory, in this process and in others.
 *
 * <p>Kafka has such a lock too, but a combined node takes it only after its controller has opened
 * and written the metadata log: the second broker would damage the first before it is refused. The
 * operating system drops the lock when the process dies, by kill -9 too. The file stays.
 */
final class DirectoryLock implements AutoCloseable {
  private static final String FILE = "embedded-broker.lock";

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock or fails at once.
   *
   * @throws BrokerStartException when another broker has it
   */
  static DirectoryLock take(Path directory) {
    try {
      FileChannel channel =
          FileChannel.open(
              directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (locked(channel)) {
        return new DirectoryLock(channel);
      }
      channel.close();
    } catch (IOException failed) {
      throw new BrokerStartException(
          "The broker's data directory %s cannot be locked: %s"
              .formatted(directory, failed.getMessage()),
          failed);
    }
    throw new BrokerStartException(
        "The broker's data directory %s is in use by another broker".formatted(directory), null);
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldInThisProcess) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
