package dev.customerhealth.testing;

import dev.customerhealth.development.registry.DevelopmentRegistry;
import dev.customerhealth.wire.ContractSerdes;
import dev.customerhealth.wire.RegistrySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One development registry and one set of serdes for all tests of the JVM. */
public final class SharedRegistry implements AutoCloseable {
  private static final Namespace NAMESPACE = Namespace.create(SharedRegistry.class);

  private final DevelopmentRegistry registry;
  private final ContractSerdes serdes;

  private SharedRegistry() {
    try {
      Path target = Files.createDirectories(Path.of("target"));
      registry = new DevelopmentRegistry(Files.createTempDirectory(target, "registry-"), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    serdes = ContractSerdes.from(Map.of(RegistrySettings.URL, registry.url()));
  }

  /** The registry of this JVM, started by whoever asks first and closed when all tests are done. */
  public static SharedRegistry of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            SharedRegistry.class, absent -> new SharedRegistry(), SharedRegistry.class);
  }

  public ContractSerdes serdes() {
    return serdes;
  }

  public String url() {
    return registry.url();
  }

  @Override
  public void close() {
    serdes.close();
    registry.close();
  }
}
