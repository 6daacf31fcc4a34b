package dev.customerhealth.api;

import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.metrics.ServiceMeters;
import dev.customerhealth.runtime.ServiceFailedException;
import dev.customerhealth.runtime.ServiceStatus;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a process answers over HTTP.
 *
 * <ul>
 *   <li>{@code GET /}: these paths, for who opens it in a browser
 *   <li>{@code GET /healthz}: 200 while the process is worth keeping, else 503
 *   <li>{@code GET /readyz}: 200 when everything assigned is restored and worked off, else 503 with
 *       what it is waiting for
 *   <li>{@code GET /metrics}: Prometheus' text form
 *   <li>{@code GET /api/topology}: Kafka Streams' description of the topology; the service only
 * </ul>
 */
public final class HttpApi implements AutoCloseable {

  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private static final String PATHS =
      """
      customer-health answers at:
        /healthz       200 while the process is worth keeping, else 503
        /readyz        200 when everything assigned is worked off, else 503 and what it waits for
        /metrics       its numbers, for Prometheus
      """;

  private static final String TOPOLOGY_PATH =
      """
        /api/topology  the shape of the stream, in Kafka Streams' words
      """;

  private static final Logger log = LoggerFactory.getLogger(HttpApi.class);

  private final Javalin server;

  private HttpApi(Javalin server) {
    this.server = server;
  }

  /**
   * Starts to answer for the service.
   *
   * @param topology description of the topology, asked at each request
   * @throws ServiceFailedException when the port is in use
   */
  public static HttpApi start(
      ServiceConfig.HttpSettings settings,
      ServiceStatus status,
      ServiceMeters meters,
      Supplier<String> topology)
      throws ServiceFailedException {
    ProcessHealth health = new ProcessHealth(status::alive, status::ready, status::phase);
    return start(
        settings,
        "http.port",
        config -> {
          addBasics(config, health, meters::scrape, PATHS + TOPOLOGY_PATH);
          config.routes.get("/api/topology", context -> context.result(topology.get()));
        });
  }

  /**
   * Starts to answer for another role of the same jar.
   *
   * @param portSetting name of the setting that chooses the port, for messages
   * @param scrape all meters in Prometheus' text form, asked at each request
   * @throws ServiceFailedException when the port is in use
   */
  public static HttpApi start(
      ServiceConfig.HttpSettings settings,
      String portSetting,
      ProcessHealth health,
      Supplier<String> scrape)
      throws ServiceFailedException {
    return start(settings, portSetting, config -> addBasics(config, health, scrape, PATHS));
  }

  private static void addBasics(
      JavalinConfig config, ProcessHealth health, Supplier<String> scrape, String paths) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.routes.get("/", context -> context.result(paths));
    config.routes.get(
        "/healthz", context -> answer(context, health.alive().getAsBoolean(), health));
    config.routes.get("/readyz", context -> answer(context, health.ready().getAsBoolean(), health));
    config.routes.get(
        "/metrics", context -> context.contentType(PROMETHEUS_TEXT).result(scrape.get()));
  }

  private static HttpApi start(
      ServiceConfig.HttpSettings settings, String portSetting, Consumer<JavalinConfig> routes)
      throws ServiceFailedException {
    Javalin server = Javalin.create(routes);
    requireFree(settings, portSetting);
    try {
      server.start(settings.host(), settings.port());
    } catch (JavalinBindException inUse) {
      throw portInUse(settings, portSetting, inUse);
    }
    log.info("answering: http://{}:{}", settings.host(), server.port());
    return new HttpApi(server);
  }

  /** The server logs an error of its own before it throws; asking first keeps it to one line. */
  private static void requireFree(ServiceConfig.HttpSettings settings, String portSetting)
      throws ServiceFailedException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(settings.host(), settings.port()));
    } catch (IOException inUse) {
      throw portInUse(settings, portSetting, inUse);
    }
  }

  private static ServiceFailedException portInUse(
      ServiceConfig.HttpSettings settings, String portSetting, Exception cause) {
    return new ServiceFailedException(
        portSetting
            + " "
            + settings.port()
            + " on "
            + settings.host()
            + " cannot be taken ("
            + cause.getMessage()
            + "): stop what listens there or choose another port",
        cause);
  }

  private static void answer(Context context, boolean good, ProcessHealth health) {
    context.status(good ? 200 : 503).result(health.phase().get() + "\n");
  }

  /** The port in use; the configured one, or the free one taken. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}
