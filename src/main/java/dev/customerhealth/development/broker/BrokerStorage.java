package dev.customerhealth.development.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/** The data directory of the broker: checked before every start, formatted on the first. */
final class BrokerStorage {
  /** Below this the broker would start and then die in the middle of the first segment. */
  static final long LEAST_FREE_BYTES = 64L * 1024 * 1024;

  private static final String META_PROPERTIES = "meta.properties";

  private final Path directory;

  BrokerStorage(Path directory) {
    this.directory = directory;
  }

  /**
   * Makes the directory when it is absent and tries to write in it.
   *
   * @throws BrokerStartException when it cannot be written or its disk is full
   */
  void requireUsable() {
    requireWritable();
    requireSpace();
  }

  /**
   * The id of the directory's cluster, the same for every start on it; formats it on the first.
   *
   * @throws BrokerStartException when the directory is damaged or cannot be formatted
   */
  String clusterId() {
    Path meta = directory.resolve(META_PROPERTIES);
    if (Files.exists(meta)) {
      return readClusterId(meta);
    }
    String clusterId = Uuid.randomUuid().toString();
    format(clusterId);
    return clusterId;
  }

  Path directory() {
    return directory;
  }

  /** Whether the disk has no room for one more of the largest messages. */
  boolean isFull() {
    try {
      return Files.getFileStore(directory).getUsableSpace() < BrokerSettings.MESSAGE_LIMIT_BYTES;
    } catch (IOException unknown) {
      return false;
    }
  }

  private void requireWritable() {
    try {
      Files.createDirectories(directory);
      Files.delete(Files.createTempFile(directory, "writable", ".tmp"));
    } catch (FileAlreadyExistsException notADirectory) {
      throw new BrokerStartException(
          "The broker's data directory %s cannot be made: %s is a file"
              .formatted(directory, notADirectory.getFile()),
          notADirectory);
    } catch (IOException denied) {
      throw new BrokerStartException(
          "The broker's data directory %s cannot be written: %s"
              .formatted(directory, describe(denied)),
          denied);
    }
  }

  private void requireSpace() {
    long free;
    try {
      free = Files.getFileStore(directory).getUsableSpace();
    } catch (IOException unknown) {
      throw new BrokerStartException(
          "The free space of the broker's data directory %s cannot be read: %s"
              .formatted(directory, describe(unknown)),
          unknown);
    }
    if (free < LEAST_FREE_BYTES) {
      throw new BrokerStartException(
          "The disk of the broker's data directory %s is full: %d MiB free, at least %d MiB needed"
              .formatted(directory, free >> 20, LEAST_FREE_BYTES >> 20),
          null);
    }
  }

  private String readClusterId(Path meta) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(meta, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException unreadable) {
      throw new BrokerStartException(
          "%s cannot be read: %s".formatted(meta, describe(unreadable)), unreadable);
    }
    String clusterId = properties.getProperty("cluster.id");
    if (clusterId == null || clusterId.isBlank()) {
      throw new BrokerStartException(
          "%s names no cluster.id: the directory is damaged or not the broker's".formatted(meta),
          null);
    }
    return clusterId;
  }

  private void format(String clusterId) {
    try (PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(silent)
          .setNodeId(BrokerSettings.NODE_ID)
          .setClusterId(clusterId)
          .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
          .setMetadataLogDirectory(directory.toString())
          .addDirectory(directory.toString())
          .run();
    } catch (Exception failed) {
      throw new BrokerStartException(
          "The broker's data directory %s cannot be formatted: %s"
              .formatted(directory, describe(failed)),
          failed);
    }
  }

  private static String describe(Exception exception) {
    return exception.getClass().getSimpleName() + ": " + exception.getMessage();
  }
}
