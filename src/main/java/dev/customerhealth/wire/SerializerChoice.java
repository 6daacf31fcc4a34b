package dev.customerhealth.wire;

import java.util.Locale;
import java.util.Optional;

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
   * @param value {@code thin} or {@code confluent}; empty for anything else
   */
  public static Optional<SerializerChoice> of(String value) {
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "thin" -> Optional.of(THIN);
      case "confluent" -> Optional.of(CONFLUENT);
      default -> Optional.empty();
    };
  }
}
