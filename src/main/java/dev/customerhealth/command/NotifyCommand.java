package dev.customerhealth.command;

import dev.customerhealth.config.ConfigProblem;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.NotifierTopics;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.notify.delivery.DryRun;
import dev.customerhealth.notify.delivery.Notifier;
import dev.customerhealth.notify.message.Message;
import dev.customerhealth.notify.message.Messages;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.reading.RoutingFile;
import dev.customerhealth.notify.routing.Routing;
import dev.customerhealth.notify.routing.Target;
import dev.customerhealth.runtime.StartRefusedException;
import dev.customerhealth.runtime.TopicFinding;
import dev.customerhealth.runtime.TopicInspection;
import dev.customerhealth.wire.ContractSerdes;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.TopicConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells people of alerts, or says whom it would tell what. */
@Command(
    name = "notify",
    description = {
      "Tells people of alerts by the routing file that notify.routing names, until told to stop.",
      "With --dry-run nobody is told: prints what would have gone where, from the alerts that are"
          + " there."
    },
    mixinStandardHelpOptions = true)
final class NotifyCommand implements Callable<Integer> {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(25);

  private final Clock clock;

  @Spec private CommandSpec spec;
  @Mixin private Verbosity verbosity;
  @Mixin private ConfigOption config;
  @Mixin private BrokerOption broker;

  @Option(names = "--dry-run", description = "Only print what would be told to whom.")
  private boolean dryRun;

  @Option(
      names = "--since",
      defaultValue = "7d",
      converter = DurationConverter.class,
      description =
          "With --dry-run: how far back alerts are read, by when they came in. Default:"
              + " ${DEFAULT-VALUE}.")
  private Duration since;

  @Option(names = "--payloads", description = "With --dry-run: print whole messages.")
  private boolean payloads;

  NotifyCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call()
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    verbosity.apply();
    ServiceConfig settings = config.load();
    Routing routing = RoutingFile.read(routingFile(settings), System.getenv());
    try (Admin admin = broker.connect(settings, config.file())) {
      if (dryRun) {
        return rehearse(settings, routing);
      }
      requireTopics(admin, settings);
    }
    return run(settings, routing);
  }

  private static void requireTopics(Admin admin, ServiceConfig settings)
      throws StartRefusedException, ExecutionException, InterruptedException {
    List<Topic<?>> needed = new ArrayList<>(NotifierTopics.of(settings.topics().settings()).all());
    needed.add(Topics.of(settings.topics().settings()).healthAlerts());
    List<String> problems = new ArrayList<>();
    for (TopicFinding finding : new TopicInspection(admin).inspect(needed)) {
      boolean decisive =
          finding.kind() == TopicFinding.Kind.MISSING
              || finding.setting().equals(TopicConfig.CLEANUP_POLICY_CONFIG)
              || (finding.kind() == TopicFinding.Kind.PARTITIONS
                  && !finding.topic().name().equals("health-alerts"));
      if (decisive) {
        problems.add(finding + "; create it: customer-health topics --config FILE");
      }
    }
    if (!problems.isEmpty()) {
      throw new StartRefusedException(problems);
    }
  }

  private int run(ServiceConfig settings, Routing routing) throws InterruptedException {
    Topics topics = Topics.of(settings.topics().settings());
    CountDownLatch ended = new CountDownLatch(1);
    try (ContractSerdes serdes = ContractSerdes.from(settings.registry().forSerdes())) {
      Notifier notifier =
          new Notifier(
              settings.kafka().forPlainClient(),
              settings.notifying().groupId(),
              topics.healthAlerts(),
              NotifierTopics.of(settings.topics().settings()),
              serdes.of(topics.healthAlerts().valueType()).deserializer(),
              routing,
              clock);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    notifier.stop();
                    // An attempt under way gets a moment; what is not written down is made again.
                    awaitEnd(ended);
                  },
                  "stop"));
      notifier.run();
      return ExitCode.OK;
    } finally {
      ended.countDown();
    }
  }

  private static void awaitEnd(CountDownLatch ended) {
    try {
      if (!ended.await(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println("customer-health: did not end within " + STOP_LIMIT.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Path routingFile(ServiceConfig settings) throws InvalidConfigException {
    return settings
        .notifying()
        .routing()
        .orElseThrow(
            () ->
                new InvalidConfigException(
                    List.of(
                        new ConfigProblem(
                            "configuration",
                            "notify.routing",
                            null,
                            "missing: expected the file that says who is told; see"
                                + " docs/notifications.md"))));
  }

  private int rehearse(ServiceConfig settings, Routing routing) {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, Target> targets = new TreeMap<>();
    routing.allTargets().forEach(target -> targets.put(target.id(), target));
    Instant now = clock.instant();
    int[] count = new int[1];
    try (ContractSerdes serdes = ContractSerdes.from(settings.registry().forSerdes())) {
      Topics topics = Topics.of(settings.topics().settings());
      DryRun run =
          new DryRun(
              settings.kafka().forPlainClient(),
              topics.healthAlerts(),
              serdes.of(topics.healthAlerts().valueType()).deserializer(),
              routing);
      DryRun.Summary summary =
          run.play(
              now.minus(since),
              now,
              notification -> {
                count[0]++;
                print(out, targets.get(notification.address().targetId()), notification);
              });
      out.printf(
          "%d steps of alerts read, %d of them history, %d unreadable; %d notifications%n",
          summary.alerts(), summary.history(), summary.unreadable(), count[0]);
    } finally {
      out.flush();
    }
    return ExitCode.OK;
  }

  private void print(PrintWriter out, Target target, Notification notification) {
    String csm = notification.address().csm();
    out.printf(
        "%s  %s  %s  %s%n",
        notification.plannedAt().truncatedTo(ChronoUnit.SECONDS),
        target.id(),
        csm.isEmpty() ? "-" : csm,
        Messages.line(notification));
    if (payloads) {
      out.println(inFull(Messages.of(target, notification)).indent(4));
    }
  }

  private static String inFull(Message message) {
    if (message instanceof Message.Json json) {
      return json.text();
    }
    if (message instanceof Message.Mail mail) {
      return "Subject: " + mail.subject() + "\n\n" + mail.text();
    }
    return ((Message.Line) message).text();
  }
}
