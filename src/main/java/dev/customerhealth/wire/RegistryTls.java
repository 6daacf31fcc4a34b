package dev.customerhealth.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.common.config.ConfigException;

/**
 * Keys and trust for a registry behind https, from Confluent's keys: {@code
 * schema.registry.ssl.truststore.location|password|type} and {@code
 * schema.registry.ssl.keystore.location|password|type} with {@code
 * schema.registry.ssl.key.password}. Types are those of the JDK ({@code JKS}, {@code PKCS12}); the
 * default is JKS, which reads both. Host names are always verified.
 */
final class RegistryTls {
  private static final String PREFIX = "schema.registry.ssl.";
  private static final String NO_HOST_NAME_CHECK = PREFIX + "endpoint.identification.algorithm";

  private RegistryTls() {}

  /** Empty when neither store is configured. */
  static Optional<SSLContext> from(Map<String, ?> configuration) {
    Object hostNameCheck = configuration.get(NO_HOST_NAME_CHECK);
    if (hostNameCheck != null && hostNameCheck.toString().isBlank()) {
      throw new ConfigException(
          NO_HOST_NAME_CHECK,
          "",
          "host names are always verified; give the registry a matching certificate");
    }
    Optional<String> trust = RegistrySettings.text(configuration, PREFIX + "truststore.location");
    Optional<String> keys = RegistrySettings.text(configuration, PREFIX + "keystore.location");
    if (trust.isEmpty() && keys.isEmpty()) {
      return Optional.empty();
    }
    try {
      TrustManagerFactory trustManagers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trustManagers.init(trust.isEmpty() ? null : store(configuration, "truststore"));
      KeyManagerFactory keyManagers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      char[] keyPassword =
          RegistrySettings.text(configuration, PREFIX + "key.password")
              .map(String::toCharArray)
              .orElseGet(() -> password(configuration, "keystore"));
      keyManagers.init(keys.isEmpty() ? null : store(configuration, "keystore"), keyPassword);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          keys.isEmpty() ? null : keyManagers.getKeyManagers(),
          trustManagers.getTrustManagers(),
          null);
      return Optional.of(context);
    } catch (GeneralSecurityException unusable) {
      throw new ConfigException(PREFIX + "* cannot be used: " + unusable.getMessage());
    }
  }

  private static KeyStore store(Map<String, ?> configuration, String name)
      throws GeneralSecurityException {
    String location =
        RegistrySettings.text(configuration, PREFIX + name + ".location").orElseThrow();
    String type = RegistrySettings.text(configuration, PREFIX + name + ".type").orElse("JKS");
    KeyStore store = KeyStore.getInstance(type);
    try (InputStream file = Files.newInputStream(Path.of(location))) {
      store.load(file, password(configuration, name));
      return store;
    } catch (IOException unreadable) {
      throw new ConfigException(
          PREFIX + name + ".location", location, "cannot be read: " + unreadable.getMessage());
    }
  }

  private static char[] password(Map<String, ?> configuration, String name) {
    return RegistrySettings.text(configuration, PREFIX + name + ".password")
        .map(String::toCharArray)
        .orElse(null);
  }
}
