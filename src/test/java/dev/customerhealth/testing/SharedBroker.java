package dev.customerhealth.testing;

import dev.customerhealth.development.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One broker for all integration tests of a JVM: {@code @ExtendWith(SharedBroker.class)} and a
 * parameter of type {@link KafkaTestClient} in a test or constructor.
 *
 * <p>It starts with the first test that asks and stops after the last. Tests see each other's
 * topics and groups: take names from {@link KafkaTestClient#uniqueName}.
 */
public final class SharedBroker implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedBroker.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == KafkaTestClient.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Running.class, absent -> Running.start(), Running.class)
        .client();
  }

  private record Running(Path directory, EmbeddedBroker broker, KafkaTestClient client)
      implements AutoCloseable {
    static Running start() {
      try {
        Path target = Files.createDirectories(Path.of("target"));
        Path directory = Files.createTempDirectory(target, "shared-broker-");
        EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
        return new Running(directory, broker, new KafkaTestClient(broker.bootstrapServers()));
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    @Override
    public void close() throws IOException {
      client.close();
      broker.close();
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
