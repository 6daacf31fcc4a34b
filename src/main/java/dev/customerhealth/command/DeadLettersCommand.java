package dev.customerhealth.command;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.NotifierTopics;
import dev.customerhealth.notify.delivery.DeadLetters;
import dev.customerhealth.notify.delivery.DeadLetters.DeadLetter;
import dev.customerhealth.runtime.StartRefusedException;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists notifications that were given up. */
@Command(
    name = "dead-letters",
    description = {
      "Lists the notifications that were given up, with the reason and what became of them since.",
      "Reads the notifier's topics; the notifier need not run."
    },
    mixinStandardHelpOptions = true)
final class DeadLettersCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Verbosity verbosity;
  @Mixin private ConfigOption config;
  @Mixin private BrokerOption broker;

  @Option(names = "--dead", description = "Only those that nothing became of since.")
  private boolean onlyDead;

  @Option(names = "--json", description = "One JSON object a line, with the whole notification.")
  private boolean json;

  @Override
  public Integer call()
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    verbosity.apply();
    ServiceConfig settings = config.load();
    NotifierTopics topics = NotifierTopics.of(settings.topics().settings());
    try (Admin admin = broker.connect(settings, config.file())) {
      TopicsThere.require(admin, topics);
    }
    PassedOver passedOver = new PassedOver(spec.commandLine().getErr());
    List<DeadLetter> letters =
        new DeadLetters(settings.kafka().forPlainClient(), topics, passedOver::take)
            .all().stream()
                .filter(letter -> !onlyDead || letter.state() == DeadLetters.State.DEAD)
                .toList();
    passedOver.tell();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      letters.forEach(letter -> out.println(letter.json()));
    } else if (letters.isEmpty()) {
      out.println(onlyDead ? "no dead letter is left" : "no dead letters");
    } else {
      letters.forEach(letter -> out.println(line(letter)));
    }
    out.flush();
    return ExitCode.OK;
  }

  private static String line(DeadLetter letter) {
    String to = letter.csm().isEmpty() ? letter.target() : letter.target() + " for " + letter.csm();
    return PrintableText.of(
            String.format(
                Locale.ROOT,
                "%-36s  %s  %-10s  %-30s  %s: %s",
                letter.id(),
                letter.at().truncatedTo(ChronoUnit.SECONDS),
                letter.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                to,
                letter.reason(),
                letter.about()))
        .stripTrailing();
  }
}
