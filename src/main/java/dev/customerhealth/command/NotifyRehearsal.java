package dev.customerhealth.command;

import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.notify.delivery.DryRun;
import dev.customerhealth.notify.message.Message;
import dev.customerhealth.notify.message.Messages;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.routing.Routing;
import dev.customerhealth.notify.routing.Target;
import dev.customerhealth.wire.ContractSerdes;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/** Prints what would have gone where. Sends nothing, writes nothing, joins no group. */
final class NotifyRehearsal {

  private final ServiceConfig settings;
  private final Routing routing;
  private final boolean payloads;
  private final PrintWriter out;
  private final Map<String, Target> targets = new TreeMap<>();
  private int count;

  NotifyRehearsal(ServiceConfig settings, Routing routing, boolean payloads, PrintWriter out) {
    this.settings = settings;
    this.routing = routing;
    this.payloads = payloads;
    this.out = out;
    routing.allTargets().forEach(target -> targets.put(target.id(), target));
  }

  void print(Instant since, Instant until) {
    try (ContractSerdes serdes = ContractSerdes.from(settings.registry().forSerdes())) {
      Topics topics = Topics.of(settings.topics().settings());
      DryRun run =
          new DryRun(
              settings.kafka().forPlainClient(),
              topics.healthAlerts(),
              serdes.of(topics.healthAlerts().valueType()).deserializer(),
              routing);
      DryRun.Summary summary = run.play(since, until, this::print);
      out.printf(
          "%d steps of alerts read, %d of them history, %d unreadable; %d notifications%n",
          summary.alerts(), summary.history(), summary.unreadable(), count);
    } finally {
      out.flush();
    }
  }

  private void print(Notification notification) {
    count++;
    Target target = targets.get(notification.address().targetId());
    String csm = notification.address().csm();
    out.println(
        PrintableText.of(
            "%s  %s  %s  %s"
                .formatted(
                    notification.plannedAt().truncatedTo(ChronoUnit.SECONDS),
                    target.id(),
                    csm.isEmpty() ? "-" : csm,
                    Messages.line(notification))));
    if (payloads) {
      PrintableText.lines(inFull(Messages.of(target, notification)))
          .forEach(line -> out.println("    " + line));
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
