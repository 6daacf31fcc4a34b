package dev.customerhealth.notify.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.customerhealth.notify.Notices;
import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.notice.NoticeJson;
import dev.customerhealth.notify.notice.Step;
import dev.customerhealth.notify.planning.Address;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.planning.Notification.Told;
import dev.customerhealth.notify.routing.ChannelKind;
import dev.customerhealth.notify.routing.ChannelSettings;
import dev.customerhealth.notify.routing.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every channel is sent, held by files: {@code -Dsnapshots=update} writes them anew. Look at
 * what changed: somebody's integration may read it.
 */
class MessagesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/notifications");
  private static final ObjectMapper PRETTY =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final Instant END = Notices.NOON.plusSeconds(20);

  /** Bytes: what providers take, or what is still sensible where they do not say. */
  private static final Map<ChannelKind, Integer> LIMITS =
      Map.of(
          ChannelKind.SLACK, 200_000,
          ChannelKind.MSTEAMS, 28_000,
          ChannelKind.PAGERDUTY, 512_000,
          ChannelKind.WEBHOOK, 20_000,
          ChannelKind.EMAIL, 2_000_000,
          ChannelKind.CLOUDEVENTS, 64_000,
          ChannelKind.ALERTMANAGER, 100_000,
          ChannelKind.LOG, 10_000);

  private static Target target(ChannelKind kind) {
    ChannelSettings settings =
        switch (kind) {
          case CLOUDEVENTS ->
              new ChannelSettings.CloudEvents(null, Optional.empty(), "/here", false);
          case ALERTMANAGER -> new ChannelSettings.Alertmanager(null, Duration.ofDays(90), false);
          default -> new ChannelSettings.Log();
        };
    return new Target("r/x/1", "r", kind, true, Optional.empty(), settings);
  }

  private static Notification of(List<Told> told, int stillOpen) {
    return new Notification(
        "msg_0123",
        new Address("r/x/1", "kim"),
        Notification.Kind.GROUP,
        new TreeMap<>(Map.of("account", "acme", "csm", "kim")),
        told,
        stillOpen,
        Notices.NOON.plusSeconds(30));
  }

  private static Notification many(int alerts) {
    return of(
        IntStream.range(0, alerts)
            .mapToObj(number -> new Told(Notices.hostile("a" + number), false))
            .toList(),
        3);
  }

  @ParameterizedTest
  @EnumSource(ChannelKind.class)
  void a_message_reads_as_its_golden_file_says(ChannelKind kind) throws IOException {
    Told over = new Told(Notices.at(Notices.raised("a2"), Step.RESOLVED, Notices.NOON), false);
    Told raised = new Told(Notices.raised("a1"), true);
    Notification notification = of(kind.perAlert() ? List.of(raised) : List.of(raised, over), 1);
    assertGolden(kind, kind.word(), notification);
  }

  /** What a pager is told when somebody takes an alert on, puts it off, or when it is over. */
  @ParameterizedTest
  @EnumSource(
      value = Step.class,
      names = {"ESCALATED", "ACKNOWLEDGED", "SNOOZED", "RESOLVED"})
  void a_pager_is_told_every_later_step_as_its_golden_file_says(Step step) throws IOException {
    Notice later = Notices.at(Notices.raised("a1"), step, END);

    assertGolden(
        ChannelKind.PAGERDUTY,
        "pagerduty-" + step.name().toLowerCase(Locale.ROOT),
        of(List.of(new Told(later, false)), 0));
  }

  /** Digests by the day are mails; what is above the limit goes wherever people read. */
  @ParameterizedTest
  @CsvSource({"EMAIL, DIGEST", "EMAIL, OVERFLOW", "SLACK, OVERFLOW", "MSTEAMS, OVERFLOW"})
  void many_accounts_at_once_read_as_their_golden_file_says(
      ChannelKind channel, Notification.Kind kind) throws IOException {
    Notice over = Notices.at(Notices.about("a3", "third", "kim"), Step.RESOLVED, END);
    Notification many =
        new Notification(
            "msg_0123",
            new Address("r/x/1", "kim"),
            kind,
            new TreeMap<>(Map.of("csm", "kim")),
            List.of(
                new Told(Notices.critical("a1", "first", "kim"), false),
                new Told(Notices.about("a2", "second", "kim"), true),
                new Told(over, false)),
            2,
            Notices.NOON.plusSeconds(30));

    assertGolden(channel, channel.word() + "-" + kind.name().toLowerCase(Locale.ROOT), many);
  }

  /** What a chat and a machine are told of what grew worse, and of what is over. */
  @ParameterizedTest
  @CsvSource({
    "SLACK, ESCALATED",
    "SLACK, RESOLVED",
    "MSTEAMS, ESCALATED",
    "MSTEAMS, RESOLVED",
    "EMAIL, ESCALATED",
    "EMAIL, RESOLVED",
    "WEBHOOK, ESCALATED",
    "WEBHOOK, RESOLVED",
    "CLOUDEVENTS, RESOLVED",
    "ALERTMANAGER, RESOLVED"
  })
  void a_later_step_reads_as_its_golden_file_says(ChannelKind kind, Step step) throws IOException {
    Notice later = Notices.at(Notices.raised("a1"), step, END);

    assertGolden(
        kind,
        kind.word() + "-" + step.name().toLowerCase(Locale.ROOT),
        of(List.of(new Told(later, false)), 0));
  }

  private static void assertGolden(ChannelKind kind, String name, Notification notification)
      throws IOException {
    Path file = GOLDEN.resolve(name + ".txt");
    String text = inFull(Messages.of(target(kind), notification));
    if ("update".equals(System.getProperty("snapshots"))) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, text);
    }

    assertThat(text).isEqualTo(Files.readString(file));
  }

  private static String inFull(Message message) throws IOException {
    if (message instanceof Message.Json json) {
      return json.contentType()
          + "\n"
          + PRETTY.writeValueAsString(new ObjectMapper().readTree(json.text()))
          + "\n";
    }
    if (message instanceof Message.Mail mail) {
      return mail.subject() + "\n\n" + mail.text() + "\n" + mail.html() + "\n";
    }
    return ((Message.Line) message).text() + "\n";
  }

  private static String text(ChannelKind kind, Notification notification) {
    return ((Message.Json) Messages.of(target(kind), notification)).text();
  }

  private static JsonNode json(ChannelKind kind, Notification notification) throws IOException {
    return new ObjectMapper().readTree(text(kind, notification));
  }

  @Test
  void slack_gets_no_mention_and_no_link_of_anybody_elses() {
    assertThat(text(ChannelKind.SLACK, many(1)))
        .doesNotContain("<!", "<@", "<img", "javascript:")
        .contains("&lt;!channel&gt;");
  }

  @Test
  void teams_gets_text_from_outside_in_text_runs_only() {
    assertThat(text(ChannelKind.MSTEAMS, many(500)))
        .doesNotContain("\"TextBlock\"", "FactSet", "javascript:");
  }

  @Test
  void a_pager_gets_one_key_for_every_step_of_an_alert() throws IOException {
    Told begin = new Told(Notices.raised("a1"), false);
    Told end = new Told(Notices.at(Notices.raised("a1"), Step.RESOLVED, Notices.NOON), false);
    JsonNode raised = json(ChannelKind.PAGERDUTY, of(List.of(begin), 0));
    JsonNode over = json(ChannelKind.PAGERDUTY, of(List.of(end), 0));

    assertThat(raised.path("event_action").asText()).isEqualTo("trigger");
    assertThat(over.path("event_action").asText()).isEqualTo("resolve");
    assertThat(over.path("dedup_key")).isEqualTo(raised.path("dedup_key"));
  }

  @Test
  void alertmanager_is_told_the_end_under_the_labels_of_the_beginning_whatever_the_severity()
      throws IOException {
    Told begin = new Told(Notices.raised("a1"), false);
    Told end =
        new Told(Notices.at(Notices.critical("a1", "acme", "kim"), Step.RESOLVED, END), false);
    JsonNode raised = json(ChannelKind.ALERTMANAGER, of(List.of(begin), 0));
    JsonNode over = json(ChannelKind.ALERTMANAGER, of(List.of(end), 0));

    assertThat(raised).hasSize(1);
    assertThat(raised.get(0).path("endsAt").asText()).isEqualTo("2026-06-02T12:00:30Z");
    assertThat(over.findValues("labels")).hasSize(3).contains(raised.get(0).path("labels"));
    assertThat(over.findValues("endsAt"))
        .extracting(JsonNode::asText)
        .containsOnly("2026-03-04T12:00:30Z");
  }

  @Test
  void alertmanager_gets_no_mention_and_no_markup() {
    assertThat(text(ChannelKind.ALERTMANAGER, many(1)))
        .doesNotContain("<", ">", "javascript:")
        .contains("‹!channel›");
  }

  @ParameterizedTest
  @EnumSource(ChannelKind.class)
  void nobody_is_sent_to_an_address_that_is_none_of_the_web(ChannelKind kind) {
    Told hostile = new Told(Notices.hostile("a1"), false);

    assertThat(Messages.of(target(kind), of(List.of(hostile), 0)).toString())
        .doesNotContain("javascript:");
  }

  @ParameterizedTest
  @EnumSource(ChannelKind.class)
  void whatever_the_texts_are_a_message_fits(ChannelKind kind) {
    int most = Math.min(kind.mostAlerts(), 500);
    List<Told> told =
        IntStream.range(0, kind.perAlert() ? 1 : most)
            .mapToObj(number -> new Told(Notices.endless("a" + number), false))
            .toList();
    Message message = Messages.of(target(kind), of(told, 3));

    assertThat(size(message)).isLessThanOrEqualTo(LIMITS.get(kind));
  }

  private static int size(Message message) {
    String text =
        message instanceof Message.Json json
            ? json.text()
            : message instanceof Message.Mail mail
                ? mail.text() + mail.html()
                : ((Message.Line) message).text();
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Test
  void a_text_is_never_cut_within_a_character() {
    assertThat(PlainText.cut("ab\uD83D\uDE00cd", 4)).isEqualTo("ab…");
    assertThat(PlainText.line("a\r\nb\u202Ec\u0000", 50)).isEqualTo("a  bc");
  }

  @Test
  void a_notice_survives_being_written_and_read() {
    assertThat(NoticeJson.read(NoticeJson.write(Notices.raised("a1"))))
        .isEqualTo(Notices.raised("a1"));
    assertThat(NoticeJson.read(NoticeJson.write(Notices.hostile("a1"))))
        .isEqualTo(Notices.hostile("a1"));
  }
}
