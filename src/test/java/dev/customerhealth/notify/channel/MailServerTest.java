package dev.customerhealth.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.notify.Notices;
import dev.customerhealth.notify.channel.ScriptedMailServer.Protection;
import dev.customerhealth.notify.message.Message;
import dev.customerhealth.notify.message.Messages;
import dev.customerhealth.notify.planning.Address;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.planning.Notification.Told;
import dev.customerhealth.notify.reading.RoutingFile;
import dev.customerhealth.notify.routing.ChannelSettings;
import dev.customerhealth.notify.routing.Routing;
import dev.customerhealth.notify.routing.Target;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mail server may answer, and how a connection to it is protected. */
class MailServerTest {
  private static final String PASSWORD = "hush-hush-password";

  @TempDir static Path folder;
  private static SSLContext ours;
  private static SSLContext ofAnotherName;

  private ScriptedMailServer server;
  private MailChannel channel;
  private Target target;

  @BeforeAll
  static void makeCertificates() throws Exception {
    ours = TestCertificate.of(folder, "dns:localhost,ip:127.0.0.1");
    ofAnotherName = TestCertificate.of(folder, "dns:other.example.com");
  }

  @AfterEach
  void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private void serve(Protection protection, SSLContext tls) throws Exception {
    server = new ScriptedMailServer(protection, tls);
    connect(protection, tls);
  }

  /** A channel that means to be protected like this, and trusts a certificate. */
  private void connect(Protection protection, SSLContext trusted) throws Exception {
    boolean login = protection != Protection.NONE;
    Path file =
        Files.writeString(
            folder.resolve("routing.yml"),
            """
            version: 1
            smtp: {host: localhost, port: %d, from: h@example.com, encryption: %s%s}
            receivers:
              - name: all
                email_configs: [{to: [a@example.com, b@example.com]}]
            route: {receiver: all}
            """
                .formatted(
                    server.port(),
                    protection.name().toLowerCase(Locale.ROOT),
                    login ? ", username: health, password_env: PASSWORD" : ""));
    Routing routing = RoutingFile.read(file, Map.of("PASSWORD", PASSWORD));
    target = routing.allTargets().get(0);
    channel =
        new MailChannel(
            (ChannelSettings.Email) target.settings(),
            routing,
            Optional.ofNullable(trusted).map(SSLContext::getSocketFactory));
  }

  /** A server that looks into mails says nothing until it has, and then has taken the mail. */
  @Test
  void one_answer_may_take_all_the_time_of_an_attempt() throws Exception {
    serve(Protection.NONE, null);

    assertThat(channel.session().getProperties())
        .containsEntry("mail.smtp.timeout", "60000")
        .containsEntry("mail.smtp.writetimeout", "60000");
  }

  private Outcome send() {
    return send("msg_1");
  }

  private Outcome send(String id) {
    return channel.send(notification(id), message(id), Notices.NOON);
  }

  private Message message(String id) {
    return Messages.of(target, notification(id));
  }

  private Notification notification(String id) {
    return new Notification(
        id,
        new Address(target.id(), "kim"),
        Notification.Kind.GROUP,
        new TreeMap<>(),
        List.of(new Told(Notices.raised("a1"), false)),
        0,
        Notices.NOON);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @EnumSource(names = {"STARTTLS", "TLS"})
  void a_password_is_told_over_a_protected_connection_only(Protection protection) throws Exception {
    serve(protection, ours);

    assertThat(send()).as(server.heard().toString()).isEqualTo(new Outcome.Delivered());

    List<String> heard = server.heard();
    assertThat(heard).containsSubsequence("tls", "AUTH LOGIN", base64("health"), base64(PASSWORD));
    assertThat(heard).last().isEqualTo("QUIT");
    assertThat(heard).anyMatch(line -> line.contains("Message-ID: <msg_1@example.com>"));
  }

  @Test
  void a_server_that_offers_no_tls_hears_neither_password_nor_mail() throws Exception {
    server = new ScriptedMailServer(Protection.NONE, null);
    connect(Protection.STARTTLS, ours);

    assertThat(send()).isInstanceOf(Outcome.TryLater.class);
    assertThat(server.heard())
        .noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
  }

  @ParameterizedTest
  @EnumSource(names = {"STARTTLS", "TLS"})
  void a_certificate_of_another_name_is_not_believed(Protection protection) throws Exception {
    serve(protection, ofAnotherName);

    assertThat(send()).isInstanceOf(Outcome.TryLater.class);
    assertThat(server.heard())
        .noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
  }

  @ParameterizedTest
  @EnumSource(names = {"STARTTLS", "TLS"})
  void a_certificate_nobody_vouches_for_is_not_believed(Protection protection) throws Exception {
    server = new ScriptedMailServer(protection, ours);
    connect(protection, null);

    assertThat(send()).isInstanceOf(Outcome.TryLater.class);
    assertThat(server.heard())
        .noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
  }

  /** As with 401: a password gets mended, and what came meanwhile is wanted. */
  @Test
  void a_refused_login_is_tried_later_and_not_told_in_words() throws Exception {
    serve(Protection.TLS, ours);
    server.answer("AUTH", "535 5.7.8 no such user health at mail.example.com");

    Outcome outcome = send();

    assertThat(outcome)
        .isEqualTo(
            new Outcome.TryLater(
                "no mail server: AuthenticationFailedException", Optional.empty()));
    assertThat(server.heard()).noneMatch(line -> line.startsWith("MAIL"));
  }

  @ParameterizedTest
  @CsvSource({
    "MAIL, 451",
    "MAIL, 421",
    "RCPT, 451",
    "RCPT, 450",
    "RCPT, 452",
    "DATA, 451",
    "END, 451",
  })
  void what_a_server_puts_off_is_tried_later(String command, int code) throws Exception {
    serve(Protection.NONE, null);
    server.answer(command, code + " 4.7.1 greylisted a@example.com");

    assertThat(send()).isEqualTo(new Outcome.TryLater("SMTP " + code, Optional.empty()));

    server.takeEverything();
    assertThat(send()).isEqualTo(new Outcome.Delivered());
  }

  @ParameterizedTest
  @CsvSource({"MAIL, 550", "RCPT, 550", "RCPT, 553", "DATA, 554", "END, 552"})
  void what_a_server_refuses_for_good_is_not_tried_again(String command, int code)
      throws Exception {
    serve(Protection.NONE, null);
    server.answer(command, code + " 5.1.1 no such user a@example.com");

    assertThat(send()).isEqualTo(new Outcome.Refused("SMTP " + code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"421 too busy", "554 go away"})
  void a_server_that_takes_no_connection_is_tried_later(String greeting) throws Exception {
    serve(Protection.NONE, null);
    server.answer("CONNECT", greeting);

    assertThat(send()).isInstanceOf(Outcome.TryLater.class);
  }

  @Test
  void one_who_is_refused_for_good_does_not_keep_the_mail_from_the_others() throws Exception {
    serve(Protection.NONE, null);
    server.answer("RCPT TO:<a@", "550 no such user");

    assertThat(send()).isEqualTo(new Outcome.Delivered());
    assertThat(server.heard()).anyMatch(line -> line.contains("Message-ID"));
  }

  @Test
  void one_who_is_put_off_gets_the_mail_later_and_the_others_do_not_get_it_twice()
      throws Exception {
    serve(Protection.NONE, null);
    server.answer("RCPT TO:<a@", "451 greylisted");

    assertThat(send()).isEqualTo(new Outcome.TryLater("SMTP 451", Optional.empty()));
    assertThat(server.recipients()).hasSize(2);
    server.takeEverything();
    assertThat(send()).isEqualTo(new Outcome.Delivered());

    assertThat(server.recipients()).hasSize(3).last().asString().contains("a@example.com");
    assertThat(send("msg_2")).isEqualTo(new Outcome.Delivered());
    assertThat(server.recipients()).as("the next mail goes to both").hasSize(5);
  }

  @Test
  void one_put_off_and_refused_in_the_end_is_not_told_as_a_failure_of_all() throws Exception {
    serve(Protection.NONE, null);
    server.answer("RCPT TO:<a@", "451 greylisted");
    send();
    server.answer("RCPT TO:<a@", "550 no such user");

    assertThat(send()).as("the other has it").isEqualTo(new Outcome.Delivered());
  }

  @Test
  void of_one_put_off_and_one_refused_the_first_decides() throws Exception {
    serve(Protection.NONE, null);
    server.answer("RCPT TO:<a@", "451 greylisted").answer("RCPT TO:<b@", "550 no such user");

    assertThat(send()).isEqualTo(new Outcome.TryLater("SMTP 451", Optional.empty()));
  }

  /** A line now and then keeps within the limit of each read for ever. */
  @ParameterizedTest
  @CsvSource({
    "NONE, CONNECT, hang",
    "NONE, MAIL, hang",
    "NONE, MAIL, trickle",
    "NONE, END, trickle",
    "STARTTLS, MAIL, trickle",
    "TLS, MAIL, trickle",
  })
  void a_server_that_comes_to_no_end_is_left_and_the_next_attempt_is_a_new_one(
      Protection protection, String command, String answer) throws Exception {
    serve(protection, protection == Protection.NONE ? null : ours);
    server.answer(command, answer);

    Channel impatient = new BoundedChannel(channel, Duration.ofSeconds(1));
    Outcome left = new Outcome.TryLater("no answer within 1 s", Optional.empty());
    Awaitility.await("an attempt that begins and is left")
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                impatient.send(notification("msg_1"), message("msg_1"), Notices.NOON).equals(left));
    Awaitility.await("the connection to be closed")
        .atMost(Duration.ofSeconds(60))
        .until(() -> server.connections() == 0);

    server.takeEverything();
    assertThat(
            new BoundedChannel(channel, Duration.ofSeconds(60))
                .send(notification("msg_1"), message("msg_1"), Notices.NOON))
        .isEqualTo(new Outcome.Delivered());
  }
}
