package dev.customerhealth.command;

import dev.customerhealth.avro.PortfolioHealth;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.domain.portfolio.Slice;
import dev.customerhealth.runtime.StartRefusedException;
import dev.customerhealth.wire.ContractSerdes;
import java.io.PrintWriter;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the executive view of the book. */
@Command(
    name = "portfolio",
    description = {
      "Prints the figures of the book: retention, health, renewals, expansion, for the current"
          + " month, quarter and trailing twelve months, or for a month that is over.",
      "Reads the topic portfolio-health; the service need not run. The exit code is 1 when nothing"
          + " was told of the slice."
    },
    mixinStandardHelpOptions = true)
final class PortfolioCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Verbosity verbosity;
  @Mixin private ConfigOption config;
  @Mixin private BrokerOption broker;

  @Option(names = "--segment", paramLabel = "NAME", description = "Accounts of this segment only.")
  private String segment;

  @Option(
      names = "--csm",
      paramLabel = "ID",
      description = "Accounts of this customer success manager only.")
  private String csm;

  @Option(
      names = "--cohort",
      paramLabel = "MONTH",
      description = "Accounts whose contract started in this month only, as 2026-03.")
  private String cohort;

  @Option(
      names = "--region",
      paramLabel = "NAME",
      description = "Accounts of this region only; by itself, or with --segment.")
  private String region;

  @Option(
      names = "--month",
      paramLabel = "MONTH",
      description = "The periods that end with this month, as 2026-03, instead of the current.")
  private String month;

  @Option(names = "--slices", description = "Only lists the slices there are figures of.")
  private boolean slices;

  /** Another text than a month would be told as a month of which nothing was told. */
  private void aMonth(String option, String told) {
    try {
      if (told == null || YearMonth.parse(told).toString().equals(told)) {
        return;
      }
    } catch (DateTimeParseException noMonth) {
      // Answered below, with what was expected.
    }
    throw new ParameterException(
        spec.commandLine(),
        "%s: expected a month as 2026-03, found \"%s\"".formatted(option, PrintableText.of(told)));
  }

  @Override
  public Integer call()
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    verbosity.apply();
    aMonth("--month", month);
    aMonth("--cohort", Slice.NOT_TOLD.equals(cohort) ? null : cohort);
    ServiceConfig settings = config.load();
    broker.connect(settings, config.file()).close();
    Map<String, PortfolioHealth> told = new TreeMap<>();
    try (ContractSerdes serdes = broker.serdes(settings);
        ToldRecords<PortfolioHealth> records =
            new ToldRecords<>(
                settings.kafka().forPlainClient(),
                Topics.of(settings.topics().settings()).portfolioHealth(),
                serdes,
                broker.err())) {
      records.fromBeginning(records.partitions(null));
      records.readToEnd(told::put);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (slices) {
      told.values().stream()
          .map(PortfolioHealth::getSlice)
          .distinct()
          .sorted()
          .forEach(slice -> out.println(PrintableText.of(slice)));
      out.flush();
      return ExitCode.OK;
    }
    String slice = new Slice(segment, csm, cohort, region).id();
    PortfolioText text = PortfolioText.of(told.values(), slice, month);
    if (text.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              "nothing was told of %s%s; --slices lists what there is"
                  .formatted(
                      PrintableText.of(slice),
                      month == null ? "" : " in " + PrintableText.of(month)));
      return ExitCode.SOFTWARE;
    }
    text.lines().forEach(out::println);
    out.flush();
    return ExitCode.OK;
  }
}
