package dev.customerhealth.bench.floor;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * What every floor is told on its command line.
 *
 * @param kind which of a main class's floors
 * @param bootstrapServers of the broker
 * @param group consumer group, application id and prefix of transactional ids
 * @param inputs topics to read, all of them from the beginning
 * @param output topic to write
 * @param stateDirectory of the stores
 * @param threads stream threads; the floors without Kafka Streams always have one
 */
public record FloorArguments(
    String kind,
    String bootstrapServers,
    String group,
    List<String> inputs,
    String output,
    Path stateDirectory,
    int threads) {

  /** All floors commit as often as the service does by default. */
  public static final int COMMIT_INTERVAL_MILLIS = 100;

  /** Header of the records whose latency is measured; its value comes back in the output. */
  public static final String INDEX_HEADER = "bench-index";

  /** As arguments of a main class. */
  public String[] toArray() {
    return new String[] {
      kind,
      bootstrapServers,
      group,
      String.join(",", inputs),
      output,
      stateDirectory.toString(),
      Integer.toString(threads)
    };
  }

  static FloorArguments parse(String[] arguments) {
    return new FloorArguments(
        arguments[0],
        arguments[1],
        arguments[2],
        List.of(arguments[3].split(",", -1)),
        arguments[4],
        Path.of(arguments[5]),
        Integer.parseInt(arguments[6]));
  }

  /**
   * A latch that opens at SIGTERM or when the parent is gone. The JVM waits for the second latch
   * before it ends, so that the floor can leave its group in order.
   */
  static CountDownLatch stopSignal(CountDownLatch finished) {
    CountDownLatch stop = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop.countDown();
                  try {
                    finished.await();
                  } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                  }
                },
                "stop"));
    Thread parent =
        new Thread(
            () -> {
              try {
                System.in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException gone) {
                System.err.println("the benchmark is gone: " + gone.getMessage());
              }
              stop.countDown();
            },
            "parent-watch");
    parent.setDaemon(true);
    parent.start();
    return stop;
  }
}
