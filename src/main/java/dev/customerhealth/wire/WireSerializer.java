package dev.customerhealth.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes generated Avro records in Confluent's wire format, byte for byte as Confluent's own
 * serializer does.
 *
 * <p>Thread safe: Kafka Streams gives one serializer to all its threads, so everything that a write
 * changes belongs to the thread.
 *
 * @param <T> the generated class, or {@link SpecificRecord} for any
 */
public final class WireSerializer<T extends SpecificRecord> implements Serializer<T> {
  /** Above this a thread's buffer is given back after the write instead of kept for ever. */
  private static final int MAX_KEPT_BUFFER_BYTES = 1024 * 1024;

  private final ThreadLocal<Session> sessions = ThreadLocal.withInitial(Session::new);
  private RegistryClient registry;
  private boolean ownsRegistry;
  private boolean isKey;

  /** For Kafka, which calls {@link #configure} next. */
  public WireSerializer() {
    AvroSafety.install();
  }

  /**
   * Ready to use; {@link #configure} need not be called.
   *
   * @param registry shared with other serializers; closed by its owner
   */
  public WireSerializer(RegistryClient registry) {
    this();
    this.registry = registry;
  }

  /** Reads {@link RegistrySettings}'s keys, unless a registry was given. */
  @Override
  public void configure(Map<String, ?> configuration, boolean isKey) {
    this.isKey = isKey;
    if (registry == null) {
      registry = new RegistryClient(RegistrySettings.from(configuration));
      ownsRegistry = true;
    }
  }

  /**
   * Writes a record.
   *
   * @return null for null, which is a tombstone
   * @throws SerializationException when the record does not fit its own schema
   * @throws RegistryUnavailableException when the schema's id is not known yet and the registry
   *     cannot be asked
   * @throws RegistryRefusedException when the registry refuses the schema
   */
  @Override
  public byte[] serialize(String topic, T record) {
    if (record == null) {
      return null;
    }
    if (registry == null) {
      throw new IllegalStateException("configure() has not been called");
    }
    Session session = sessions.get();
    Target target = session.target(topic, record.getSchema());
    try {
      return session.write(target, record);
    } catch (IOException | RuntimeException unfit) {
      // The encoder may still hold half a record, which would become the beginning of the next one.
      sessions.remove();
      throw new SerializationException(
          "a " + record.getSchema().getFullName() + " for " + topic + " does not fit its schema",
          unfit);
    }
  }

  /** Ends waiting for the registry when the registry is this serializer's own. */
  @Override
  public void close() {
    if (ownsRegistry) {
      registry.close();
    }
  }

  /** Where a topic's records go: which schema, as which id, written by what. */
  private record Target(Schema schema, int id, GenericDatumWriter<SpecificRecord> writer) {}

  private static final class Frame extends ByteArrayOutputStream {
    Frame() {
      super(512);
    }

    void begin(int id) {
      reset();
      write(WireFormat.MAGIC);
      write(id >>> 24);
      write(id >>> 16);
      write(id >>> 8);
      write(id);
    }

    boolean isLarge() {
      return buf.length > MAX_KEPT_BUFFER_BYTES;
    }
  }

  /** What one thread needs to write. */
  private final class Session {
    // By topic, not by schema alone: each topic has a subject of its own to register under.
    private final Map<String, Target> targets = new HashMap<>();
    private Frame frame = new Frame();
    private BinaryEncoder encoder;

    Target target(String topic, Schema schema) {
      Target known = targets.get(topic);
      if (known != null && known.schema().equals(schema)) {
        return known;
      }
      int id = registry.idFor(WireFormat.subject(topic, isKey), schema);
      Target target = new Target(schema, id, new SpecificDatumWriter<>(schema, model(schema)));
      targets.put(topic, target);
      return target;
    }

    /**
     * As the generated class's own model, but generated records without logical types write
     * themselves: the measures and drivers of a score take half the time then, and the bytes are
     * the same.
     */
    private SpecificData model(Schema schema) {
      SpecificData generated = SpecificData.getForSchema(schema);
      SpecificData model = new SpecificData(generated.getClassLoader());
      generated.getConversions().forEach(model::addLogicalTypeConversion);
      model.setCustomCoders(true);
      return model;
    }

    byte[] write(Target target, SpecificRecord record) throws IOException {
      frame.begin(target.id());
      encoder = EncoderFactory.get().binaryEncoder(frame, encoder);
      target.writer().write(record, encoder);
      encoder.flush();
      byte[] bytes = frame.toByteArray();
      if (frame.isLarge()) {
        frame = new Frame();
        encoder = null;
      }
      return bytes;
    }
  }
}
