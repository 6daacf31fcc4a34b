package dev.customerhealth.wire;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads Confluent's wire format into a generated class. The schema a record was written with comes
 * from the registry; fields the class does not know are skipped, fields it knows and the writer did
 * not get their default, and an unknown enum symbol becomes the enum's default.
 *
 * <p>Thread safe: Kafka Streams gives one deserializer to all its threads, so everything that a
 * read changes belongs to the thread.
 *
 * @param <T> the generated class
 */
public final class WireDeserializer<T extends SpecificRecord> implements Deserializer<T> {
  /**
   * Name of the generated class, for a deserializer that Kafka makes by class name: Confluent's own
   * key.
   */
  public static final String VALUE_TYPE = "specific.avro.value.type";

  private static final String KEY_TYPE = "specific.avro.key.type";

  private final ThreadLocal<Session> sessions = ThreadLocal.withInitial(Session::new);
  private Class<T> type;
  private Schema readerSchema;
  private RegistryClient registry;
  private boolean ownsRegistry;

  /** For Kafka, which calls {@link #configure} next; the class comes from {@link #VALUE_TYPE}. */
  public WireDeserializer() {
    AvroSafety.install();
  }

  /**
   * To be followed by {@link #configure}.
   *
   * @param type the generated class
   */
  public WireDeserializer(Class<T> type) {
    this();
    setType(type);
  }

  /**
   * Ready to use; {@link #configure} need not be called.
   *
   * @param type the generated class
   * @param registry shared with other deserializers; closed by its owner
   */
  public WireDeserializer(Class<T> type, RegistryClient registry) {
    this(type);
    this.registry = registry;
  }

  /**
   * Reads {@link RegistrySettings}'s keys, unless a registry was given, and the class, unless it
   * was given.
   */
  @Override
  public void configure(Map<String, ?> configuration, boolean isKey) {
    if (type == null) {
      setType(configuredType(configuration, isKey ? KEY_TYPE : VALUE_TYPE));
    }
    if (registry == null) {
      registry = new RegistryClient(RegistrySettings.from(configuration));
      ownsRegistry = true;
    }
  }

  /**
   * Reads a record.
   *
   * @return null for null, which is a tombstone
   * @throws UndecodableRecordException when the bytes are no such record and never will be
   * @throws RegistryUnavailableException when the writer's schema is not known yet and the registry
   *     cannot be asked
   */
  @Override
  public T deserialize(String topic, byte[] bytes) {
    if (bytes == null) {
      return null;
    }
    if (registry == null) {
      throw new IllegalStateException("configure() has not been called");
    }
    int id = WireFormat.schemaId(topic, bytes);
    Session session = sessions.get();
    DatumReader<T> reader = session.reader(topic, id);
    try {
      return session.read(reader, bytes);
    } catch (IOException | RuntimeException | StackOverflowError malformed) {
      sessions.remove();
      throw new UndecodableRecordException(
          topic
              + ": the "
              + (bytes.length - WireFormat.HEADER_BYTES)
              + " bytes after schema id "
              + id
              + " are no "
              + type.getSimpleName()
              + ": "
              + describe(malformed),
          malformed);
    }
  }

  /** Ends waiting for the registry when the registry is this deserializer's own. */
  @Override
  public void close() {
    if (ownsRegistry) {
      registry.close();
    }
  }

  private void setType(Class<T> type) {
    this.type = type;
    this.readerSchema = SpecificData.getForClass(type).getSchema(type);
  }

  @SuppressWarnings("unchecked")
  private Class<T> configuredType(Map<String, ?> configuration, String key) {
    Object value = configuration.get(key);
    try {
      Class<?> found =
          value instanceof Class<?> given
              ? given
              : Class.forName(
                  String.valueOf(value), false, WireDeserializer.class.getClassLoader());
      return (Class<T>) found.asSubclass(SpecificRecord.class);
    } catch (ClassNotFoundException | ClassCastException wrong) {
      throw new ConfigException(key, value, "expected the name of a generated Avro class");
    }
  }

  private static String describe(Throwable failure) {
    if (failure instanceof StackOverflowError) {
      return "nested too deeply";
    }
    String message = failure.getMessage();
    return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }

  /** What one thread needs to read. */
  private final class Session {
    // A model of its own: the generated class's shared one builds its readers in maps that are not
    // thread safe.
    private final SpecificData model = new SpecificData(type.getClassLoader());
    private final Map<Integer, DatumReader<T>> readers = new HashMap<>();
    private BinaryDecoder decoder;
    private int latestId;
    private DatumReader<T> latest;

    Session() {
      SpecificData.getForClass(type).getConversions().forEach(model::addLogicalTypeConversion);
    }

    DatumReader<T> reader(String topic, int id) {
      if (latest != null && id == latestId) {
        return latest;
      }
      latest = readerOf(topic, id);
      latestId = id;
      return latest;
    }

    private DatumReader<T> readerOf(String topic, int id) {
      DatumReader<T> known = readers.get(id);
      if (known != null) {
        return known;
      }
      Schema writerSchema =
          registry
              .schemaOf(id)
              .orElseThrow(
                  () ->
                      new UndecodableRecordException(
                          topic + ": the schema registry knows no schema of id " + id));
      DatumReader<T> reader = new SpecificDatumReader<>(writerSchema, readerSchema, model);
      readers.put(id, reader);
      return reader;
    }

    T read(DatumReader<T> reader, byte[] bytes) throws IOException {
      decoder =
          DecoderFactory.get()
              .binaryDecoder(
                  bytes, WireFormat.HEADER_BYTES, bytes.length - WireFormat.HEADER_BYTES, decoder);
      T record = reader.read(null, decoder);
      if (!decoder.isEnd()) {
        throw new IOException("bytes are left over after the record");
      }
      return record;
    }
  }
}
