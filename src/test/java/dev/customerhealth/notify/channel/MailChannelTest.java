package dev.customerhealth.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.notify.Notices;
import dev.customerhealth.notify.message.Messages;
import dev.customerhealth.notify.message.PlainText;
import dev.customerhealth.notify.planning.Address;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.planning.Notification.Told;
import dev.customerhealth.notify.reading.RoutingFile;
import dev.customerhealth.notify.routing.Routing;
import dev.customerhealth.notify.routing.Target;
import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mail as a real server gets it. */
class MailChannelTest {

  @TempDir Path folder;

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private Outcome send(String csm, List<Told> told) throws Exception {
    return send(routing(server.getSmtp().getPort(), "none"), csm, told);
  }

  private static Outcome send(Routing routing, String csm, List<Told> told) throws Exception {
    Target target = routing.allTargets().get(0);
    Notification notification =
        new Notification(
            "msg_7",
            new Address(target.id(), csm),
            Notification.Kind.GROUP,
            new TreeMap<>(),
            told,
            0,
            Notices.NOON);
    return Channels.of(target, routing, new HttpSender(Duration.ofSeconds(60)))
        .send(notification, Messages.of(target, notification), Notices.NOON);
  }

  @Test
  void the_limit_of_a_post_is_none_of_a_mails() throws Exception {
    Routing routing = routing(server.getSmtp().getPort(), "none");
    Target target = routing.allTargets().get(0);
    Notification notification =
        new Notification(
            "msg_8",
            new Address(target.id(), "kim"),
            Notification.Kind.GROUP,
            new TreeMap<>(),
            List.of(new Told(Notices.raised("a1"), false)),
            0,
            Notices.NOON);

    assertThat(
            Channels.of(target, routing, new HttpSender(Duration.ofNanos(1)))
                .send(notification, Messages.of(target, notification), Notices.NOON))
        .isEqualTo(new Outcome.Delivered());
  }

  private Routing routing(int port, String encryption) throws IOException, InvalidConfigException {
    return RoutingFile.read(
        Files.writeString(
            folder.resolve("routing.yml"),
            """
            version: 1
            smtp: {host: 127.0.0.1, port: %d, from: Health <health@example.com>, encryption: %s}
            people: [{id: kim, email: kim@example.com}]
            receivers:
              - name: owners
                email_configs: [{to_owner: true, otherwise: all@example.com}]
            route: {receiver: owners}
            """
                .formatted(port, encryption)),
        Map.of());
  }

  @Test
  void the_owner_gets_text_and_html_under_the_notifications_id() throws Exception {
    assertThat(send("kim", List.of(new Told(Notices.raised("a1"), false))))
        .isEqualTo(new Outcome.Delivered());

    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getAllRecipients())
        .extracting(Object::toString)
        .containsExactly("kim@example.com");
    assertThat(mail.getSubject()).isEqualTo("Warning: Acme GmbH");
    assertThat(mail.getMessageID()).isEqualTo("<msg_7@example.com>");
    MimeMultipart parts = (MimeMultipart) mail.getContent();
    assertThat(parts.getContentType()).contains("multipart/alternative");
    assertThat(parts.getBodyPart(0).getContent().toString())
        .contains("The score fell by 21.8 points", "To do: Call the sponsor", "ARR 120,000.00 EUR");
    BodyPart html = parts.getBodyPart(1);
    assertThat(html.getContentType()).startsWith("text/html");
  }

  @Test
  void an_owner_nobody_knows_is_replaced_by_somebody_else() throws Exception {
    send("unknown", List.of(new Told(Notices.raised("a1"), false)));

    assertThat(server.getReceivedMessages()[0].getAllRecipients())
        .extracting(Object::toString)
        .containsExactly("all@example.com");
  }

  @Test
  void a_hostile_name_adds_no_header_no_recipient_and_no_markup() throws Exception {
    send("kim", List.of(new Told(Notices.hostile("a1"), false)));

    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getAllRecipients()).hasSize(1);
    assertThat(mail.getHeader("Bcc")).isNull();
    String html = ((MimeMultipart) mail.getContent()).getBodyPart(1).getContent().toString();
    assertThat(html).doesNotContain("<img", "<!channel", "javascript:").contains("&lt;img");
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatever_an_account_is_called_the_headers_are_ours_and_the_subject_is_its_name(String name)
      throws Exception {
    assertThat(send("kim", List.of(new Told(Notices.saying(name), false))))
        .isEqualTo(new Outcome.Delivered());

    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getAllRecipients())
        .extracting(Object::toString)
        .containsExactly("kim@example.com");
    assertThat(Collections.list(mail.getAllHeaders()))
        .extracting(Header::getName)
        .contains("Subject", "To")
        .isSubsetOf(
            "Return-Path",
            "Received",
            "Date",
            "From",
            "To",
            "Message-ID",
            "Subject",
            "MIME-Version",
            "Content-Type",
            "Auto-Submitted");
    assertThat(mail.getSubject()).isEqualTo("Warning: " + PlainText.line(name, 120));
  }

  static List<String> names() {
    return Notices.namesOfAllKinds();
  }

  @Test
  void a_server_that_does_not_turn_to_tls_is_told_nothing() throws Exception {
    Routing routing = routing(server.getSmtp().getPort(), "starttls");

    assertThat(send(routing, "kim", List.of(new Told(Notices.raised("a1"), false))))
        .isInstanceOf(Outcome.TryLater.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void a_server_that_is_away_is_tried_later() throws Exception {
    int port = server.getSmtp().getPort();
    server.stop();

    Outcome outcome =
        send(routing(port, "none"), "kim", List.of(new Told(Notices.raised("a1"), false)));

    assertThat(outcome).isInstanceOf(Outcome.TryLater.class);
    assertThat(outcome.toString()).doesNotContain("127.0.0.1");
  }
}
