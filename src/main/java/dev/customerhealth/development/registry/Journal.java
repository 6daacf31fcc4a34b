package dev.customerhealth.development.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An append-only file, one JSON object a line, on disk before {@link #append} returns. */
final class Journal implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "schemas.ndjson";

  private final FileChannel channel;

  private Journal(FileChannel channel) {
    this.channel = channel;
  }

  /** One line. */
  sealed interface Entry permits Registered, LevelSet {}

  /** A schema was registered under a subject. */
  record Registered(String subject, int id, String text) implements Entry {}

  /** A compatibility level was set; without a subject for all. */
  record LevelSet(Optional<String> subject, CompatibilityLevel level) implements Entry {}

  /**
   * Opens the file, making it where there is none, and hands over what it holds. A last line
   * without an end, which a killed process leaves, was never answered for and is cut off.
   *
   * @throws IOException naming the file and the line, when the file is no such journal
   */
  static Journal open(Path directory, Consumer<Entry> entries) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(FILE);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      byte[] content = Files.readAllBytes(file);
      int whole = lastLineEnd(content);
      if (whole < content.length) {
        LOG.warn("{} ends in half a line of {} bytes; it is cut off", file, content.length - whole);
        channel.truncate(whole);
      }
      int number = 0;
      for (String line : new String(content, 0, whole, StandardCharsets.UTF_8).split("\n", -1)) {
        number++;
        if (!line.isEmpty()) {
          entries.accept(read(line, file, number));
        }
      }
      channel.position(whole);
      return new Journal(channel);
    } catch (IOException unusable) {
      channel.close();
      throw unusable;
    }
  }

  void append(Entry entry) throws IOException {
    long before = channel.position();
    try {
      ByteBuffer line = StandardCharsets.UTF_8.encode(write(entry) + "\n");
      while (line.hasRemaining()) {
        channel.write(line);
      }
      channel.force(true);
    } catch (IOException failed) {
      // Half a line in the middle would make the whole file unreadable.
      channel.truncate(before);
      throw failed;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static int lastLineEnd(byte[] content) {
    int end = content.length;
    while (end > 0 && content[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private static String write(Entry entry) {
    ObjectNode json = JSON.createObjectNode();
    if (entry instanceof Registered registered) {
      json.put("subject", registered.subject())
          .put("id", registered.id())
          .put("schema", registered.text());
    } else if (entry instanceof LevelSet set) {
      set.subject().ifPresent(subject -> json.put("subject", subject));
      json.put("compatibility", set.level().name());
    }
    return json.toString();
  }

  private static Entry read(String line, Path file, int number) throws IOException {
    try {
      JsonNode json = JSON.readTree(line);
      Optional<String> subject = Optional.ofNullable(json.get("subject")).map(JsonNode::asText);
      if (json.hasNonNull("compatibility")) {
        return new LevelSet(
            subject, CompatibilityLevel.of(json.get("compatibility").asText()).orElseThrow());
      }
      if (subject.isPresent() && json.hasNonNull("id") && json.hasNonNull("schema")) {
        return new Registered(subject.get(), json.get("id").asInt(), json.get("schema").asText());
      }
    } catch (JsonProcessingException | java.util.NoSuchElementException malformed) {
      throw damaged(file, number, malformed);
    }
    throw damaged(file, number, null);
  }

  private static IOException damaged(Path file, int number, Exception cause) {
    return new IOException(
        file
            + " line "
            + number
            + " is no entry of the development registry; restore the file, or delete the whole data directory",
        cause);
  }
}
