package dev.customerhealth.notify.delivery;

import dev.customerhealth.avro.HealthAlert;
import dev.customerhealth.contract.NotifierTopics;
import dev.customerhealth.domain.alerting.quality.QualityStep;
import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.planning.Age;
import dev.customerhealth.notify.planning.AlertEntry;
import dev.customerhealth.notify.planning.Arrivals;
import dev.customerhealth.notify.planning.Memory;
import dev.customerhealth.publication.ToldAlertSteps;
import dev.customerhealth.wire.UndecodableRecordException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * From records of alerts into the memory, with what is known of when they came. What is none goes
 * to the dead letters. Belongs to one thread.
 */
final class AlertIntake {

  static final String ARRIVALS = "arrivals";

  private final Memory memory;
  private final Arrivals arrivals;
  private final NotifierTopics topics;
  private final NotifierMetrics metrics;
  private final List<SeenStep> seen = new ArrayList<>();

  AlertIntake(
      Memory memory, Duration historyAfter, NotifierTopics topics, NotifierMetrics metrics) {
    this.memory = memory;
    this.arrivals = new Arrivals(historyAfter);
    this.topics = topics;
    this.metrics = metrics;
  }

  /** Whether a key of the log belongs here; if so, it is put back. */
  boolean restore(String key, byte[] value) {
    boolean own = key.equals(ARRIVALS);
    if (own) {
      arrivals.restore(LogJson.silence(value));
    }
    return own;
  }

  /**
   * Takes one in.
   *
   * @return whether there is something new to look at
   */
  boolean take(
      ConsumerRecord<byte[], byte[]> record,
      Deserializer<HealthAlert> deserializer,
      Instant now,
      NotifierLog.Batch batch) {
    Optional<Notice> notice = Optional.empty();
    QualityStep said = null;
    String reason = "no value, or a step this version does not know";
    try {
      HealthAlert alert = deserializer.deserialize(record.topic(), record.value());
      if (alert != null) {
        notice = AlertReading.notice(alert);
        said = ToldAlertSteps.of(alert);
      }
    } catch (UndecodableRecordException poison) {
      reason = "cannot be decoded";
    }
    if (notice.isEmpty()) {
      metrics.alertUnreadable();
      String place = record.topic() + "-" + record.partition() + "-" + record.offset();
      batch.put(
          topics.deadLetters(),
          place,
          LogJson.unreadable(record.topic(), record.partition(), record.offset(), reason, now));
      return false;
    }
    Age age = arrivals.take(notice.get().at(), Instant.ofEpochMilli(record.timestamp()));
    boolean history = age == Age.HISTORY;
    metrics.alertRead(notice.get().step(), history);
    if (!history) {
      seen.add(SeenStep.of(said, memory.alert(said.alertId())));
    }
    if (said.kind() == QualityStep.Kind.FEEDBACK && !notice.get().step().open()) {
      // What somebody thinks of an alert that is over is no news to anybody.
      return false;
    }
    return memory.take(
        notice.get(), new AlertEntry.Position(record.partition(), record.offset()), now, age);
  }

  /** Adds what is to be remembered of when alerts came. */
  void writeDown(NotifierLog.Batch batch) {
    Arrivals.Silence silence = arrivals.takeChanged();
    if (silence != null) {
      batch.put(topics.log(), ARRIVALS, LogJson.bytes(silence));
    }
  }

  /** Counts what was taken in. Only now: what is not committed is read once more. */
  void committed() {
    seen.forEach(metrics::alertStep);
    seen.clear();
  }
}
