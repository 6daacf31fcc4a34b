package dev.customerhealth.wire;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * How to reach the schema registry, read from Confluent's own configuration keys.
 *
 * <table>
 *   <caption>Keys</caption>
 *   <tr><td>{@code schema.registry.url}</td><td>one or several URLs, comma separated; required</td></tr>
 *   <tr><td>{@code auto.register.schemas}</td><td>default true; false only looks ids up</td></tr>
 *   <tr><td>{@code normalize.schemas}</td><td>default false</td></tr>
 *   <tr><td>{@code basic.auth.credentials.source}</td><td>{@code URL} (default) or {@code USER_INFO}</td></tr>
 *   <tr><td>{@code basic.auth.user.info}</td><td>{@code user:password}, for {@code USER_INFO}</td></tr>
 *   <tr><td>{@code bearer.auth.credentials.source}</td><td>{@code STATIC_TOKEN}</td></tr>
 *   <tr><td>{@code bearer.auth.token}</td><td>the token</td></tr>
 *   <tr><td>{@code schema.registry.ssl.*}</td><td>key and trust stores, see {@link RegistryTls}</td></tr>
 *   <tr><td>{@code http.connect.timeout.ms}</td><td>default 3000</td></tr>
 *   <tr><td>{@code http.read.timeout.ms}</td><td>default 5000</td></tr>
 *   <tr><td>{@code schema.registry.wait.ms}</td><td>ours: how long an unreachable registry is waited for, default 60000</td></tr>
 * </table>
 *
 * @param urls the registries, without credentials; each is tried in turn
 * @param authorization value of the Authorization header
 * @param tls keys and trust for https; empty for the JDK's own
 * @param autoRegister whether an unknown schema of ours is registered; otherwise its absence is an
 *     error
 * @param normalize whether the registry is asked to normalize schemas
 * @param connectTimeout longest wait for a connection
 * @param readTimeout longest wait for an answer
 * @param patience how long a call waits in all for an unreachable registry; zero for a single
 *     attempt
 */
public record RegistrySettings(
    List<URI> urls,
    Optional<String> authorization,
    Optional<SSLContext> tls,
    boolean autoRegister,
    boolean normalize,
    Duration connectTimeout,
    Duration readTimeout,
    Duration patience) {

  /** Comma-separated URLs of the registry. */
  public static final String URL = "schema.registry.url";

  /**
   * How long an unreachable registry is waited for, in milliseconds. Far below max.poll.interval.ms
   * (300000).
   */
  public static final String WAIT_MS = "schema.registry.wait.ms";

  static final String AUTO_REGISTER = "auto.register.schemas";
  static final String CONNECT_TIMEOUT_MS = "http.connect.timeout.ms";
  static final String READ_TIMEOUT_MS = "http.read.timeout.ms";
  private static final String NORMALIZE = "normalize.schemas";
  private static final String USE_LATEST = "use.latest.version";
  private static final String BASIC_SOURCE = "basic.auth.credentials.source";
  private static final String BASIC_USER_INFO = "basic.auth.user.info";
  private static final String BEARER_SOURCE = "bearer.auth.credentials.source";
  private static final String BEARER_TOKEN = "bearer.auth.token";
  private static final String TOPIC_NAME_STRATEGY =
      "io.confluent.kafka.serializers.subject.TopicNameStrategy";

  static final long DEFAULT_CONNECT_TIMEOUT_MS = 3_000;
  static final long DEFAULT_READ_TIMEOUT_MS = 5_000;
  private static final long DEFAULT_WAIT_MS = 60_000;

  /** Copies the URLs. */
  public RegistrySettings {
    urls = List.copyOf(urls);
  }

  /**
   * Reads the settings.
   *
   * @param configuration any configuration that holds the keys above; others are ignored
   * @throws ConfigException naming the key and the value, when one is missing, wrong or not
   *     supported
   */
  public static RegistrySettings from(Map<String, ?> configuration) {
    refuseUnsupported(configuration);
    return ofRegistry(configuration);
  }

  /** The settings of the registry alone, whoever's serializer is used. */
  static RegistrySettings ofRegistry(Map<String, ?> configuration) {
    List<URI> urls = new ArrayList<>();
    Optional<String> userInfo = Optional.empty();
    for (String url : required(configuration, URL).split(",", -1)) {
      URI parsed = parseUrl(url.strip());
      if (parsed.getUserInfo() != null) {
        userInfo = Optional.of(parsed.getUserInfo());
      }
      urls.add(withoutCredentials(parsed));
    }
    return new RegistrySettings(
        urls,
        authorization(configuration, userInfo),
        RegistryTls.from(configuration),
        flag(configuration, AUTO_REGISTER, true),
        flag(configuration, NORMALIZE, false),
        millis(configuration, CONNECT_TIMEOUT_MS, DEFAULT_CONNECT_TIMEOUT_MS),
        millis(configuration, READ_TIMEOUT_MS, DEFAULT_READ_TIMEOUT_MS),
        millis(configuration, WAIT_MS, DEFAULT_WAIT_MS));
  }

  /** The URLs for messages; never the credentials. */
  @Override
  public String toString() {
    return "schema registry " + urls;
  }

  static Optional<String> text(Map<String, ?> configuration, String key) {
    Object value = configuration.get(key);
    if (value instanceof Password password) {
      return Optional.of(password.value());
    }
    if (value instanceof List<?> list) {
      return Optional.of(String.join(",", list.stream().map(Object::toString).toList()));
    }
    return Optional.ofNullable(value)
        .map(Object::toString)
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private static void refuseUnsupported(Map<String, ?> configuration) {
    if (flag(configuration, USE_LATEST, false)) {
      throw new ConfigException(
          USE_LATEST
              + "=true is not supported by the thin serializer: it writes with the schema it was compiled with. Remove"
              + " the key, or choose serializer=confluent");
    }
    for (String side : List.of("key", "value")) {
      String key = side + ".subject.name.strategy";
      Optional<String> strategy = text(configuration, key);
      if (strategy.isPresent() && !strategy.get().contains(TOPIC_NAME_STRATEGY)) {
        throw new ConfigException(
            key, strategy.get(), "the subject is always <topic>-" + side + " (TopicNameStrategy)");
      }
    }
  }

  private static Optional<String> authorization(
      Map<String, ?> configuration, Optional<String> userInfoOfUrl) {
    Optional<String> bearer = text(configuration, BEARER_SOURCE);
    if (bearer.isPresent()) {
      if (!bearer.get().toUpperCase(Locale.ROOT).equals("STATIC_TOKEN")) {
        throw new ConfigException(
            BEARER_SOURCE, bearer.get(), "the thin client supports STATIC_TOKEN only");
      }
      return Optional.of("Bearer " + required(configuration, BEARER_TOKEN));
    }
    String source = text(configuration, BASIC_SOURCE).orElse("URL").toUpperCase(Locale.ROOT);
    return switch (source) {
      case "URL" -> userInfoOfUrl.map(RegistrySettings::basic);
      // Confluent's older name of the key is still found in many files.
      case "USER_INFO" ->
          Optional.of(
              basic(
                  text(configuration, "schema.registry." + BASIC_USER_INFO)
                      .orElseGet(() -> required(configuration, BASIC_USER_INFO))));
      default ->
          throw new ConfigException(
              BASIC_SOURCE, source, "the thin client supports URL and USER_INFO");
    };
  }

  private static String basic(String userInfo) {
    return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
  }

  private static URI parseUrl(String url) {
    try {
      URI parsed = new URI(url);
      String scheme = parsed.getScheme();
      if (parsed.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
        throw new ConfigException(
            URL, url, "expected http://host:port or https://host:port, comma separated");
      }
      return parsed;
    } catch (URISyntaxException malformed) {
      throw new ConfigException(URL, url, malformed.getMessage());
    }
  }

  private static URI withoutCredentials(URI url) {
    String path = url.getRawPath() == null ? "" : url.getRawPath().replaceAll("/+$", "");
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return URI.create(url.getScheme() + "://" + url.getHost() + port + path);
  }

  private static String required(Map<String, ?> configuration, String key) {
    return text(configuration, key)
        .orElseThrow(() -> new ConfigException("Missing required configuration \"" + key + "\""));
  }

  private static boolean flag(Map<String, ?> configuration, String key, boolean byDefault) {
    String value = text(configuration, key).orElse(Boolean.toString(byDefault));
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new ConfigException(key, value, "expected true or false");
    };
  }

  private static Duration millis(Map<String, ?> configuration, String key, long byDefault) {
    String value = text(configuration, key).orElse(Long.toString(byDefault));
    try {
      long millis = Long.parseLong(value);
      if (millis >= 0) {
        return Duration.ofMillis(millis);
      }
    } catch (NumberFormatException notANumber) {
      throw new ConfigException(key, value, "expected a number of milliseconds, 0 or more");
    }
    throw new ConfigException(key, value, "expected a number of milliseconds, 0 or more");
  }
}
