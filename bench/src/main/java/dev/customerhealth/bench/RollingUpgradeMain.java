package dev.customerhealth.bench;

import dev.customerhealth.contract.Topics;
import dev.customerhealth.testing.KeptFolder;
import dev.customerhealth.wire.ContractSerdes;
import dev.customerhealth.wire.WireSerializer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of {@code bench/nodes}; see {@code bench/README.md}. */
@Command(
    name = "bench/nodes",
    description =
        "Stops, starts and kills one of three instances after the other, and says how long each"
            + " was away and whether the others stayed ready.",
    mixinStandardHelpOptions = true)
public final class RollingUpgradeMain implements Callable<Integer> {
  private static final int NODES = 3;
  private static final String GROUP = "bench-nodes";
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** Sent before each goes, so that all have something to do. */
  private static final int EVENTS_MEANWHILE = 2_000;

  @Spec private CommandSpec spec;

  @Option(names = "--events", defaultValue = "150000", description = "Default: ${DEFAULT-VALUE}.")
  private int events;

  @Option(names = "--accounts", defaultValue = "2000", description = "Default: ${DEFAULT-VALUE}.")
  private int accounts;

  @Option(
      names = "--rounds",
      defaultValue = "2",
      description = "How often each node goes. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--heap",
      defaultValue = "512m",
      description = "Largest heap of every node. Default: ${DEFAULT-VALUE}.")
  private String heap;

  @Option(names = "--keep", description = "Keeps the working directory, with the logs.")
  private boolean keep;

  private final List<ServiceNode> nodes = new ArrayList<>();

  /**
   * How often the others were asked, and when they were not ready what for, since the last word.
   */
  private int looks;

  private final Map<String, Integer> waiting = new TreeMap<>();
  private int sendings;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new RollingUpgradeMain()).execute(arguments));
  }

  /**
   * One node that went and came back.
   *
   * @param ended seconds from the signal to the end of the process
   * @param ready seconds from its start to the first time it said that it is ready
   * @param exitValue of the process that went
   */
  private record Absence(double ended, double ready, int exitValue) {}

  @Override
  public Integer call() throws IOException, ExecutionException, InterruptedException {
    Path directory = Files.createTempDirectory(KeptFolder.ofBuild(), "bench-nodes-");
    Topics topics = Topics.standard();
    boolean even;
    try (TestBed testBed = TestBed.start(directory, topics);
        ContractSerdes serdes =
            ContractSerdes.from(Map.of("schema.registry.url", testBed.registryUrl()))) {
      testBed.recreateTopics();
      Workload workload =
          new Workload(
              topics,
              new WireSerializer<>(serdes.registry()),
              new BenchmarkOptions.Book(accounts, Duration.ofDays(30), 60));
      testBed.load(workload.history(events, Clock.systemUTC().instant()).records());
      try {
        even = measure(directory, testBed, workload);
      } finally {
        nodes.forEach(ServiceNode::close);
      }
    }
    if (!keep) {
      ContestantRun.deleteAll(directory);
    }
    return even ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private boolean measure(Path directory, TestBed testBed, Workload workload)
      throws IOException, InterruptedException {
    List<String> flags = LauncherFlags.withHeap(heap);
    for (int number = 1; number <= NODES; number++) {
      ServiceNode node = new ServiceNode("node-" + number, GROUP, directory, testBed, flags);
      nodes.add(node);
      node.start();
    }
    settle(testBed);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s %d nodes, %,d events of %,d accounts, %d processors shared with the broker, %s%n",
        Measured.now().inWords(),
        NODES,
        events,
        accounts,
        Runtime.getRuntime().availableProcessors(),
        String.join(" ", flags));
    report(out, "SIGTERM", go(testBed, workload, ServiceNode::terminate));
    report(out, "SIGKILL", go(testBed, workload, ServiceNode::kill));
    boolean even = nodes.get(0).isEven();
    out.printf("accounting afterwards: %s%n", even ? "even" : "a gap");
    out.flush();
    return even;
  }

  private void report(PrintWriter out, String signal, List<Absence> absences) {
    out.printf(
        "%s: the process ends after %s s, with %s; ready %s s after its start%n",
        signal,
        Spread.of(absences.stream().map(Absence::ended).toList()).text(1),
        absences.stream().map(Absence::exitValue).distinct().toList(),
        Spread.of(absences.stream().map(Absence::ready).toList()).text(1));
    out.printf(
        "    the two others, asked %,d times meanwhile: not ready %,d times%n",
        looks, waiting.values().stream().mapToInt(Integer::intValue).sum());
    waiting.forEach((what, times) -> out.printf("      %,d times: %s%n", times, what));
    out.flush();
    looks = 0;
    waiting.clear();
  }

  /** Each node goes and comes back, one after the other, as often as there are rounds. */
  private List<Absence> go(TestBed testBed, Workload workload, Consumer<ServiceNode> signal)
      throws IOException {
    List<Absence> absences = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      for (ServiceNode node : nodes) {
        testBed.load(
            workload.live(
                "live-" + ++sendings + "-", EVENTS_MEANWHILE, Clock.systemUTC().instant()));
        long signalled = System.nanoTime();
        signal.accept(node);
        until(node, "its end", () -> !node.isAlive());
        double ended = secondsSince(signalled);
        int exitValue = node.exitValue();
        long begin = System.nanoTime();
        node.start();
        until(node, "being ready", node::isReady);
        absences.add(new Absence(ended, secondsSince(begin), exitValue));
        settle(testBed);
      }
    }
    return absences;
  }

  /** Nothing waits, and all are ready. */
  private void settle(TestBed testBed) {
    Polling.until("all nodes ready", LIMIT, () -> nodes.stream().allMatch(ServiceNode::isReady));
    testBed.kafka().awaitConsumed(GROUP, testBed.inputs(), LIMIT);
  }

  /** Waits, and looks at the others meanwhile. */
  private void until(ServiceNode node, String what, BooleanSupplier condition) {
    Polling.until(
        what + " (" + node.log() + ")",
        LIMIT,
        () -> {
          for (ServiceNode other : nodes) {
            if (!other.equals(node)) {
              looks++;
              String waits = other.waitsFor();
              if (!waits.isEmpty()) {
                waiting.merge(waits.replaceAll("[0-9]+", "N"), 1, Integer::sum);
              }
            }
          }
          return condition.getAsBoolean();
        });
  }

  private static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }
}
