package dev.customerhealth.config;

import dev.customerhealth.wire.SerializerChoice;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where schemas are registered and which serializer writes them.
 *
 * @param serializer which classes write and read
 * @param properties the serializer's own names, untouched: {@code schema.registry.url}, {@code
 *     basic.auth.user.info}, ...
 */
public record RegistrySettings(SerializerChoice serializer, Map<String, String> properties) {

  /** The serializer's name of the list of registries. */
  public static final String URL = "schema.registry.url";

  public RegistrySettings {
    properties = Collections.unmodifiableMap(new TreeMap<>(properties));
  }

  /** The registry's addresses, separated by commas; never null once loaded. */
  public String url() {
    return properties.get(URL);
  }

  /** The settings the serdes are made with: the serializer's own and which one it is. */
  public Map<String, String> forSerdes() {
    Map<String, String> settings = new TreeMap<>(properties);
    settings.put(SerializerChoice.KEY, serializer.name().toLowerCase(Locale.ROOT));
    return settings;
  }

  /** Secrets are masked, so that the settings can be logged. */
  @Override
  public String toString() {
    return serializer + " " + Secrets.mask(properties);
  }
}
