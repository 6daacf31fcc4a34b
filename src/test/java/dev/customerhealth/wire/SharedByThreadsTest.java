package dev.customerhealth.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.development.registry.DevelopmentRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka Streams gives one serde to all its threads. */
class SharedByThreadsTest {
  private static final int THREADS = 8;
  private static final int RECORDS = 20_000;

  @TempDir Path directory;

  @Test
  void one_serde_shared_by_many_threads_corrupts_nothing() throws Exception {
    try (DevelopmentRegistry registry = new DevelopmentRegistry(directory, 0);
        ContractSerdes serdes = ContractSerdes.from(Map.of(RegistrySettings.URL, registry.url()))) {
      Serde<ProductUsageEvent> shared = serdes.of(ProductUsageEvent.class);
      CyclicBarrier together = new CyclicBarrier(THREADS);
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int first = thread * RECORDS;
        tasks.add(
            () -> {
              together.await();
              return corrupted(shared, first);
            });
      }
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      try {
        for (Future<Integer> result : threads.invokeAll(tasks)) {
          assertThat(result.get()).as("corrupted records of %d", RECORDS).isZero();
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private static int corrupted(Serde<ProductUsageEvent> shared, int first) throws IOException {
    int corrupted = 0;
    for (int number = first; number < first + RECORDS; number++) {
      ProductUsageEvent event = SampleRecords.usage(number);
      // Different topics, so that threads also race for the first registration.
      String topic = "product-usage-" + number % 3;
      byte[] bytes = shared.serializer().serialize(topic, event);
      if (!event.equals(shared.deserializer().deserialize(topic, bytes))) {
        corrupted++;
      }
    }
    return corrupted;
  }
}
