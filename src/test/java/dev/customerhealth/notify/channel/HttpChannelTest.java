package dev.customerhealth.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import dev.customerhealth.notify.Notices;
import dev.customerhealth.notify.message.Messages;
import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.notice.Step;
import dev.customerhealth.notify.planning.Address;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.planning.Notification.Told;
import dev.customerhealth.notify.routing.ChannelKind;
import dev.customerhealth.notify.routing.ChannelSettings;
import dev.customerhealth.notify.routing.Secret;
import dev.customerhealth.notify.routing.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Every channel that POSTs, against something that looks at it as the provider would. */
class HttpChannelTest {
  private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OTHER_KEY = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  private static final String SECRET_PATH = "/services/T0/hush-hush";
  private static final HttpSender PATIENT = new HttpSender(Duration.ofSeconds(30));
  private static final HttpSender IMPATIENT = new HttpSender(Duration.ofMillis(300));

  @TempDir private static Path folder;

  private final CountDownLatch done = new CountDownLatch(1);
  private HttpSink sink;

  @BeforeEach
  void open() throws IOException {
    sink = new HttpSink();
  }

  @AfterEach
  void close() {
    done.countDown();
    sink.close();
  }

  private static Target target(ChannelKind kind, String url, boolean allowPrivate) {
    Secret secret = new Secret("$URL", url);
    Secret key = new Secret("$KEY", KEY);
    ChannelSettings settings =
        switch (kind) {
          case SLACK -> new ChannelSettings.Slack(secret, allowPrivate, false);
          case MSTEAMS -> new ChannelSettings.Teams(secret, allowPrivate, false);
          case PAGERDUTY -> new ChannelSettings.PagerDuty(key, url, allowPrivate);
          case WEBHOOK -> new ChannelSettings.Webhook(secret, key, allowPrivate);
          case CLOUDEVENTS ->
              new ChannelSettings.CloudEvents(secret, Optional.of(key), "/here", allowPrivate);
          case ALERTMANAGER ->
              new ChannelSettings.Alertmanager(secret, Duration.ofDays(90), allowPrivate);
          case EMAIL, LOG -> throw new IllegalArgumentException(kind + " does not POST");
        };
    return new Target("r/x/1", "r", kind, true, Optional.empty(), settings);
  }

  private Target target(ChannelKind kind) {
    return target(kind, sink.url(SECRET_PATH), true);
  }

  private Target webhook() {
    return target(ChannelKind.WEBHOOK);
  }

  private static Notification of(Notice... notices) {
    return new Notification(
        "msg_1",
        new Address("r/x/1", "kim"),
        Notification.Kind.GROUP,
        new TreeMap<>(),
        List.of(notices).stream().map(notice -> new Told(notice, false)).toList(),
        0,
        Notices.NOON);
  }

  private static Outcome send(Target target) throws InterruptedException {
    return send(target, of(Notices.raised("a1")), PATIENT, Instant.now());
  }

  private static Outcome send(
      Target target, Notification notification, HttpSender sender, Instant now)
      throws InterruptedException {
    return Channels.of(target, null, sender)
        .send(notification, Messages.of(target, notification), now);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"EMAIL", "LOG"})
  void every_provider_takes_every_step_of_an_alert(ChannelKind kind) throws Exception {
    sink.standFor(Provider.of(kind, KEY));
    String suffix = kind == ChannelKind.ALERTMANAGER ? "/api/v2/alerts" : "";
    for (Step step : Step.values()) {
      Notification notification = of(Notices.at(Notices.raised("a1"), step, Notices.NOON));

      assertThat(send(target(kind), notification, PATIENT, Instant.now()))
          .as("%s: %s", step, sink.refusals())
          .isEqualTo(new Outcome.Delivered());
    }

    assertThat(sink.requests()).hasSize(Step.values().length);
    assertThat(sink.requests())
        .allSatisfy(
            request -> {
              assertThat(request.path()).isEqualTo(SECRET_PATH + suffix);
              assertThat(request.method()).isEqualTo("POST");
              assertThat(request.header("User-Agent")).isEqualTo("customer-health-notifier");
              assertThat(request.body()).contains("Acme GmbH", "The score fell by 21.8 points");
            });
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"EMAIL", "LOG"})
  void every_provider_takes_what_is_hostile_or_endless(ChannelKind kind) throws Exception {
    sink.standFor(Provider.of(kind, KEY));

    for (Notice notice : List.of(Notices.hostile("a1"), Notices.endless("a1"))) {
      assertThat(send(target(kind), of(notice), PATIENT, Instant.now()))
          .as(sink.refusals().toString())
          .isEqualTo(new Outcome.Delivered());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SLACK, /blocks/1/text/text, '*Warning: Acme GmbH*'",
    "MSTEAMS, /attachments/0/content/body/0/inlines/0/text, Warning: Acme GmbH",
    "PAGERDUTY, /payload/summary, Warning: Acme GmbH",
    "WEBHOOK, /data/alerts/0/alert_id, a1",
    "CLOUDEVENTS, /data/alert_id, a1",
    "ALERTMANAGER, /0/labels/alert_id, a1",
  })
  void what_arrives_says_what_happened_where_the_provider_looks_for_it(
      ChannelKind kind, String place, String text) throws Exception {
    send(target(kind));

    JsonNode body = new ObjectMapper().readTree(sink.requests().get(0).body());
    assertThat(body.at(place).asText()).startsWith(text);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"EMAIL", "LOG"})
  void a_private_address_is_refused_unless_allowed(ChannelKind kind) throws Exception {
    String url = sink.url("/in").replaceFirst("http:", "https:");

    assertThat(send(target(kind, url, false)))
        .isEqualTo(new Outcome.Refused("leads to a private address; allow_private would allow it"));
    assertThat(send(target(kind, sink.url("/in"), false)))
        .isEqualTo(new Outcome.Refused("not https"));
    assertThat(sink.requests()).isEmpty();
    assertThat(send(target(kind, url, true), of(Notices.raised("a1")), IMPATIENT, Notices.NOON))
        .as("tried")
        .isInstanceOf(Outcome.TryLater.class);
  }

  /** As when the owner of the name leads it elsewhere between our look and the connection. */
  @ParameterizedTest
  @CsvSource({"dns:other.example.com, false", "dns:localhost, true"})
  void who_is_led_inside_after_the_look_hears_nothing_without_a_certificate_of_the_name(
      String certificate, boolean heard) throws Exception {
    SSLContext tls = TestCertificate.of(folder, certificate);
    try (HttpSink inside = HttpSink.withTls(tls)) {
      Target target =
          target(ChannelKind.WEBHOOK, "https://localhost:" + inside.port() + "/in", false);
      HttpSender sender =
          new HttpSender(
              Duration.ofSeconds(60),
              host -> new InetAddress[] {InetAddress.getByName("8.8.8.8")},
              Optional.of(tls));

      assertThat(send(target, of(Notices.raised("a1")), sender, Instant.now()))
          .isEqualTo(
              heard
                  ? new Outcome.Delivered()
                  : new Outcome.TryLater("TLS failed", Optional.empty()));
      assertThat(inside.requests()).hasSize(heard ? 1 : 0);
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"EMAIL", "LOG"})
  void a_redirect_is_refused_and_not_followed(ChannelKind kind) throws Exception {
    for (int status : List.of(301, 302, 303, 307, 308)) {
      sink.behave(HttpSink.status(status, "Location", sink.url("/other")));

      assertThat(send(target(kind)))
          .isEqualTo(new Outcome.Refused("HTTP " + status + ": redirects are not followed"));
    }
    assertThat(sink.requests("/other")).isEmpty();
    assertThat(sink.requests()).hasSize(5);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"EMAIL", "LOG"})
  void no_failure_tells_an_address_or_a_key_to_the_log(ChannelKind kind) throws Exception {
    ListAppender<ILoggingEvent> heard = new ListAppender<>();
    heard.start();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    root.setLevel(Level.TRACE);
    root.addAppender(heard);
    StringBuilder said = new StringBuilder();
    try {
      for (int status : List.of(200, 302, 400, 401, 429, 500)) {
        sink.behave(HttpSink.status(status, "Location", "/", "Retry-After", "5"));
        said.append(send(target(kind)));
      }
      sink.behave((request, exchange) -> exchange.close());
      said.append(send(target(kind)));
      sink.close();
      said.append(send(target(kind)));
    } finally {
      root.detachAppender(heard);
      root.setLevel(before);
    }

    heard.list.forEach(event -> said.append(event.getFormattedMessage()));
    assertThat(said.toString())
        .contains("HTTP 400", "HTTP 500", "no connection")
        .doesNotContain("hush-hush", KEY.substring(6));
  }

  @Test
  void a_webhook_is_signed_so_that_the_specifications_own_library_accepts_it() throws Exception {
    assertThat(send(webhook())).isEqualTo(new Outcome.Delivered());

    HttpSink.Request request = sink.requests().get(0);
    assertThat(request.header("webhook-id")).isEqualTo("msg_1");
    assertThatCode(() -> new Webhook(KEY).verify(request.body(), request.headers()))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource(names = {"WEBHOOK", "CLOUDEVENTS"})
  void who_knows_another_key_refuses_and_is_not_asked_again(ChannelKind kind) throws Exception {
    sink.standFor(Provider.of(kind, OTHER_KEY));

    assertThat(send(target(kind))).isEqualTo(new Outcome.Refused("HTTP 400"));
    assertThat(sink.refusals())
        .singleElement()
        .extracting(Provider.Refusal::reason)
        .asString()
        .startsWith("the signature");
  }

  @Test
  void a_signature_of_an_hour_ago_is_refused() throws Exception {
    sink.standFor(Provider.of(ChannelKind.WEBHOOK, KEY));
    Instant before = Instant.now().minus(Duration.ofHours(1));

    assertThat(send(webhook(), of(Notices.raised("a1")), PATIENT, before))
        .isEqualTo(new Outcome.Refused("HTTP 400"));
  }

  @Test
  void cloudevents_without_a_key_go_unsigned() throws Exception {
    Secret url = new Secret("$URL", sink.url("/in"));
    Target target =
        new Target(
            "r/x/1",
            "r",
            ChannelKind.CLOUDEVENTS,
            true,
            Optional.empty(),
            new ChannelSettings.CloudEvents(url, Optional.empty(), "/here", true));

    assertThat(send(target)).isEqualTo(new Outcome.Delivered());
    assertThat(sink.requests().get(0).headers())
        .doesNotContainKeys("webhook-id", "webhook-signature");
  }

  @Test
  void a_pager_gets_its_key_and_nobody_else_sees_it() throws Exception {
    Target target = target(ChannelKind.PAGERDUTY);

    assertThat(send(target)).isEqualTo(new Outcome.Delivered());
    JsonNode body = new ObjectMapper().readTree(sink.requests().get(0).body());
    assertThat(body.path("routing_key").asText()).isEqualTo(KEY);
    assertThat(Messages.of(target, of(Notices.raised("a1"))).toString()).doesNotContain(KEY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429 | 120 | PT2M",
        "503 | 120 | PT2M",
        "500 | 0 | PT0S",
        "429 | Wed, 4 Mar 2026 12:01:30 GMT | PT1M30S",
        "503 | Wed, 04 Mar 2026 12:01:30 GMT | PT1M30S",
        "503 | Wed, 4 Mar 2026 11:00:00 GMT | PT0S",
        "429 | 86401 | PT24H",
        "503 | 99999999999999999999 | PT24H",
        "503 | Wed, 4 Mar 2099 12:00:00 GMT | PT24H",
      })
  void how_long_to_wait_is_said_in_seconds_or_as_a_date_and_is_at_most_a_day(
      int status, String header, Duration wait) throws Exception {
    sink.behave(HttpSink.status(status, "Retry-After", header));

    assertThat(send(webhook(), of(Notices.raised("a1")), PATIENT, Notices.NOON))
        .isEqualTo(new Outcome.TryLater("HTTP " + status, Optional.of(wait)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-5", "1.5", "Wed, 99 Mar 2026 12:00:00 GMT"})
  void a_wish_nobody_understands_is_none(String header) throws Exception {
    sink.behave(HttpSink.status(503, "Retry-After", header));

    assertThat(send(webhook())).isEqualTo(new Outcome.TryLater("HTTP 503", Optional.empty()));
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"EMAIL", "LOG"})
  void a_provider_that_is_down_is_tried_later_and_one_that_refuses_is_not(ChannelKind kind)
      throws Exception {
    sink.behave(HttpSink.status(503, "Retry-After", "30"));
    assertThat(send(target(kind)))
        .isEqualTo(new Outcome.TryLater("HTTP 503", Optional.of(Duration.ofSeconds(30))));
    sink.behave((request, exchange) -> exchange.close());
    assertThat(send(target(kind))).isInstanceOf(Outcome.TryLater.class);
    sink.behave(HttpSink.status(400));
    assertThat(send(target(kind))).isEqualTo(new Outcome.Refused("HTTP 400"));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 429, 401, 403, 404, 408})
  void what_may_be_mended_is_tried_later(int status) throws Exception {
    sink.behave(HttpSink.status(status));

    assertThat(send(webhook())).isEqualTo(new Outcome.TryLater("HTTP " + status, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 405, 410, 411, 413, 414, 415, 422})
  void what_is_wrong_with_the_request_is_not_tried_again(int status) throws Exception {
    sink.behave(HttpSink.status(status, "Retry-After", "5"));

    assertThat(send(webhook())).isEqualTo(new Outcome.Refused("HTTP " + status));
  }

  @Test
  void a_receiver_that_hangs_is_left_after_the_limit() throws Exception {
    sink.behave((request, exchange) -> done.await(60, TimeUnit.SECONDS));

    assertLeft(send(webhook(), of(Notices.raised("a1")), IMPATIENT, Notices.NOON));
  }

  @Test
  void a_receiver_that_hangs_within_its_answer_is_left_too() throws Exception {
    sink.behave(
        (request, exchange) -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          done.await(60, TimeUnit.SECONDS);
        });

    assertLeft(send(webhook(), of(Notices.raised("a1")), IMPATIENT, Notices.NOON));
  }

  /** Not because the receiver ended it in the end, which would be a connection that broke. */
  private static void assertLeft(Outcome outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.TryLater.class, later -> assertThat(later.reason()).startsWith("no answer"));
  }

  @Test
  void a_connection_that_breaks_is_tried_later_and_the_reason_names_no_address() throws Exception {
    sink.close();

    assertThat(send(webhook())).isEqualTo(new Outcome.TryLater("no connection", Optional.empty()));
  }

  @Test
  void an_error_page_is_not_read_into_the_reason() throws Exception {
    sink.behave(
        (request, exchange) -> {
          byte[] page = "<h1>hush-hush</h1>".repeat(10_000).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(500, page.length);
          exchange.getResponseBody().write(page);
        });

    assertThat(send(webhook())).isEqualTo(new Outcome.TryLater("HTTP 500", Optional.empty()));
  }
}
