package dev.customerhealth.development.broker;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A single-node Kafka broker (KRaft) in this process, on loopback.
 *
 * <p>The data directory is formatted on the first start and kept by {@link #close()}: a start on
 * the same directory finds the same cluster with its topics, offsets and transactions. Uses the
 * classes behind Kafka's own start script, which are not a public API: this package is the only one
 * that touches them.
 *
 * <p>Two daemon threads of the broker's metrics library ({@code metrics-meter-tick-thread-1} and
 * {@code -2}) outlive {@link #close()}: they belong to a registry that is static in Kafka and would
 * be missing at the next start.
 */
public final class EmbeddedBroker implements AutoCloseable {
  /** The longest a start may take before it is given up. */
  public static final Duration START_LIMIT = Duration.ofSeconds(60);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  /** Between choosing a free port and binding it, somebody else may take it. */
  private static final int FREE_PORT_TRIES = 3;

  private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);

  private final KafkaRaftServer server;
  private final BrokerExit exit;
  private final DirectoryLock lock;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final String clusterId;
  private final int port;

  private EmbeddedBroker(
      KafkaRaftServer server, BrokerExit exit, DirectoryLock lock, String clusterId, int port) {
    this.server = server;
    this.exit = exit;
    this.lock = lock;
    this.clusterId = clusterId;
    this.port = port;
  }

  /**
   * Starts a broker and returns when it takes requests.
   *
   * @param dataDirectory made when absent; must not be in use by another broker
   * @param port to listen on at 127.0.0.1; 0 for a free one
   * @throws BrokerStartException naming the port in use, or the directory that cannot be used, or
   *     the limit of 60 s that was passed
   */
  public static EmbeddedBroker start(Path dataDirectory, int port) {
    Path directory = dataDirectory.toAbsolutePath().normalize();
    if (port != 0) {
      requireFree(port);
    }
    BrokerStorage storage = new BrokerStorage(directory);
    storage.requireUsable();
    DirectoryLock lock = DirectoryLock.take(directory);
    try {
      return start(storage, port, storage.clusterId(), lock);
    } catch (BrokerStartException failed) {
      release(lock);
      throw failed;
    }
  }

  private static EmbeddedBroker start(
      BrokerStorage storage, int port, String clusterId, DirectoryLock lock) {
    for (int tried = 1; ; tried++) {
      int chosen = port == 0 ? freePort() : port;
      try {
        BrokerSettings settings = new BrokerSettings(storage.directory(), chosen, freePort());
        return start(settings, new BrokerExit(storage), clusterId, lock);
      } catch (BrokerStartException failed) {
        if (tried == FREE_PORT_TRIES || !causedBy(failed, BindException.class)) {
          throw failed;
        }
      }
    }
  }

  private static EmbeddedBroker start(
      BrokerSettings settings, BrokerExit exit, String clusterId, DirectoryLock lock) {
    exit.install();
    long begin = System.nanoTime();
    KafkaRaftServer server = null;
    try {
      server =
          new KafkaRaftServer(KafkaConfig.fromProps(settings.properties(), false), Time.SYSTEM);
      server.startup();
      exit.failure()
          .ifPresent(
              text -> {
                throw new IllegalStateException(text);
              });
    } catch (Exception failed) {
      if (server != null) {
        stop(server, STOP_LIMIT);
      }
      throw new BrokerStartException(StartFailure.describe(settings, failed), failed);
    }
    log.info(
        "broker started: bootstrap={}:{} directory={} millis={}",
        BrokerSettings.HOST,
        settings.port(),
        settings.dataDirectory(),
        Duration.ofNanos(System.nanoTime() - begin).toMillis());
    return new EmbeddedBroker(server, exit, lock, clusterId, settings.port());
  }

  /** The port the broker listens on at 127.0.0.1. */
  public int port() {
    return port;
  }

  /** What clients put into {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return BrokerSettings.HOST + ":" + port;
  }

  /** Kafka's id of the cluster; the same for every start on one data directory. */
  public String clusterId() {
    return clusterId;
  }

  /** Why the broker died while running, for example of a full disk; empty while it lives. */
  public Optional<String> failure() {
    return exit.failure();
  }

  /**
   * Calls the listener with the text of {@link #failure()} when the broker dies while running; at
   * once when it already has. The call comes on a thread of the broker.
   */
  public void onFailure(Consumer<String> listener) {
    exit.onFailure(listener);
  }

  /**
   * Stops the broker and keeps its data; returns after 20 s at the latest. A second call does
   * nothing.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      stop(server, exit.failure().isPresent() ? Duration.ofSeconds(1) : STOP_LIMIT);
      release(lock);
    }
  }

  /**
   * Stops the server on a thread of its own, for only an interrupt ends the goodbye between broker
   * and controller: it waits 5 minutes for an answer, also when the controller has failed.
   */
  private static void stop(KafkaRaftServer server, Duration goodbye) {
    Thread stopper = new Thread(() -> stopQuietly(server), "embedded-broker-stop");
    stopper.setDaemon(true);
    stopper.start();
    try {
      stopper.join(goodbye.toMillis());
      stopper.interrupt();
      stopper.join(STOP_LIMIT.toMillis());
      if (stopper.isAlive()) {
        log.warn("the broker did not stop within {}", goodbye.plus(STOP_LIMIT));
      }
    } catch (InterruptedException interrupted) {
      stopper.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private static void release(DirectoryLock lock) {
    try {
      lock.close();
    } catch (IOException failed) {
      log.warn("the lock of the broker's data directory was not released", failed);
    }
  }

  private static void stopQuietly(KafkaRaftServer server) {
    try {
      server.shutdown();
      server.awaitShutdown();
    } catch (RuntimeException unclean) {
      log.warn("the broker did not stop cleanly", unclean);
    }
  }

  private static void requireFree(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(loopback(), port));
    } catch (IOException taken) {
      throw new BrokerStartException(
          "Port %d on %s is in use: stop what listens there or choose another port"
              .formatted(port, BrokerSettings.HOST),
          taken);
    }
  }

  private static int freePort() {
    try (ServerSocket probe = new ServerSocket(0, 1, loopback())) {
      return probe.getLocalPort();
    } catch (IOException none) {
      throw new BrokerStartException("No free port on " + BrokerSettings.HOST, none);
    }
  }

  /** Spelt out: the JDK's own loopback address is ::1 on a host that prefers IPv6. */
  private static InetAddress loopback() throws UnknownHostException {
    return InetAddress.getByAddress(BrokerSettings.HOST, new byte[] {127, 0, 0, 1});
  }

  private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
