package dev.customerhealth.wire;

import org.apache.avro.SystemLimitException;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Sets Avro's process-wide limits and trusts the generated classes; every process and test calls it
 * before its first use of Avro.
 *
 * <p>Without the limits a message of 17 bytes that claims a string of 200 MB ends the process with
 * an OutOfMemoryError, which passes every error handler; without the trust Avro refuses our own
 * classes.
 */
public final class AvroSafety {
  /** Longest string or byte array that is read from a record, in bytes. */
  public static final int MAX_LENGTH_BYTES = 16 * 1024 * 1024;

  /** Most items of an array or map that are read from a record. */
  public static final int MAX_COLLECTION_ITEMS = 100_000;

  private static final String TRUSTED_PACKAGE = "dev.customerhealth.avro";
  private static final String ZERO_BYTE_ITEMS_PROPERTY =
      SystemLimitException.MAX_COLLECTION_ALLOCATION_PROPERTY;

  /** No string of this length may ever be read, whatever an operator has set. */
  private static final long ABSURD_LENGTH = 1L << 30;

  private AvroSafety() {}

  /**
   * Switches the limits and the trust on. Calling it again changes nothing. A limit already set as
   * a system property by the operator is kept.
   *
   * @throws IllegalStateException when Avro has been used before, so that its limits can no longer
   *     be set
   */
  public static synchronized void install() {
    setIfAbsent(SystemLimitException.MAX_STRING_LENGTH_PROPERTY, MAX_LENGTH_BYTES);
    setIfAbsent(SystemLimitException.MAX_BYTES_LENGTH_PROPERTY, MAX_LENGTH_BYTES);
    setIfAbsent(SystemLimitException.MAX_COLLECTION_LENGTH_PROPERTY, MAX_COLLECTION_ITEMS);
    setIfAbsent(ZERO_BYTE_ITEMS_PROPERTY, MAX_COLLECTION_ITEMS);
    // Avro reads the properties once, when it first decodes. A safety that is silently off would be
    // worse than none.
    if (!refusesAbsurdLengths()) {
      throw new IllegalStateException(
          "Avro's limits are not in force: Avro decoded something before AvroSafety.install() was called, or "
              + SystemLimitException.MAX_STRING_LENGTH_PROPERTY
              + " is set to 1 GiB or more. Call AvroSafety.install() first thing in main.");
    }
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            type -> type.getPackageName().equals(TRUSTED_PACKAGE), ClassSecurityValidator.DEFAULT));
  }

  private static void setIfAbsent(String property, int value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, Integer.toString(value));
    }
  }

  private static boolean refusesAbsurdLengths() {
    try {
      SystemLimitException.checkMaxStringLength(ABSURD_LENGTH);
      return false;
    } catch (SystemLimitException limitInForce) {
      return true;
    }
  }
}
