package dev.customerhealth.notify.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.customerhealth.notify.Notices;
import dev.customerhealth.notify.notice.NoticeJson;
import dev.customerhealth.notify.planning.Address;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.planning.Notification.Told;
import dev.customerhealth.notify.routing.ChannelKind;
import dev.customerhealth.notify.routing.ChannelSettings;
import dev.customerhealth.notify.routing.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names and texts from outside, through every channel. */
class HostileTextTest {

  /** Breaks a line, turns the direction of writing, or cannot be seen. */
  private static final Pattern HIDDEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]");

  static List<String> names() {
    return Notices.namesOfAllKinds();
  }

  private static Message message(ChannelKind kind, String text) {
    ChannelSettings settings =
        switch (kind) {
          case CLOUDEVENTS ->
              new ChannelSettings.CloudEvents(null, Optional.empty(), "/here", false);
          case ALERTMANAGER -> new ChannelSettings.Alertmanager(null, Duration.ofDays(90), false);
          default -> new ChannelSettings.Log();
        };
    return Messages.of(
        new Target("r/x/1", "r", kind, true, Optional.empty(), settings),
        new Notification(
            "msg_1",
            new Address("r/x/1", text),
            Notification.Kind.GROUP,
            new TreeMap<>(),
            List.of(new Told(Notices.saying(text), false)),
            0,
            Notices.NOON));
  }

  private static JsonNode json(ChannelKind kind, String text) throws IOException {
    return new ObjectMapper().readTree(((Message.Json) message(kind, text)).text());
  }

  /** Every text in a document. */
  private static List<String> texts(JsonNode json) {
    List<String> texts = new ArrayList<>();
    if (json.isTextual()) {
      texts.add(json.asText());
    }
    json.forEach(each -> texts.addAll(texts(each)));
    return texts;
  }

  /** As people read it: one line, nothing hidden. */
  private static String clean(String text) {
    return PlainText.line(text, 1000);
  }

  @Test
  void a_clean_text_is_one_line_without_anything_hidden_and_keeps_what_can_be_seen() {
    assertThat(names()).allSatisfy(name -> assertThat(clean(name)).doesNotContainPattern(HIDDEN));
    assertThat(clean("\uD83D\uDE80 Rocket & S\u00f6hne \u5065\u5eb7"))
        .isEqualTo("\uD83D\uDE80 Rocket & S\u00f6hne \u5065\u5eb7");
    assertThat(clean("Acme\r\nBcc: x")).isEqualTo("Acme  Bcc: x");
    assertThat(clean("\u202Egnp.exe")).isEqualTo("gnp.exe");
  }

  @ParameterizedTest
  @MethodSource("names")
  void slack_shows_the_name_and_makes_no_mention_link_or_line_of_it(String name)
      throws IOException {
    JsonNode message = json(ChannelKind.SLACK, name);

    assertThat(texts(message))
        .allSatisfy(
            text ->
                assertThat(text.replace("\n", ""))
                    .doesNotContainPattern(HIDDEN)
                    .doesNotContain("<", ">"));
    assertThat(message.at("/blocks/0/text/text").asText())
        .isEqualTo("Warning: " + SlackMessage.escaped(clean(name)));
    assertThat(message.at("/blocks/1/text/text").asText().split("\n"))
        .as("title, what happened, what to do")
        .hasSize(3);
    assertThat(message.path("blocks").findValues("verbatim"))
        .isNotEmpty()
        .allSatisfy(verbatim -> assertThat(verbatim.asBoolean()).isTrue());
  }

  @ParameterizedTest
  @MethodSource("names")
  void teams_shows_the_name_in_runs_of_text_which_know_no_markup(String name) throws IOException {
    JsonNode card = json(ChannelKind.MSTEAMS, name).at("/attachments/0/content");

    assertThat(texts(card)).allSatisfy(text -> assertThat(text).doesNotContainPattern(HIDDEN));
    assertThat(card.at("/body/0/inlines/0/text").asText()).isEqualTo("Warning: " + clean(name));
    assertThat(card.findValuesAsText("type"))
        .containsOnly("AdaptiveCard", "RichTextBlock", "TextRun", "Container");
    assertThat(card.has("actions")).as("a link to an address of the web only").isFalse();
  }

  @ParameterizedTest
  @MethodSource("names")
  void a_pager_shows_one_plain_line_and_keeps_the_data_as_they_came(String name)
      throws IOException {
    JsonNode event = json(ChannelKind.PAGERDUTY, name);
    JsonNode payload = event.path("payload");

    assertThat(payload.path("summary").asText())
        .isEqualTo("Warning: " + clean(name) + ": " + clean("said " + name));
    for (String field : List.of("summary", "source", "component", "class")) {
      assertThat(payload.path(field).asText()).as(field).doesNotContainPattern(HIDDEN);
    }
    assertThat(event.has("links")).isFalse();
    assertThat(payload.at("/custom_details/account/name").asText()).isEqualTo(name);
  }

  /** Machines get what is so; who shows it to people escapes it for where it is shown. */
  @ParameterizedTest
  @MethodSource("names")
  void webhooks_and_cloudevents_carry_texts_as_they_came(String name) throws IOException {
    JsonNode webhook = json(ChannelKind.WEBHOOK, name).at("/data/alerts/0");
    JsonNode event = json(ChannelKind.CLOUDEVENTS, name);

    for (JsonNode alert : List.of(webhook, event.path("data"))) {
      assertThat(alert.at("/account/name").asText()).isEqualTo(name);
      assertThat(alert.path("summary").asText()).isEqualTo("said " + name);
      assertThat(alert.at("/finding/action").asText()).isEqualTo("do " + name);
      assertThat(alert.has("link")).as("a link to an address of the web only").isFalse();
      assertThat(NoticeJson.read(alert).subject()).isEqualTo(Notices.saying(name).subject());
    }
    assertThat(event.path("subject").asText()).isEqualTo(name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void alertmanager_gets_look_alikes_of_what_its_templates_would_send_on(String name)
      throws IOException {
    JsonNode alerts = json(ChannelKind.ALERTMANAGER, name);

    assertThat(texts(alerts))
        .allSatisfy(
            text -> assertThat(text).doesNotContainPattern(HIDDEN).doesNotContain("<", ">"));
    assertThat(alerts.at("/0/annotations/account_name").asText())
        .isEqualTo(clean(name).replace('<', '‹').replace('>', '›'));
  }

  @ParameterizedTest
  @MethodSource("names")
  void a_mail_has_a_subject_of_one_line_a_line_for_each_text_and_escaped_html(String name) {
    Message.Mail mail = (Message.Mail) message(ChannelKind.EMAIL, name);

    assertThat(mail.subject()).isEqualTo("Warning: " + clean(name)).doesNotContainPattern(HIDDEN);
    assertThat(mail.text().lines())
        .as("headline, kind and name, what happened, what to do, facts")
        .filteredOn(line -> !line.isEmpty())
        .hasSize(5)
        .allSatisfy(line -> assertThat(line).doesNotContainPattern(HIDDEN));
    assertThat(mail.html()).doesNotContainPattern(HIDDEN);
    assertThat(
            mail.html().replaceAll("</?(!DOCTYPE|html|body|h2|div|strong|br|small)\\b[^<>]*>", ""))
        .as("what is left when our own markup is taken out")
        .doesNotContain("<", ">", "\"", "'");
    assertThat(mail.html()).contains(MailText.escaped(clean(name)));
  }

  @ParameterizedTest
  @MethodSource("names")
  void the_log_gets_one_line(String name) {
    assertThat(((Message.Line) message(ChannelKind.LOG, name)).text())
        .doesNotContainPattern(HIDDEN)
        .contains(clean(name));
  }
}
