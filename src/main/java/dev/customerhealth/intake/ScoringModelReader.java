package dev.customerhealth.intake;

import dev.customerhealth.avro.RejectionReason;
import dev.customerhealth.avro.ScoringModelPublished;
import dev.customerhealth.domain.ModelNews;
import dev.customerhealth.domain.ModelTexts;
import java.time.Instant;
import java.util.List;

/**
 * Reads scoring-models: by the same rules as model files, because a record may have come without
 * the command that checks them. What cannot be used is refused whole, and what scored so far goes
 * on.
 *
 * @param texts reads models and rules
 */
public record ScoringModelReader(ModelTexts texts) implements SignalReader<ScoringModelPublished> {

  private static final int MOST_VERSIONS = 1_000_000;
  private static final int SHOWN_PROBLEMS = 3;

  @Override
  public Received read(String key, ScoringModelPublished record, Origin origin) {
    Inspection inspection = new Inspection(origin).value(record);
    if (inspection.passed()) {
      inspection
          .known("kind", record.getKind())
          .id("id", record.getId())
          .within("version", record.getVersion(), 1, MOST_VERSIONS)
          .present("effective_from", record.getEffectiveFrom())
          .text("published_by", record.getPublishedBy())
          .text("reason", record.getReason());
    }
    if (inspection.passed()) {
      from(inspection, record.getEffectiveFrom());
      key(inspection, key, record);
    }
    ModelNews news = inspection.passed() ? news(inspection, record) : null;
    return inspection.passed()
        ? new ModelTold(
            news,
            record.getEffectiveFrom().toEpochMilli(),
            record.getText(),
            record.getPublishedBy(),
            record.getReason(),
            origin,
            record)
        : inspection.rejection(null, null, record);
  }

  private static void from(Inspection inspection, Instant from) {
    if (from.isBefore(IntakeLimits.EARLIEST)) {
      inspection.refuse(
          RejectionReason.TIMESTAMP_TOO_OLD,
          "effective_from",
          "effective_from is " + from + "; expected " + IntakeLimits.EARLIEST + " or later");
    }
  }

  private static void key(Inspection inspection, String key, ScoringModelPublished record) {
    String expected = record.getKind() + "/" + record.getId() + "@" + record.getVersion();
    if (inspection.passed() && !expected.equals(key)) {
      inspection.refuse(
          RejectionReason.KEY_MISMATCH,
          "key",
          "the record key is "
              + key
              + "; expected "
              + expected
              + ", or compaction loses a version");
    }
  }

  private ModelNews news(Inspection inspection, ScoringModelPublished record) {
    ModelNews news =
        switch (record.getKind()) {
          case MODEL -> {
            var model = read(inspection, record, texts::model);
            yield model == null ? null : new ModelNews.Live(model);
          }
          case SELECTION -> {
            var plan = read(inspection, record, texts::selection);
            yield plan == null ? null : new ModelNews.Selection(plan, record.getVersion());
          }
          case PEERS -> {
            var peers = read(inspection, record, texts::peers);
            yield peers == null ? null : new ModelNews.PeerTable(peers);
          }
          case ALERT_RULES -> read(inspection, record, texts::alertRules);
          case SHADOW -> {
            var model = read(inspection, record, texts::model);
            yield model == null ? null : new ModelNews.Shadow(model);
          }
          case SHADOW_ENDED -> new ModelNews.ShadowEnded(record.getId(), record.getVersion());
          default -> null;
        };
    if (news != null) {
      agrees(inspection, record, news);
    }
    return news;
  }

  private interface Reading<T> {
    ModelTexts.Read<T> read(String text);
  }

  private static <T> T read(
      Inspection inspection, ScoringModelPublished record, Reading<T> reading) {
    inspection.present("text", record.getText());
    if (!inspection.passed()) {
      return null;
    }
    ModelTexts.Read<T> read = reading.read(record.getText());
    if (read.value() == null) {
      List<String> problems = read.problems();
      inspection.refuse(
          RejectionReason.INVALID_MODEL,
          "text",
          problems.size()
              + (problems.size() == 1 ? " problem: " : " problems: ")
              + String.join("; ", problems.subList(0, Math.min(SHOWN_PROBLEMS, problems.size()))));
    }
    return read.value();
  }

  /** The envelope says the same as the text. */
  private static void agrees(Inspection inspection, ScoringModelPublished record, ModelNews news) {
    if (!news.id().equals(record.getId()) || news.version() != record.getVersion()) {
      inspection.refuse(
          RejectionReason.INVALID_MODEL,
          "id",
          "the text is of "
              + news.id()
              + "@"
              + news.version()
              + " but the record of "
              + record.getId()
              + "@"
              + record.getVersion());
    } else if (news.kind() != ModelNews.Kind.SHADOW_ENDED
        && !news.digest().equals(record.getDigest())) {
      inspection.refuse(
          RejectionReason.INVALID_MODEL,
          "digest",
          "the text does not have the digest that the record says");
    }
  }
}
