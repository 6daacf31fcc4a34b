package dev.customerhealth.notify.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.customerhealth.notify.Notices;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every channel is sent, held by files: {@code -Dsnapshots=update} writes them anew. Look at
 * what changed: somebody's integration may read it.
 */
class MessagesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/notifications");
  private static final ObjectMapper PRETTY =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static Target target(ChannelKind kind) {
    ChannelSettings settings =
        kind == ChannelKind.CLOUDEVENTS
            ? new ChannelSettings.CloudEvents(null, Optional.empty(), "/here", false)
            : new ChannelSettings.Log();
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
    Path file = GOLDEN.resolve(kind.word() + ".txt");
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
  void slack_gets_at_most_fifty_blocks_of_at_most_three_thousand_characters() throws IOException {
    JsonNode blocks = json(ChannelKind.SLACK, many(500)).path("blocks");

    assertThat(blocks.size()).isLessThanOrEqualTo(50);
    assertThat(blocks.findValues("text"))
        .filteredOn(JsonNode::isTextual)
        .isNotEmpty()
        .allSatisfy(text -> assertThat(text.asText()).hasSizeLessThanOrEqualTo(3000));
    assertThat(blocks.get(0).path("text").path("text").asText()).hasSizeLessThanOrEqualTo(150);
    assertThat(blocks.get(blocks.size() - 1).toString()).contains("and 480 more");
  }

  @Test
  void teams_gets_text_from_outside_in_text_runs_only_and_at_most_28_kilobytes() {
    String text = text(ChannelKind.MSTEAMS, many(500));

    assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(28_000);
    assertThat(text).doesNotContain("\"TextBlock\"", "FactSet", "javascript:");
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
