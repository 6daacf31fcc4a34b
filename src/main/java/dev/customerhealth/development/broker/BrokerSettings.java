package dev.customerhealth.development.broker;

import java.nio.file.Path;
import java.util.Properties;

/**
 * The broker's configuration: one node that is broker and controller, on loopback only.
 *
 * @param dataDirectory where the node keeps its log
 * @param port of the clients' listener
 * @param controllerPort of the listener the node uses to talk to itself
 */
record BrokerSettings(Path dataDirectory, int port, int controllerPort) {
  static final int NODE_ID = 1;
  static final String HOST = "127.0.0.1";
  static final String CONTROLLER_LISTENER = "CONTROLLER";
  private static final String CLIENT_LISTENER = "CLIENT";

  /** Kafka counts batch overhead into the limit; a payload of 16 MiB must fit. */
  static final int MESSAGE_LIMIT_BYTES = 17 * 1024 * 1024;

  Properties properties() {
    Properties properties = new Properties();
    identity(properties);
    internalTopics(properties);
    limits(properties);
    pace(properties);
    return properties;
  }

  private void identity(Properties properties) {
    properties.setProperty("process.roles", "broker,controller");
    properties.setProperty("node.id", Integer.toString(NODE_ID));
    properties.setProperty("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort);
    properties.setProperty("controller.listener.names", CONTROLLER_LISTENER);
    properties.setProperty("inter.broker.listener.name", CLIENT_LISTENER);
    properties.setProperty(
        "listener.security.protocol.map",
        CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    properties.setProperty(
        "listeners",
        "%s://%s:%d,%s://%s:%d"
            .formatted(CLIENT_LISTENER, HOST, port, CONTROLLER_LISTENER, HOST, controllerPort));
    properties.setProperty("log.dirs", dataDirectory.toString());
  }

  /** A misspelt topic must fail, not appear; our own topics are created on purpose. */
  private static void internalTopics(Properties properties) {
    properties.setProperty("auto.create.topics.enable", "false");
    properties.setProperty("default.replication.factor", "1");
    properties.setProperty("min.insync.replicas", "1");
    properties.setProperty("offsets.topic.replication.factor", "1");
    properties.setProperty("offsets.topic.num.partitions", "4");
    properties.setProperty("transaction.state.log.replication.factor", "1");
    properties.setProperty("transaction.state.log.min.isr", "1");
    properties.setProperty("transaction.state.log.num.partitions", "4");
    properties.setProperty("share.coordinator.state.topic.replication.factor", "1");
    properties.setProperty("share.coordinator.state.topic.min.isr", "1");
    properties.setProperty("share.coordinator.state.topic.num.partitions", "1");
  }

  private static void limits(Properties properties) {
    properties.setProperty("message.max.bytes", Integer.toString(MESSAGE_LIMIT_BYTES));
    properties.setProperty("replica.fetch.max.bytes", Integer.toString(MESSAGE_LIMIT_BYTES));
    properties.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(4 * 1024 * 1024));
    properties.setProperty("num.network.threads", "2");
    properties.setProperty("num.io.threads", "4");
    properties.setProperty("background.threads", "2");
    properties.setProperty("metric.reporters", "");
  }

  /** Waits that protect a cluster of many and only cost time on a cluster of one. */
  private static void pace(Properties properties) {
    properties.setProperty(
        "server.max.startup.time.ms", Long.toString(EmbeddedBroker.START_LIMIT.toMillis()));
    properties.setProperty("group.initial.rebalance.delay.ms", "0");
    properties.setProperty("group.min.session.timeout.ms", "1000");
    properties.setProperty("controlled.shutdown.enable", "true");
    properties.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    // A partition left leaderless by kill -9 comes back when the old registration has expired.
    properties.setProperty("broker.session.timeout.ms", "6000");
    properties.setProperty("broker.heartbeat.interval.ms", "1000");
  }
}
