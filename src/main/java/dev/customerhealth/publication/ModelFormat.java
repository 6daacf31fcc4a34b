package dev.customerhealth.publication;

import dev.customerhealth.avro.AuditEntry;
import dev.customerhealth.avro.ModelPublicationKind;
import dev.customerhealth.avro.ScoringModelPublished;
import dev.customerhealth.contract.Topic;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;

/** The bytes of published models, and of what the audit log says of them, for who publishes. */
public final class ModelFormat {

  private final Topic<ScoringModelPublished> models;
  private final Serde<ScoringModelPublished> modelSerde;
  private final Topic<AuditEntry> audit;
  private final Serde<AuditEntry> auditSerde;

  public ModelFormat(
      Topic<ScoringModelPublished> models,
      Serde<ScoringModelPublished> modelSerde,
      Topic<AuditEntry> audit,
      Serde<AuditEntry> auditSerde) {
    this.models = models;
    this.modelSerde = modelSerde;
    this.audit = audit;
    this.auditSerde = auditSerde;
  }

  /** The topic of the models. */
  public String topic() {
    return models.name();
  }

  /** The topic of the audit log. */
  public String auditTopic() {
    return audit.name();
  }

  /** The value of a record. */
  public byte[] write(ModelNotice notice) {
    return modelSerde.serializer().serialize(models.name(), record(notice));
  }

  /**
   * The value of what the audit log says of a publication.
   *
   * @param before what it replaces, for a person; null when nothing
   */
  public byte[] audit(ModelNotice notice, String before) {
    return auditSerde
        .serializer()
        .serialize(audit.name(), ModelAudit.published(record(notice), before));
  }

  /**
   * The value of what the audit log says of something that the configuration brings along.
   *
   * @param scores whether it judges from now on; else something published goes before it
   * @param before what it replaces, for a person; null when nothing
   * @param after what it says, for a person
   * @param occasion tells it from earlier entries of the same version; null for the first
   */
  public byte[] auditConfigured(
      ModelNotice notice, boolean scores, String before, String after, String occasion) {
    return auditSerde
        .serializer()
        .serialize(
            audit.name(), ModelAudit.configured(record(notice), scores, before, after, occasion));
  }

  private static ScoringModelPublished record(ModelNotice notice) {
    return ScoringModelPublished.newBuilder()
        .setKind(ModelPublicationKind.valueOf(notice.kind().name()))
        .setId(notice.id())
        .setVersion(notice.version())
        .setDigest(notice.digest())
        .setText(notice.text())
        .setEffectiveFrom(notice.from())
        .setPublishedAt(notice.publishedAt())
        .setPublishedBy(notice.who())
        .setReason(notice.reason())
        .build();
  }

  /** What a record says; empty when it cannot be read, or is of a kind this version lacks. */
  public Optional<ModelNotice> read(byte[] value) {
    try {
      return Optional.ofNullable(modelSerde.deserializer().deserialize(models.name(), value))
          .filter(record -> record.getKind() != ModelPublicationKind.UNKNOWN)
          .map(ModelFormat::notice);
    } catch (SerializationException undecodable) {
      return Optional.empty();
    }
  }

  private static ModelNotice notice(ScoringModelPublished record) {
    return new ModelNotice(
        ModelNotice.Kind.valueOf(record.getKind().name()),
        record.getId(),
        record.getVersion(),
        record.getDigest(),
        record.getText(),
        record.getEffectiveFrom(),
        record.getPublishedAt(),
        record.getPublishedBy(),
        record.getReason());
  }
}
