package dev.customerhealth.api;

import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.metrics.ServiceMeters;
import dev.customerhealth.runtime.ServiceFailedException;
import dev.customerhealth.runtime.ServiceStatus;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service's HTTP answers.
 *
 * <ul>
 *   <li>{@code GET /healthz}: 200 while the process is worth keeping, else 503
 *   <li>{@code GET /readyz}: 200 when everything assigned is restored and worked off, else 503 with
 *       what it is waiting for
 *   <li>{@code GET /metrics}: Prometheus' text form
 *   <li>{@code GET /api/topology}: Kafka Streams' description of the topology
 * </ul>
 */
public final class HttpApi implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(HttpApi.class);

  private final Javalin server;

  private HttpApi(Javalin server) {
    this.server = server;
  }

  /**
   * Starts to answer.
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
    Javalin server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.routes.get("/healthz", context -> answer(context, status.alive(), status));
              config.routes.get("/readyz", context -> answer(context, status.ready(), status));
              config.routes.get(
                  "/metrics",
                  context -> context.contentType(meters.contentType()).result(meters.scrape()));
              config.routes.get("/api/topology", context -> context.result(topology.get()));
            });
    requireFree(settings);
    try {
      server.start(settings.host(), settings.port());
    } catch (JavalinBindException inUse) {
      throw portInUse(settings, inUse);
    }
    log.info("answering: http://{}:{}", settings.host(), server.port());
    return new HttpApi(server);
  }

  /** The server logs an error of its own before it throws; asking first keeps it to one line. */
  private static void requireFree(ServiceConfig.HttpSettings settings)
      throws ServiceFailedException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(settings.host(), settings.port()));
    } catch (IOException inUse) {
      throw portInUse(settings, inUse);
    }
  }

  private static ServiceFailedException portInUse(
      ServiceConfig.HttpSettings settings, Exception cause) {
    return new ServiceFailedException(
        "http.port "
            + settings.port()
            + " on "
            + settings.host()
            + " cannot be taken ("
            + cause.getMessage()
            + "): stop what listens there or choose another port",
        cause);
  }

  private static void answer(Context context, boolean good, ServiceStatus status) {
    context.status(good ? 200 : 503).result(status.phase() + "\n");
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
