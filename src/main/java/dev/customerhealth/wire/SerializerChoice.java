package dev.customerhealth.wire;

import java.util.Locale;
import org.apache.kafka.common.config.ConfigException;

/** Whose classes write and read the contract's bytes. The bytes are the same. */
public enum SerializerChoice {
  /** Our own thin ones: the default. */
  THIN,
  /** Confluent's, loaded by class name; their jars must be on the class path. */
  CONFLUENT;

  /** Key of the configuration. */
  public static final String KEY = "serializer";

  /**
   * Reads a choice.
   *
   * @param value {@code thin} or {@code confluent}
   * @throws ConfigException for anything else
   */
  public static SerializerChoice of(String value) {
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "thin" -> THIN;
      case "confluent" -> CONFLUENT;
      default -> throw new ConfigException(KEY, value, "expected thin or confluent");
    };
  }
}
