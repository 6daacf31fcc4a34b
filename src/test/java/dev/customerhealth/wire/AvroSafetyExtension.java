package dev.customerhealth.wire;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Switches Avro's limits on before any test of the process uses Avro, as every command does. */
public final class AvroSafetyExtension implements BeforeAllCallback {
  /** Called by JUnit when it starts, before any test class is loaded. */
  public AvroSafetyExtension() {
    AvroSafety.install();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    AvroSafety.install();
  }
}
