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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of the benchmark; see {@code bench/README.md}. */
@Command(
    name = "bench/run",
    description =
        "Measures customer-health beside floors on the same broker, in interleaved rounds.",
    mixinStandardHelpOptions = true)
public final class BenchmarkMain implements Callable<Integer> {
  private static final int EVENTS = 8_400_000;
  private static final int ROUNDS = 3;
  private static final int QUICK_EVENTS = 150_000;
  private static final int QUICK_ROUNDS = 2;

  @Spec private CommandSpec spec;

  @Option(names = "--quick", description = "150,000 events, 2 rounds, 5 s of latency.")
  private boolean quick;

  @Option(names = "--events", description = "Events of the backlog. Default: 8400000.")
  private Integer events;

  @Option(names = "--accounts", defaultValue = "5000", description = "Default: ${DEFAULT-VALUE}.")
  private int accounts;

  @Option(names = "--rounds", description = "Default: 3.")
  private Integer rounds;

  @Option(
      names = "--threads",
      defaultValue = "1",
      description = "Stream threads of every contestant. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--rate",
      defaultValue = "2000",
      description = "Events per second while latency is measured. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--heap",
      defaultValue = "512m",
      description = "Largest heap of every contestant. Default: ${DEFAULT-VALUE}.")
  private String heap;

  @Option(
      names = "--jvm-flag",
      description = "One more flag for the contestants' JVM, for example a profiler's; repeatable.")
  private List<String> moreJvmFlags = List.of();

  @Option(
      names = "--only",
      split = ",",
      description =
          "Contestants to run: consume, copy, pass-through, get-put, get-put-unordered, service,"
              + " shadowed, earlier.")
  private List<String> only = List.of();

  @Option(
      names = "--earlier",
      paramLabel = "FOLDER",
      description = "The folder target/dist of another version, which runs too, as 'earlier'.")
  private Path earlier;

  @Option(
      names = "--days",
      defaultValue = "30",
      description = "Days the history is spread over. Default: ${DEFAULT-VALUE}.")
  private int days;

  @Option(
      names = "--users",
      defaultValue = "60",
      description =
          "Users of the largest accounts; the smallest have 3. Default: ${DEFAULT-VALUE}.")
  private int users;

  @Option(
      names = "--windows",
      paramLabel = "DAYS",
      description = "Scores with M0, but all of its windows this long: 7, 30, 90 or 365.")
  private int windows;

  @Option(
      names = "--shadows",
      paramLabel = "COUNT",
      description =
          "The service runs once more, as 'shadowed', with so many copies of M0 beside as shadow"
              + " models, 1 to 10.")
  private int shadows;

  @Option(names = "--write", description = "Writes the results to bench/RESULTS.md.")
  private boolean write;

  @Option(names = "--keep", description = "Keeps the working directory, with the logs.")
  private boolean keep;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new BenchmarkMain()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, ExecutionException, InterruptedException {
    BenchmarkOptions options = options();
    PrintWriter out = spec.commandLine().getOut();
    Path directory = Files.createTempDirectory(KeptFolder.ofBuild(), "bench-");
    Topics topics = Topics.standard();
    try (TestBed testBed = TestBed.start(directory, topics);
        ContractSerdes serdes =
            ContractSerdes.from(Map.of("schema.registry.url", testBed.registryUrl()))) {
      List<Contestant> contestants = contestants(options, topics, serdes);
      Map<Contestant, List<RoundResult>> results = new LinkedHashMap<>();
      contestants.forEach(each -> results.put(each, new ArrayList<>()));
      Clock clock = Clock.systemUTC();
      for (int round = 1; round <= options.rounds(); round++) {
        for (Contestant contestant : order(contestants, round)) {
          Contestant.Setting setting =
              setting(contestant, round, directory, testBed, options.threads());
          Workload workload =
              new Workload(topics, new WireSerializer<>(serdes.registry()), options.book());
          Workload.History history = workload.history(options.events(), clock.instant());
          RoundResult result =
              new ContestantRun(contestant, setting, options, workload, clock).measure(history);
          results.get(contestant).add(result);
          out.printf("round %d %-17s %s%n", round, contestant.label(), inWords(result));
          out.flush();
        }
      }
      finish(out, options, results);
    }
    if (!keep) {
      ContestantRun.deleteAll(directory);
    }
    return CommandLine.ExitCode.OK;
  }

  private BenchmarkOptions options() throws IOException {
    return new BenchmarkOptions(
        events == null ? (quick ? QUICK_EVENTS : EVENTS) : events,
        new BenchmarkOptions.Book(accounts, Duration.ofDays(days), users),
        rounds == null ? (quick ? QUICK_ROUNDS : ROUNDS) : rounds,
        threads,
        rate,
        Duration.ofSeconds(3),
        Duration.ofSeconds(quick ? 5 : 10),
        List.copyOf(only),
        jvmFlags());
  }

  private List<String> jvmFlags() throws IOException {
    List<String> flags = new ArrayList<>(LauncherFlags.withHeap(heap));
    flags.addAll(List.of("-Duser.language=en", "-Duser.country=US"));
    flags.addAll(moreJvmFlags);
    return List.copyOf(flags);
  }

  private List<Contestant> contestants(
      BenchmarkOptions options, Topics topics, ContractSerdes serdes) {
    List<Contestant> all = new ArrayList<>(List.of(Floor.values()));
    all.add(Service.built(windows, topics, serdes));
    if (shadows > 0) {
      all.add(Service.shadowed(windows, shadows, topics, serdes));
    }
    if (earlier != null) {
      all.add(Service.earlier(earlier, topics, serdes));
    }
    if (options.contestants().isEmpty()) {
      return all;
    }
    for (String wanted : options.contestants()) {
      if (all.stream().noneMatch(each -> each.label().equals(wanted))) {
        throw new IllegalArgumentException(
            "--only names '%s', which is none of %s"
                .formatted(wanted, all.stream().map(Contestant::label).toList()));
      }
    }
    return all.stream().filter(each -> options.contestants().contains(each.label())).toList();
  }

  /** Every round begins with another contestant, so that none always profits from its place. */
  private static List<Contestant> order(List<Contestant> contestants, int round) {
    List<Contestant> order = new ArrayList<>(contestants);
    Collections.rotate(order, -(round - 1));
    return order;
  }

  private static Contestant.Setting setting(
      Contestant contestant, int round, Path directory, TestBed testBed, int threads) {
    String group = "bench-" + contestant.label() + "-" + round;
    return new Contestant.Setting(group, directory.resolve(group), testBed, threads);
  }

  private static String inWords(RoundResult result) {
    return String.format(
        Locale.ROOT,
        "%,9.0f events/s  cpu %.1f  broker %.1f  p99 %.0f ms  restart %.1f s",
        result.eventsPerSecond(),
        result.cpu(),
        result.brokerCpu(),
        result.p99().orElse(Double.NaN),
        result.restart());
  }

  private void finish(
      PrintWriter out, BenchmarkOptions options, Map<Contestant, List<RoundResult>> results)
      throws IOException {
    Report report = new Report(results);
    String text =
        "# Benchmark results\n\n"
            + "Written by `bench/run --write`; what the columns mean is in"
            + " [README.md](README.md). Median (least–most) of "
            + options.rounds()
            + " interleaved rounds; ratios are medians of the ratios within each round. Compare"
            + " within this table only: absolute numbers depend on the machine and on what else it"
            + " did.\n\n"
            + Measured.now().inWords()
            + "\n\n"
            + circumstances(options)
            + "\n"
            + report.legend()
            + "\n"
            + report.table()
            + new Aims(results).table();
    out.println();
    out.print(text);
    out.flush();
    if (write) {
      ResultsFile.ofBenchmark().writeService(text);
    }
  }

  private String circumstances(BenchmarkOptions options) {
    return String.format(
        Locale.ROOT,
        "%,d events of %,d accounts in 8 partitions plus profiles and hourly ticks of %d days,"
            + " 3 to %d users, windows of %s; "
            + "exactly_once_v2, commit every 100 ms, %d stream thread(s), %s; latency at %,d"
            + " events/s for %d s.%n%nKafka %s, Java %s, %d processors, %s.%n",
        options.events(),
        options.book().accounts(),
        options.book().span().toDays(),
        options.book().mostUsers(),
        windows == 0 ? "M0" : windows + " days",
        options.threads(),
        String.join(" ", options.jvmFlags()),
        options.liveRate(),
        options.live().toSeconds(),
        AppInfoParser.getVersion(),
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"));
  }
}
