package dev.customerhealth.command;

import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.notify.delivery.DryRun;
import dev.customerhealth.notify.message.Message;
import dev.customerhealth.notify.message.Messages;
import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.planning.Hold;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.planning.Rehearsal;
import dev.customerhealth.notify.routing.Routing;
import dev.customerhealth.notify.routing.Target;
import dev.customerhealth.wire.ContractSerdes;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Prints what would have gone where. Sends nothing, writes nothing, joins no group. */
final class NotifyRehearsal implements Rehearsal.Audience {

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
      DryRun.Summary summary = run.play(since, until, this);
      out.printf(
          "%d steps of alerts read, %d of them history, %d unreadable; %d notifications, %d held"
              + " back at the end%n",
          summary.alerts(), summary.history(), summary.unreadable(), count, summary.held());
    } finally {
      out.flush();
    }
  }

  @Override
  public void held(Instant at, Hold hold, Notice notice, Optional<Instant> until) {
    String csm = hold.address().csm();
    out.println(
        PrintableText.of(
            "%s  %s  %s  held back by %s%s: %s %s %s"
                .formatted(
                    at.truncatedTo(ChronoUnit.SECONDS),
                    hold.address().targetId(),
                    csm.isEmpty() ? "-" : csm,
                    word(hold.reason()),
                    until.map(end -> " until " + end.truncatedTo(ChronoUnit.SECONDS)).orElse(""),
                    notice.ruleId(),
                    notice.step(),
                    notice.alertId())));
  }

  private static String word(Hold.Reason reason) {
    return switch (reason) {
      case QUIET_HOURS -> "quiet hours";
      case DIGEST -> "the digest";
      case BACKLOG -> "the rest of a backlog";
      case RATE_LIMIT -> "the rate limit";
      case MUTE_TIME -> "a mute time";
    };
  }

  @Override
  public void told(Notification notification) {
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
      return "Subject: " + mail.subject() + "\n\n" + mail.text() + "\n" + mail.html();
    }
    return ((Message.Line) message).text();
  }
}
