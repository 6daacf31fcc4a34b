package dev.customerhealth.development.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema registry in this process, on loopback, for development and tests; not for production:
 * one process, no authentication, AVRO only, nothing is ever deleted.
 *
 * <p>It speaks the part of Confluent's REST interface that clients use: subjects, versions, schemas
 * by id, compatibility and config, with Confluent's error codes. The default level is BACKWARD.
 * What is registered is on disk before the answer, and a registry made over the same directory
 * gives the same ids.
 */
public final class DevelopmentRegistry implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DevelopmentRegistry.class);
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final int MAX_BODY_BYTES = 4 * 1024 * 1024;
  private static final int THREADS = 4;

  private final SchemaBook book;
  private final RegistryRoutes routes;
  private final HttpServer server;
  private final ExecutorService threads;

  /**
   * Starts a registry.
   *
   * @param directory where it keeps what is registered; made where there is none
   * @param port the port on 127.0.0.1; 0 for any free one
   * @throws BindException saying so in plain words when the port is in use
   * @throws IOException when the directory cannot be used or holds a damaged file
   */
  public DevelopmentRegistry(Path directory, int port) throws IOException {
    this.book = new SchemaBook(directory);
    this.routes = new RegistryRoutes(book);
    try {
      this.server = bind(port);
    } catch (IOException unbound) {
      book.close();
      throw unbound;
    }
    this.threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "development-registry");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Its address, for {@code schema.registry.url}. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** Its port on 127.0.0.1. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Stops answering and frees the port. Closing again changes nothing. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    try {
      book.close();
    } catch (IOException lost) {
      LOG.warn("the development registry's file could not be closed", lost);
    }
  }

  private static HttpServer bind(int port) throws IOException {
    // Head and body go out as two packets, and without this the second waits 40 ms for the first's
    // acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try {
      return HttpServer.create(new InetSocketAddress(loopback, port), 0);
    } catch (BindException inUse) {
      BindException clear =
          new BindException(
              "port "
                  + port
                  + " on 127.0.0.1 cannot be had for the schema registry ("
                  + inUse.getMessage()
                  + "): stop what uses it, or choose another port");
      clear.initCause(inUse);
      throw clear;
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      int status = 200;
      JsonNode answer;
      try {
        answer = routes.answer(read(exchange));
      } catch (RegistryProblem refused) {
        status = refused.status();
        answer = problem(refused.errorCode(), refused.getMessage());
      } catch (IOException | RuntimeException failed) {
        LOG.error(
            "the development registry failed at {}", exchange.getRequestURI().getPath(), failed);
        status = 500;
        answer = problem(50001, "Error in the registry: " + failed.getMessage());
      }
      byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", MEDIA_TYPE);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static RegistryRoutes.Request read(HttpExchange exchange)
      throws RegistryProblem, IOException {
    byte[] body;
    try (InputStream in = exchange.getRequestBody()) {
      body = in.readNBytes(MAX_BODY_BYTES + 1);
    }
    if (body.length > MAX_BODY_BYTES) {
      throw RegistryProblem.badRequest("the body is larger than " + MAX_BODY_BYTES + " bytes");
    }
    List<String> path =
        Arrays.stream(exchange.getRequestURI().getRawPath().split("/", -1))
            .filter(segment -> !segment.isEmpty())
            .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
            .toList();
    String query = exchange.getRequestURI().getRawQuery();
    Set<String> parameters =
        query == null ? Set.of() : new HashSet<>(List.of(query.split("&", -1)));
    return new RegistryRoutes.Request(
        exchange.getRequestMethod(), path, parameters, new String(body, StandardCharsets.UTF_8));
  }

  private static JsonNode problem(int errorCode, String message) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("error_code", errorCode)
        .put("message", message);
  }
}
