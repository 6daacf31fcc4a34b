package dev.customerhealth.notify.channel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * Something that takes POSTs, remembers them and behaves as it is told. When it stands for a
 * provider, it first looks at what it gets as that provider would, and answers 4xx by itself.
 */
public final class HttpSink implements AutoCloseable {

  /** What it got. */
  public record Request(
      String method, String path, Map<String, List<String>> headers, String body) {
    /** A header's value, whatever its case; null when it is not there. */
    public String header(String name) {
      List<String> values = headers.get(name);
      return values == null ? null : values.get(0);
    }
  }

  /** How it answers. */
  public interface Behaviour {
    void answer(Request request, HttpExchange exchange) throws IOException, InterruptedException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Provider.Refusal> refusals = new CopyOnWriteArrayList<>();
  private final Map<String, Provider> providers = new ConcurrentHashMap<>();
  private volatile Optional<Provider> provider = Optional.empty();
  private volatile Behaviour behaviour = status(200);

  /** A sink that takes everything. */
  public HttpSink() throws IOException {
    this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  private HttpSink(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  /** One that takes protected connections only. */
  static HttpSink withTls(SSLContext tls) throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return new HttpSink(server);
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void take(HttpExchange exchange) throws IOException {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(exchange.getRequestHeaders());
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Request request =
        new Request(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), headers, body);
    requests.add(request);
    Optional<Provider.Refusal> refusal =
        Optional.ofNullable(providers.get(request.path()))
            .or(() -> provider)
            .flatMap(each -> each.objection(request));
    refusal.ifPresent(refusals::add);
    try (exchange) {
      if (refusal.isPresent()) {
        status(refusal.get().status()).answer(request, exchange);
      } else {
        behaviour.answer(request, exchange);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** What it got at a path. */
  public List<Request> requests(String path) {
    return requests.stream().filter(request -> request.path().equals(path)).toList();
  }

  /** From now on it looks at what it gets as a provider would. */
  public void standFor(Provider whom) {
    provider = Optional.of(whom);
  }

  /** The same for one path only. */
  public void standFor(String path, Provider whom) {
    providers.put(path, whom);
  }

  /** What it did not take as the provider it stands for. */
  public List<Provider.Refusal> refusals() {
    return List.copyOf(refusals);
  }

  public void behave(Behaviour now) {
    behaviour = now;
  }

  /** Answers with a status and headers, given as name and value in turn. */
  public static Behaviour status(int status, String... headers) {
    return (request, exchange) -> {
      for (int at = 0; at < headers.length; at += 2) {
        exchange.getResponseHeaders().set(headers[at], headers[at + 1]);
      }
      exchange.sendResponseHeaders(status, -1);
    };
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
