package dev.customerhealth.config;

/** Which classes write and read the wire format; the bytes are the same. */
public enum SerializerKind {
  /** Our own classes: nothing but the JDK and Avro. */
  THIN,
  /** Confluent's classes, which must be on the class path. */
  CONFLUENT
}
