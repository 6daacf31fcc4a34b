package dev.customerhealth.wire;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/** A registry that answers as a test tells it to, for what a healthy one never says. */
final class ScriptedRegistry implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  record Answer(int status, String body) {}

  /** Always the same answer. */
  static ScriptedRegistry answering(int status, String body) {
    return answering(request -> new Answer(status, body));
  }

  /** An answer by the number of the request, from 1. */
  static ScriptedRegistry answering(IntFunction<Answer> script) {
    try {
      return new ScriptedRegistry(script);
    } catch (IOException unbound) {
      throw new java.io.UncheckedIOException(unbound);
    }
  }

  private ScriptedRegistry(IntFunction<Answer> script) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            authorizations.add(
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            Answer answer = script.apply(requests.size());
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Method and path of every request so far. */
  List<String> requests() {
    return requests;
  }

  /** The Authorization header of every request so far; "null" without one. */
  List<String> authorizations() {
    return authorizations;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
