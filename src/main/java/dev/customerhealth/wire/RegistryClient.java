package dev.customerhealth.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * A client of any registry that speaks Confluent's REST interface. Answers that cannot change (the
 * id of a schema, the schema of an id) are kept; an unreachable registry is waited for, see {@link
 * RegistrySettings#WAIT_MS}. Thread safe.
 *
 * <p>Every call throws {@link RegistryUnavailableException} when the registry could not be asked in
 * time.
 */
public final class RegistryClient implements AutoCloseable {
  /**
   * A registry holds tens of schemas per service; beyond this the answers kept are dropped and
   * asked anew.
   */
  private static final int MAX_KEPT = 10_000;

  /** A flood of records with an unknown id must not become a flood of requests. */
  private static final long UNKNOWN_FOR_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final Duration SECOND_LOOK_AFTER = Duration.ofMillis(500);

  private final RegistrySettings settings;
  private final RegistryCalls calls;
  private final RegistryPatience patience;
  private final Map<SubjectSchema, Integer> ids = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
  private final Map<Integer, Long> unknownUntilNanos = new ConcurrentHashMap<>();
  private final AtomicLong nextSecondLookNanos = new AtomicLong(System.nanoTime());

  private record SubjectSchema(String subject, Schema schema) {}

  /**
   * @param settings where the registry is; no connection is made yet
   */
  public RegistryClient(RegistrySettings settings) {
    this.settings = settings;
    this.calls = new RegistryCalls(settings);
    this.patience = new RegistryPatience(settings.urls().toString(), settings.patience());
  }

  /** The settings it was made with. */
  public RegistrySettings settings() {
    return settings;
  }

  /**
   * The id that stands for a schema in records of a subject: registers it, or only looks it up when
   * {@code auto.register.schemas} is false.
   *
   * @throws RegistryRefusedException when it is incompatible, invalid, or unknown and may not be
   *     registered
   */
  public int idFor(String subject, Schema schema) {
    SubjectSchema key = new SubjectSchema(subject, schema);
    Integer known = ids.get(key);
    if (known != null) {
      return known;
    }
    int id = settings.autoRegister() ? register(subject, schema) : lookUp(subject, schema);
    keep(ids, key, id);
    return id;
  }

  /**
   * The schema of an id; empty when a healthy registry does not know it.
   *
   * @throws UndecodableRecordException when the id stands for something other than a plain Avro
   *     schema
   */
  public Optional<Schema> schemaOf(int id) {
    Schema known = schemas.get(id);
    if (known != null) {
      return Optional.of(known);
    }
    Long unknownUntil = unknownUntilNanos.get(id);
    if (unknownUntil != null && unknownUntil - System.nanoTime() > 0) {
      return Optional.empty();
    }
    Optional<Schema> found = patience.ask(() -> askForSchema(id));
    if (found.isEmpty() && maySecondLook() && patience.pause(SECOND_LOOK_AFTER)) {
      found = patience.ask(() -> askForSchema(id));
    }
    if (found.isPresent()) {
      unknownUntilNanos.remove(id);
      keep(schemas, id, found.get());
    } else {
      keep(unknownUntilNanos, id, System.nanoTime() + UNKNOWN_FOR_NANOS);
    }
    return found;
  }

  /**
   * The newest schema of a subject, asked anew each time; empty when the subject does not exist.
   *
   * @throws RegistryRefusedException when it is something other than a plain Avro schema
   */
  public Optional<RegisteredSchema> latest(String subject) {
    RegistryCalls.Reply reply =
        decided(subject, () -> calls.get("/subjects/" + encode(subject) + "/versions/latest"));
    if (reply.absent()) {
      return Optional.empty();
    }
    JsonNode body = reply.body();
    try {
      return Optional.of(
          new RegisteredSchema(
              subject, body.path("version").asInt(), body.path("id").asInt(), plainAvro(body)));
    } catch (IllegalArgumentException unusable) {
      throw new RegistryRefusedException(
          "the latest schema under " + subject + " " + unusable.getMessage());
    }
  }

  /**
   * Whether a schema could be registered beside the latest of its subject; a new subject accepts
   * everything.
   */
  public CompatibilityVerdict compatibility(String subject, Schema schema) {
    RegistryCalls.Reply reply =
        decided(
            subject,
            () ->
                calls.post(
                    "/compatibility/subjects/" + encode(subject) + "/versions/latest?verbose=true",
                    body(schema)));
    if (reply.absent()) {
      return new CompatibilityVerdict(true, List.of());
    }
    List<String> reasons = new ArrayList<>();
    reply.body().path("messages").forEach(message -> reasons.add(message.asText()));
    return new CompatibilityVerdict(reply.body().path("is_compatible").asBoolean(), reasons);
  }

  /**
   * What somebody waits for, in words, while calls find the registry away; empty when it answers or
   * nobody asks. Makes no call.
   */
  public Optional<String> waitingFor() {
    return patience.away()
        ? Optional.of("waiting for the schema registry at " + settings.urls())
        : Optional.empty();
  }

  /** Ends every wait for the registry; calls made later are tried once. */
  @Override
  public void close() {
    patience.close();
  }

  <T> T waitFor(Supplier<T> call) {
    return patience.ask(call);
  }

  /**
   * A follower of the registry may lag behind the leader that a producer has just registered with,
   * and a dead letter is final: unknown ids are asked twice, but not so often that garbage slows
   * everything down.
   */
  private boolean maySecondLook() {
    long now = System.nanoTime();
    long due = nextSecondLookNanos.get();
    return now - due >= 0 && nextSecondLookNanos.compareAndSet(due, now + UNKNOWN_FOR_NANOS);
  }

  private int register(String subject, Schema schema) {
    String path = "/subjects/" + encode(subject) + "/versions" + normalizing();
    RegistryCalls.Reply reply = decided(subject, () -> calls.post(path, body(schema)));
    if (reply.absent()) {
      throw new RegistryRefusedException("registering under " + subject + ": " + reply.message());
    }
    return id(reply, subject);
  }

  private int lookUp(String subject, Schema schema) {
    String path = "/subjects/" + encode(subject) + normalizing();
    RegistryCalls.Reply reply = decided(subject, () -> calls.post(path, body(schema)));
    if (reply.absent()) {
      throw new RegistryRefusedException(
          "our schema "
              + schema.getFullName()
              + " is not registered under "
              + subject
              + " and "
              + RegistrySettings.AUTO_REGISTER
              + " is false: register schemas/*.avsc there, or set it to true. The registry says: "
              + reply.message());
    }
    return id(reply, subject);
  }

  private String normalizing() {
    return settings.normalize() ? "?normalize=true" : "";
  }

  private static int id(RegistryCalls.Reply reply, String subject) {
    JsonNode id = reply.body().path("id");
    if (!id.canConvertToInt() || !id.isNumber()) {
      throw new RegistryRefusedException(
          "the registry gave no id for our schema under "
              + subject
              + ": is it a Confluent-compatible address?");
    }
    return id.asInt();
  }

  /** A 4xx other than "does not exist" is a decision against us. */
  private RegistryCalls.Reply decided(String subject, Supplier<RegistryCalls.Reply> call) {
    RegistryCalls.Reply reply = patience.ask(call);
    if (!reply.ok() && !reply.absent()) {
      throw new RegistryRefusedException(
          "the schema registry at "
              + settings.urls()
              + " refuses our schema under "
              + subject
              + ": "
              + reply.message());
    }
    return reply;
  }

  private Optional<Schema> askForSchema(int id) {
    RegistryCalls.Reply reply = calls.get("/schemas/ids/" + id);
    if (reply.absent()) {
      return Optional.empty();
    }
    if (!reply.ok()) {
      // Any other refusal says nothing about the record, so it must not become a dead letter.
      throw new RegistryUnavailableException(
          "the schema of id " + id + " cannot be had: " + reply.message());
    }
    try {
      return Optional.of(plainAvro(reply.body()));
    } catch (IllegalArgumentException unusable) {
      throw new UndecodableRecordException(
          "schema id " + id + " " + unusable.getMessage(), unusable);
    }
  }

  /**
   * @throws IllegalArgumentException saying what it is instead
   */
  private static Schema plainAvro(JsonNode body) {
    String type = body.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw new IllegalArgumentException("is of type " + type + "; only AVRO can be read here");
    }
    if (!body.path("references").isEmpty()) {
      throw new IllegalArgumentException(
          "refers to other schemas (references); only schemas complete in themselves can be read here");
    }
    try {
      return SchemaText.parse(body.path("schema").asText());
    } catch (AvroRuntimeException invalid) {
      throw new IllegalArgumentException(
          "is registered with a text that is no valid Avro schema", invalid);
    }
  }

  private static ObjectNode body(Schema schema) {
    return RegistryCalls.object()
        .put("schema", SchemaText.withoutJavaProperties(schema).toString());
  }

  private static String encode(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static <K, V> void keep(Map<K, V> map, K key, V value) {
    if (map.size() >= MAX_KEPT) {
      map.clear();
    }
    map.put(key, value);
  }
}
