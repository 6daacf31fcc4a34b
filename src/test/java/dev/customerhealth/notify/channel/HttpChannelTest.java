package dev.customerhealth.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import dev.customerhealth.notify.Notices;
import dev.customerhealth.notify.message.Messages;
import dev.customerhealth.notify.planning.Address;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.planning.Notification.Told;
import dev.customerhealth.notify.routing.ChannelKind;
import dev.customerhealth.notify.routing.ChannelSettings;
import dev.customerhealth.notify.routing.Secret;
import dev.customerhealth.notify.routing.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpChannelTest {
  private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final HttpSender SENDER = new HttpSender(Duration.ofMillis(500));

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

  private Target webhook(boolean allowPrivate) {
    return webhook(sink.url("/in"), allowPrivate);
  }

  private static Target webhook(String url, boolean allowPrivate) {
    return new Target(
        "r/webhook/1",
        "r",
        ChannelKind.WEBHOOK,
        true,
        Optional.empty(),
        new ChannelSettings.Webhook(
            new Secret("$URL", url), new Secret("$KEY", KEY), allowPrivate));
  }

  private Notification notification() {
    return new Notification(
        "msg_1",
        new Address("r/webhook/1", "kim"),
        Notification.Kind.GROUP,
        new TreeMap<>(),
        List.of(new Told(Notices.raised("a1"), false)),
        0,
        Notices.NOON);
  }

  private Outcome send(Target target) throws InterruptedException {
    Channel channel =
        switch (target.kind()) {
          case WEBHOOK -> HttpChannel.of((ChannelSettings.Webhook) target.settings(), SENDER);
          case PAGERDUTY -> HttpChannel.of((ChannelSettings.PagerDuty) target.settings(), SENDER);
          default -> throw new IllegalArgumentException(target.kind().name());
        };
    return channel.send(notification(), Messages.of(target, notification()), Instant.now());
  }

  @Test
  void a_webhook_is_signed_so_that_the_specifications_own_library_accepts_it() throws Exception {
    assertThat(send(webhook(true))).isEqualTo(new Outcome.Delivered());

    HttpSink.Request request = sink.requests().get(0);
    assertThat(request.header("webhook-id")).isEqualTo("msg_1");
    assertThat(request.header("content-type")).isEqualTo("application/json");
    assertThatCode(() -> new Webhook(KEY).verify(request.body(), request.headers()))
        .doesNotThrowAnyException();
  }

  @Test
  void a_pager_gets_its_key_and_nobody_else_sees_it() throws Exception {
    Target target =
        new Target(
            "r/pagerduty/1",
            "r",
            ChannelKind.PAGERDUTY,
            true,
            Optional.empty(),
            new ChannelSettings.PagerDuty(new Secret("$K", "hush"), sink.url("/enqueue"), true));

    assertThat(send(target)).isEqualTo(new Outcome.Delivered());
    assertThat(
            new ObjectMapper().readTree(sink.requests().get(0).body()).path("routing_key").asText())
        .isEqualTo("hush");
    assertThat(Messages.of(target, notification()).toString()).doesNotContain("hush");
  }

  @Test
  void a_private_address_is_refused_unless_allowed() throws Exception {
    String url = sink.url("/in").replaceFirst("http:", "https:");

    assertThat(send(webhook(url, false)))
        .isEqualTo(new Outcome.Refused("leads to a private address; allow_private would allow it"));
    assertThat(send(webhook(url, true))).as("tried").isInstanceOf(Outcome.TryLater.class);
  }

  @Test
  void a_redirect_is_refused_and_not_followed() throws Exception {
    sink.behave(HttpSink.status(302, "Location", sink.url("/other")));

    assertThat(send(webhook(true)))
        .isEqualTo(new Outcome.Refused("HTTP 302: redirects are not followed"));
    assertThat(sink.requests("/other")).isEmpty();
  }

  @Test
  void too_many_requests_says_how_long_to_wait() throws Exception {
    sink.behave(HttpSink.status(429, "Retry-After", "120"));

    assertThat(send(webhook(true)))
        .isEqualTo(new Outcome.TryLater("HTTP 429", Optional.of(Duration.ofMinutes(2))));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 401, 404})
  void what_may_be_mended_is_tried_later(int status) throws Exception {
    sink.behave(HttpSink.status(status));

    assertThat(send(webhook(true)))
        .isEqualTo(new Outcome.TryLater("HTTP " + status, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 410, 413})
  void what_is_wrong_with_the_request_is_not_tried_again(int status) throws Exception {
    sink.behave(HttpSink.status(status));

    assertThat(send(webhook(true))).isEqualTo(new Outcome.Refused("HTTP " + status));
  }

  @Test
  void a_receiver_that_hangs_is_left_after_the_limit() throws Exception {
    sink.behave((request, exchange) -> done.await(10, TimeUnit.SECONDS));

    assertLeft(send(webhook(true)));
  }

  @Test
  void a_receiver_that_hangs_within_its_answer_is_left_too() throws Exception {
    sink.behave(
        (request, exchange) -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          done.await(10, TimeUnit.SECONDS);
        });

    assertLeft(send(webhook(true)));
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

    assertThat(send(webhook(true)))
        .isEqualTo(new Outcome.TryLater("no connection", Optional.empty()));
  }

  @Test
  void the_wish_to_wait_may_be_a_date_and_is_at_most_a_day() {
    Instant now = Instant.parse("2026-03-04T12:00:00Z");

    assertThat(RetryAfter.of("Wed, 4 Mar 2026 12:01:30 GMT", now)).contains(Duration.ofSeconds(90));
    assertThat(RetryAfter.of("Wed, 4 Mar 2026 11:00:00 GMT", now)).contains(Duration.ZERO);
    assertThat(RetryAfter.of("99999999", now)).contains(Duration.ofDays(1));
    assertThat(RetryAfter.of("soon", now)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "ff02::1"
      })
  void inner_addresses_are_known_as_such(String address) throws Exception {
    assertThat(TargetGuard.isPublic(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "2606:4700::1111", "64:ff9b::808:808"})
  void outer_addresses_are_known_as_such(String address) throws Exception {
    assertThat(TargetGuard.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void plain_http_is_refused_like_a_private_address() throws Exception {
    assertThat(TargetGuard.objection(URI.create("http://8.8.8.8/"), false)).contains("not https");
    assertThat(send(webhook(false))).isEqualTo(new Outcome.Refused("not https"));
    assertThat(sink.requests()).isEmpty();
  }
}
