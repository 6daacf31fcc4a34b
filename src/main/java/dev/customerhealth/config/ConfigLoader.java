package dev.customerhealth.config;

import dev.customerhealth.contract.TopicSettings;
import dev.customerhealth.wire.SerializerChoice;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads and checks the configuration as a whole. Precedence: environment variable, then file, then
 * default; {@code kafka:} and {@code registry:} are merged name by name.
 */
public final class ConfigLoader {

  private static final Pattern TOPIC_LIKE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
  private static final Pattern ANY = Pattern.compile(".+");
  private static final Pattern BROKERS =
      Pattern.compile("[^\\s,:]+:\\d{1,5}(\\s*,\\s*[^\\s,:]+:\\d{1,5})*");
  private static final Pattern REGISTRIES =
      Pattern.compile("https?://[^\\s,]+(\\s*,\\s*https?://[^\\s,]+)*");

  /** What our own settings decide must not be decided a second time in the untouched group. */
  private static final Map<String, String> OWNED =
      Map.ofEntries(
          Map.entry("application.id", "application-id"),
          Map.entry("group.id", "application-id"),
          Map.entry("state.dir", "state-dir"),
          Map.entry("processing.guarantee", "streams.processing-guarantee"),
          Map.entry("commit.interval.ms", "streams.commit-interval"),
          Map.entry("num.stream.threads", "streams.threads"),
          Map.entry("num.standby.replicas", "streams.standby-replicas"),
          Map.entry("group.instance.id", "streams.group-instance-id"),
          Map.entry("statestore.cache.max.bytes", "streams.cache-memory"),
          Map.entry("replication.factor", "topics.replication-factor"));

  private static final Set<String> FIXED =
      Set.of(
          "group.protocol",
          "client.id",
          "topology.optimization",
          "rocksdb.config.setter",
          "ensure.explicit.internal.resource.naming",
          "deserialization.exception.handler",
          "processing.exception.handler",
          "processing.exception.handler.global.enabled",
          "production.exception.handler",
          "errors.dead.letter.queue.topic.name",
          "max.request.size",
          "producer.max.request.size",
          "default.timestamp.extractor",
          "key.serializer",
          "value.serializer",
          "key.deserializer",
          "value.deserializer",
          "enable.auto.commit",
          "isolation.level",
          "transactional.id");

  private final Map<String, String> environment;
  private final List<Path> temporaryFolders;
  private final Function<ModelSettings, List<ConfigProblem>> modelCheck;
  private final BiFunction<String, String, Optional<String>> clientCheck;

  /**
   * A loader that sees only what it is given.
   *
   * @param environment variables that override the file
   * @param temporaryFolders where state must not be kept
   */
  public ConfigLoader(Map<String, String> environment, List<Path> temporaryFolders) {
    this(environment, temporaryFolders, unchecked -> List.of(), (name, value) -> Optional.empty());
  }

  private ConfigLoader(
      Map<String, String> environment,
      List<Path> temporaryFolders,
      Function<ModelSettings, List<ConfigProblem>> modelCheck,
      BiFunction<String, String, Optional<String>> clientCheck) {
    this.environment = Map.copyOf(environment);
    this.temporaryFolders = List.copyOf(temporaryFolders);
    this.modelCheck = modelCheck;
    this.clientCheck = clientCheck;
  }

  /**
   * A loader that tells what is wrong with the models together with everything else.
   *
   * @param check finds it; this room knows the names of models only
   */
  public ConfigLoader checkingModels(Function<ModelSettings, List<ConfigProblem>> check) {
    return new ConfigLoader(environment, temporaryFolders, check, clientCheck);
  }

  /**
   * A loader that tells what is wrong with settings of Kafka's clients together with everything
   * else.
   *
   * @param check what was expected of a name and its value; empty when nothing is wrong. This room
   *     passes them on untouched
   */
  public ConfigLoader checkingClientSettings(BiFunction<String, String, Optional<String>> check) {
    return new ConfigLoader(environment, temporaryFolders, modelCheck, check);
  }

  /** A loader with this process's environment, for what keeps no state or may lose it. */
  public static ConfigLoader ofProcess() {
    return new ConfigLoader(System.getenv(), List.of());
  }

  /** The same for a service whose state must outlive the next cleaning of temporary folders. */
  public static ConfigLoader ofService() {
    return new ConfigLoader(
        System.getenv(),
        List.of(
            Path.of(System.getProperty("java.io.tmpdir")), Path.of("/tmp"), Path.of("/var/tmp")));
  }

  /**
   * Reads a file and the environment.
   *
   * @throws InvalidConfigException with every problem when the configuration cannot be used
   */
  public ServiceConfig load(Path file) throws InvalidConfigException {
    // As a whole, so that a folder or a wrong encoding is told as such and not as wrong YAML.
    try (Reader reader = new StringReader(Files.readString(file, StandardCharsets.UTF_8))) {
      return load(reader, file);
    } catch (IOException e) {
      throw unreadable(file, FileTrouble.of(e));
    }
  }

  private static InvalidConfigException unreadable(Path file, String reason) {
    return new InvalidConfigException(
        List.of(new ConfigProblem(file.toString(), "", null, reason)));
  }

  private ServiceConfig load(Reader reader, Path file) throws IOException, InvalidConfigException {
    List<ConfigProblem> problems = new ArrayList<>();
    Map<String, Setting> settings =
        YamlSettings.read(reader, file.toString(), problems)
            .orElseThrow(() -> new InvalidConfigException(problems));
    SettingsReader values = new SettingsReader(file.toString(), settings, environment, problems);
    Path folder = file.toAbsolutePath().normalize().getParent();
    ServiceConfig config =
        new ServiceConfig(
            values.text(
                "application-id",
                "customer-health",
                TOPIC_LIKE,
                "expected letters, digits, '_' or '-', at most 100, no dots"),
            stateDirectory(values, folder),
            kafka(values),
            registry(values),
            streams(values),
            topics(values),
            time(values),
            http(values),
            watchdog(values),
            new ModelSettingsReader(values, folder).read(),
            AlertSettings.read(values),
            PortfolioSettings.read(values),
            NotifySettings.read(values, folder));
    values.refuseUnknown();
    checkTogether(config, values);
    problems.addAll(modelCheck.apply(config.models()));
    if (!problems.isEmpty()) {
      throw new InvalidConfigException(problems);
    }
    return config;
  }

  private Path stateDirectory(SettingsReader values, Path folder) {
    String path = "state-dir";
    String given = values.text(path, "/var/lib/customer-health", ANY, "expected a folder");
    Path directory = folder.resolve(given).normalize();
    if (temporaryFolders.stream()
        .anyMatch(temporary -> directory.startsWith(temporary.toAbsolutePath().normalize()))) {
      values.problem(
          path, given, "expected a folder that is kept: temporary folders are emptied behind us");
    }
    return directory;
  }

  private KafkaSettings kafka(SettingsReader values) {
    Map<String, String> properties = values.group("kafka");
    requireMatch(
        values,
        properties,
        "kafka",
        KafkaSettings.BOOTSTRAP_SERVERS,
        BROKERS,
        "expected host:port, several separated by commas");
    for (String name : properties.keySet()) {
      String value = properties.get(name);
      if (OWNED.containsKey(name)) {
        values.problem("kafka." + name, value, "set " + OWNED.get(name) + " instead");
      } else if (FIXED.contains(name)) {
        values.problem("kafka." + name, value, "is decided by the service; remove it");
      } else if (!name.equals(KafkaSettings.BOOTSTRAP_SERVERS)) {
        clientCheck
            .apply(name, value)
            .ifPresent(expected -> values.problem("kafka." + name, value, expected));
      }
    }
    return new KafkaSettings(properties);
  }

  private static RegistrySettings registry(SettingsReader values) {
    SerializerChoice serializer = values.choice(SerializerChoice.KEY, SerializerChoice.THIN);
    Map<String, String> properties = values.group("registry");
    requireMatch(
        values,
        properties,
        "registry",
        RegistrySettings.URL,
        REGISTRIES,
        "expected http://host:port or https://..., several separated by commas");
    return new RegistrySettings(serializer, properties);
  }

  private static void requireMatch(
      SettingsReader values,
      Map<String, String> properties,
      String group,
      String name,
      Pattern pattern,
      String expected) {
    String value = properties.get(name);
    if (value == null) {
      String hint =
          NearestName.of(name, properties.keySet())
              .map(near -> "; is '" + near + "' meant to be it?")
              .orElse("");
      values.problem(group + "." + name, null, "missing: " + expected + hint);
    } else if (!pattern.matcher(value.strip()).matches()) {
      values.problem(group + "." + name, value, expected);
    }
  }

  private static ServiceConfig.StreamsSettings streams(SettingsReader values) {
    return new ServiceConfig.StreamsSettings(
        values.choice("streams.processing-guarantee", ProcessingGuarantee.EXACTLY_ONCE_V2),
        values.duration(
            "streams.commit-interval",
            Duration.ofMillis(100),
            Duration.ofMillis(10),
            Duration.ofSeconds(30)),
        values.integer("streams.threads", 2, 1, 256),
        values.integer("streams.standby-replicas", 0, 0, 10),
        values.optionalText(
            "streams.group-instance-id",
            TOPIC_LIKE,
            "expected letters, digits, '_' or '-', at most 100"),
        values.bytes("streams.cache-memory", 64L << 20, 0, 64L << 30),
        values.bytes("streams.rocksdb-memory", 256L << 20, 16L << 20, 1024L << 30));
  }

  private static ServiceConfig.TopicPlan topics(SettingsReader values) {
    TopicSettings standard = TopicSettings.standard();
    return new ServiceConfig.TopicPlan(
        new TopicSettings(
            values.integer("topics.partitions", standard.partitions(), 1, 1000),
            retention(values, "topics.input-retention", standard.inputRetention()),
            retention(values, "topics.output-retention", standard.outputRetention()),
            retention(values, "topics.refused-retention", standard.refusedRetention())),
        (short) values.integer("topics.replication-factor", -1, -1, 100));
  }

  /** Null is for ever, as {@link TopicSettings} has it. */
  private static Duration retention(SettingsReader values, String path, Duration otherwise) {
    return values
        .durationOrForever(
            path, Optional.ofNullable(otherwise), Duration.ofHours(1), Duration.ofDays(36_500))
        .orElse(null);
  }

  private static ServiceConfig.TimeSettings time(SettingsReader values) {
    return new ServiceConfig.TimeSettings(
        values.duration(
            "time.tick-interval",
            Duration.ofSeconds(10),
            Duration.ofMillis(100),
            Duration.ofHours(1)),
        values.duration(
            "time.future-tolerance",
            Duration.ofHours(1),
            Duration.ofSeconds(1),
            Duration.ofDays(7)),
        values.duration(
            "time.longest-override",
            Duration.ofDays(90),
            Duration.ofHours(1),
            Duration.ofDays(3650)));
  }

  private static ServiceConfig.HttpSettings http(SettingsReader values) {
    return new ServiceConfig.HttpSettings(
        values.text("http.host", "0.0.0.0", ANY, "expected an address"),
        values.integer("http.port", 8080, 0, 65_535));
  }

  private static ServiceConfig.WatchdogSettings watchdog(SettingsReader values) {
    return new ServiceConfig.WatchdogSettings(
        values.duration(
            "watchdog.stall-after",
            Duration.ofSeconds(60),
            Duration.ofSeconds(1),
            Duration.ofHours(1)),
        values.duration(
            "watchdog.check-interval",
            Duration.ofSeconds(5),
            Duration.ofMillis(100),
            Duration.ofMinutes(5)));
  }

  private static void checkTogether(ServiceConfig config, SettingsReader values) {
    if (config.topics().replicationFactor() == 0) {
      values.problem(
          "topics.replication-factor", "0", "expected at least 1, or -1 for the broker's default");
    }
    if (config.watchdog().checkInterval().compareTo(config.watchdog().stallAfter()) > 0) {
      values.problem(
          "watchdog.check-interval",
          Quantities.write(config.watchdog().checkInterval()),
          "expected at most watchdog.stall-after, "
              + Quantities.write(config.watchdog().stallAfter()));
    }
    if (config.streams().threads() > config.topics().settings().partitions()) {
      values.problem(
          "streams.threads",
          Integer.toString(config.streams().threads()),
          "expected at most topics.partitions, " + config.topics().settings().partitions());
    }
  }
}
