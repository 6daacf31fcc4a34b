package dev.customerhealth.notify.delivery;

import dev.customerhealth.wire.UndecodableRecordException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Tells what the notifier wrote into its own topics from what somebody else did. Whoever can write
 * to one of them could otherwise end the notifier, and every one after it.
 */
final class OwnRecords {

  private final Check check;
  private final BiConsumer<ConsumerRecord<?, ?>, UndecodableRecordException> passedOver;

  /** Reads a value as it is going to be read. */
  @FunctionalInterface
  interface Check {
    /**
     * Reads it.
     *
     * @throws UndecodableRecordException when no notifier wrote it
     * @throws NewerLogException when a newer one did
     */
    void read(String key, byte[] value);
  }

  /**
   * Records of one topic.
   *
   * @param passedOver who is told of those that nobody can read
   */
  OwnRecords(Check check, BiConsumer<ConsumerRecord<?, ?>, UndecodableRecordException> passedOver) {
    this.check = check;
    this.passedOver = passedOver;
  }

  /** Of the log. */
  static void readLog(String key, byte[] value) {
    if (key.startsWith(ActiveNotifier.RATE)) {
      LogJson.use(value);
    } else if (key.equals(AlertIntake.ARRIVALS)) {
      LogJson.silence(value);
    } else if (key.startsWith(ActiveNotifier.ALERT)) {
      LogJson.entry(value);
    } else if (key.startsWith(Outbox.PREFIX)) {
      LogJson.delivery(value);
    } else if (key.startsWith(Outbox.DELIVERED)) {
      LogJson.deliveredAt(value);
    } else {
      var unused = VersionedJson.tree(value);
      throw new UndecodableRecordException("a key no notifier writes");
    }
  }

  /** Of what waits for another attempt, and of requests to try again. */
  static void readRetry(String key, byte[] value) {
    if (RedriveRequests.isRequest(key)) {
      LogJson.givenUp(value);
    } else {
      LogJson.delivery(value);
    }
  }

  /** Whether the latest value of a key can be read; nobody is told. */
  boolean isReadable(ConsumerRecord<byte[], byte[]> record) {
    return objection(record) == null;
  }

  /** Whether a record can be read; if not, it is told. */
  boolean take(ConsumerRecord<byte[], byte[]> record) {
    UndecodableRecordException objection = objection(record);
    if (objection != null) {
      passedOver.accept(record, objection);
    }
    return objection == null;
  }

  private UndecodableRecordException objection(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return null;
    }
    try {
      check.read(LatestValues.keyOf(record), record.value());
      return null;
    } catch (UndecodableRecordException junk) {
      return junk;
    } catch (NewerLogException newer) {
      throw new NewerLogException(
          newer.getMessage()
              + " ("
              + record.topic()
              + ", partition "
              + record.partition()
              + ", offset "
              + record.offset()
              + ")");
    }
  }
}
