package dev.customerhealth.command;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.NotifierTopics;
import dev.customerhealth.contract.Topic;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.runtime.StartRefusedException;
import dev.customerhealth.runtime.TopicCreation;
import dev.customerhealth.runtime.TopicFinding;
import dev.customerhealth.runtime.TopicInspection;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates the topics. */
@Command(
    name = "topics",
    description = {
      "Creates the topics that are missing, with the right partitions, compaction and retention.",
      "A topic that exists is never altered; where it differs, the difference is told and the exit"
          + " code is 1.",
      "Those of the notifier are among them when notify.routing is set."
    },
    mixinStandardHelpOptions = true)
final class TopicsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Verbosity verbosity;
  @Mixin private ConfigOption config;
  @Mixin private BrokerOption broker;

  @Option(names = "--dry-run", description = "Only tell what would be created.")
  private boolean dryRun;

  @Override
  public Integer call()
      throws InvalidConfigException,
          StartRefusedException,
          ExecutionException,
          InterruptedException {
    verbosity.apply();
    ServiceConfig settings = config.load();
    List<Topic<?>> topics = new ArrayList<>(Topics.of(settings.topics().settings()).all());
    if (settings.notifying().routing().isPresent()) {
      topics.addAll(NotifierTopics.of(settings.topics().settings()).all());
    }
    PrintWriter out = spec.commandLine().getOut();
    try (Admin admin = broker.connect(settings, config.file())) {
      if (!dryRun) {
        List<Topic<?>> created =
            new TopicCreation(admin, settings.topics().replicationFactor()).createMissing(topics);
        created.forEach(topic -> out.println("created " + inWords(topic)));
      }
      List<TopicFinding> findings = new TopicInspection(admin).inspect(topics);
      for (TopicFinding finding : findings) {
        boolean missing = finding.kind() == TopicFinding.Kind.MISSING;
        out.println(missing ? "would create " + inWords(finding.topic()) : finding.toString());
      }
      if (findings.isEmpty()) {
        out.println("all " + topics.size() + " topics are as they should be");
      }
      if (settings.notifying().routing().isEmpty()) {
        out.println("those of the notifier are left out: notify.routing is not set");
      }
      boolean differs =
          findings.stream().anyMatch(finding -> finding.kind() != TopicFinding.Kind.MISSING);
      return differs ? ExitCode.SOFTWARE : ExitCode.OK;
    } finally {
      out.flush();
    }
  }

  private static String inWords(Topic<?> topic) {
    return topic.name()
        + " ("
        + topic.partitions()
        + (topic.partitions() == 1 ? " partition, " : " partitions, ")
        + (topic.retention().latestOnly() ? "" : "kept ")
        + topic.retention().label()
        + ")";
  }
}
