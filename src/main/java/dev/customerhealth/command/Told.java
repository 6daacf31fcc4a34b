package dev.customerhealth.command;

import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.wire.ContractSerdes;
import java.io.PrintWriter;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** The topics of an installation, to be read by a command. */
final class Told implements AutoCloseable {
  private final Map<String, Object> client;
  private final Topics topics;
  private final ContractSerdes serdes;
  private final PrintWriter err;

  /**
   * @param serdes what reads and writes their values; closed with this
   * @param err where to say which records cannot be read
   */
  Told(ServiceConfig settings, ContractSerdes serdes, PrintWriter err) {
    this.err = err;
    this.client = settings.kafka().forPlainClient();
    this.topics = Topics.of(settings.topics().settings());
    this.serdes = serdes;
  }

  /** Which topics there are. */
  Topics topics() {
    return topics;
  }

  /** What reads and writes their values; closed with this. */
  ContractSerdes serdes() {
    return serdes;
  }

  /** The settings of Kafka's clients. */
  Map<String, Object> client() {
    return client;
  }

  /** A reader of one of them, to be closed by its user. */
  <V extends SpecificRecord> ToldRecords<V> records(Topic<V> topic) {
    return new ToldRecords<>(client, topic, serdes, err);
  }

  /** A reader of what was told of one account, to be closed by its user. */
  ToldOfAccount ofAccount(String accountId) {
    return new ToldOfAccount(client, topics, serdes, accountId, err);
  }

  @Override
  public void close() {
    serdes.close();
  }
}
