package dev.customerhealth.bench.engine;

import dev.customerhealth.bench.ResultsFile;
import dev.customerhealth.testing.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of the benchmark of the engine alone; see {@code bench/README.md}. */
@Command(
    name = "bench/engine",
    description =
        "Measures what an event costs the engine alone: windows, users, shadow models, rules, and"
            + " beside the first version.",
    mixinStandardHelpOptions = true)
public final class EngineMain implements Callable<Integer> {
  private static final int ACCOUNTS = 60;

  @Spec private CommandSpec spec;

  @Option(names = "--events", defaultValue = "1000000", description = "Default: ${DEFAULT-VALUE}.")
  private int events;

  @Option(names = "--rounds", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--earlier",
      paramLabel = "CLASSPATH",
      description = "The first version and its engine; without it that row is left out.")
  private String earlier;

  @Option(names = "--write", description = "Writes the results into bench/RESULTS.md.")
  private boolean write;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new EngineMain()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    List<Variant> variants = new ArrayList<>(List.of(Variant.values()));
    if (earlier == null || !Files.isDirectory(Path.of(earlier.split(":", -1)[0]))) {
      variants.remove(Variant.EARLIER);
    }
    Map<Variant, List<Figures>> results = new EnumMap<>(Variant.class);
    variants.forEach(each -> results.put(each, new ArrayList<>()));
    for (int round = 0; round < rounds; round++) {
      List<Variant> order = new ArrayList<>(variants);
      // Every round begins with another, so that none always profits from its place.
      Collections.rotate(order, -round * variants.size() / rounds);
      for (Variant variant : order) {
        Figures figures = measure(variant);
        results.get(variant).add(figures);
        out.printf(
            "round %d  %-24s %,8.0f ns  %,9.0f bytes allocated  %,7.0f bytes kept%n",
            round + 1,
            variant.label(),
            figures.nanosPerEvent(),
            figures.bytesPerEvent(),
            figures.bytesPerAccount());
        out.flush();
      }
    }
    String report = new EngineReport(results, events, ACCOUNTS).text();
    out.println();
    out.print(report);
    out.flush();
    if (write) {
      ResultsFile.ofBenchmark().writeEngine(report);
    }
    return CommandLine.ExitCode.OK;
  }

  private Figures measure(Variant variant) throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                Integer.toString(ACCOUNTS),
                Integer.toString(variant.users()),
                Integer.toString(events)));
    arguments.addAll(variant.words());
    String main = EngineProcess.class.getName();
    ChildJvm child =
        variant == Variant.EARLIER
            ? new ChildJvm(main, earlier)
            : new ChildJvm(EngineProcess.class);
    Process process =
        child
            .jvmFlags(List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC"))
            .arguments(arguments.toArray(String[]::new))
            .start();
    List<String> lines;
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      lines = reader.lines().toList();
    }
    if (process.waitFor() != 0 || lines.isEmpty()) {
      throw new IOException(variant.label() + ": the process failed");
    }
    return Figures.ofLine(lines.get(lines.size() - 1));
  }
}
