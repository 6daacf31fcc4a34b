package dev.customerhealth.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;

/** The JavaScript client of src/test/npm/interop, as a child process; needs node and npm. */
final class NodeClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SOURCE = Path.of("src", "test", "npm", "interop");
  private static final Path INSTALLED = Path.of("target", "interop", "npm");

  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader answers;

  private NodeClient(Process process) {
    this.process = process;
    this.requests =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Installs the client, once per build directory, exactly as locked. */
  static void install() throws IOException, InterruptedException {
    Files.createDirectories(INSTALLED);
    for (String file : List.of("package.json", "package-lock.json", "exchange.js")) {
      Files.copy(
          SOURCE.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Path log = INSTALLED.resolve("npm.log");
    Process npm =
        new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
            .directory(INSTALLED.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!npm.waitFor(5, TimeUnit.MINUTES)) {
      npm.destroyForcibly();
      throw new IllegalStateException("npm ci did not end in 5 minutes, see " + log);
    }
    if (npm.exitValue() != 0) {
      throw new IllegalStateException("npm ci failed:\n" + Files.readString(log));
    }
  }

  static NodeClient start(String registryUrl) throws IOException {
    return new NodeClient(
        new ProcessBuilder("node", "exchange.js", registryUrl)
            .directory(INSTALLED.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** Registers the schema and writes a record with it. */
  byte[] write(String subject, Schema schema, JsonNode value) throws IOException {
    var request = JSON.createObjectNode();
    request
        .putObject("write")
        .put("subject", subject)
        .put("schema", schema.toString())
        .set("value", value);
    return Base64.getDecoder().decode(ask(request).path("bytes").asText());
  }

  /** Reads a record. */
  JsonNode read(byte[] bytes) throws IOException {
    return ask(JSON.createObjectNode().put("read", Base64.getEncoder().encodeToString(bytes)))
        .path("value");
  }

  @Override
  public void close() throws IOException {
    requests.close();
    process.destroy();
  }

  private JsonNode ask(JsonNode request) throws IOException {
    requests.write(request.toString());
    requests.newLine();
    requests.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IllegalStateException("the JavaScript client has ended");
    }
    JsonNode json = JSON.readTree(answer);
    if (json.has("error")) {
      throw new IllegalStateException(json.path("error").asText());
    }
    return json;
  }
}
