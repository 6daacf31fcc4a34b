package dev.customerhealth.notify.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.customerhealth.notify.Notices;
import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.notice.Notice.Finding;
import dev.customerhealth.notify.notice.Notice.Mover;
import dev.customerhealth.notify.notice.Notice.Subject;
import dev.customerhealth.notify.notice.Step;
import dev.customerhealth.notify.notice.Urgency;
import dev.customerhealth.notify.planning.Address;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.planning.Notification.Told;
import dev.customerhealth.notify.routing.ChannelKind;
import dev.customerhealth.notify.routing.ChannelSettings;
import dev.customerhealth.notify.routing.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every limit of a provider: what just fits stays whole, one more is cut. */
class LimitsTest {
  private static final String ENDLESS = "<&\u00fc\"".repeat(25_000);
  private static final int LONGEST_ID = 256;
  private static final String HEADER = "/blocks/0/text/text";
  private static final String SECTION = "/blocks/1/text/text";

  private static Message message(ChannelKind kind, List<Notice> notices) {
    ChannelSettings settings =
        kind == ChannelKind.CLOUDEVENTS
            ? new ChannelSettings.CloudEvents(null, Optional.empty(), "/here", false)
            : new ChannelSettings.Log();
    Target target = new Target("r/x/1", "r", kind, true, Optional.empty(), settings);
    List<Told> told = notices.stream().map(notice -> new Told(notice, false)).toList();
    return Messages.of(
        target,
        new Notification(
            "msg_0123",
            new Address("r/x/1", "kim"),
            Notification.Kind.GROUP,
            new TreeMap<>(),
            told,
            0,
            Notices.NOON));
  }

  private static String text(ChannelKind kind, List<Notice> notices) {
    return ((Message.Json) message(kind, notices)).text();
  }

  private static JsonNode json(ChannelKind kind, List<Notice> notices) throws IOException {
    return new ObjectMapper().readTree(text(kind, notices));
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static Notice notice(String alertId, String account, String name, String summary) {
    return notice(alertId, account, name, summary, "Call the sponsor", null);
  }

  private static Notice notice(
      String alertId, String account, String name, String summary, String action, String link) {
    return new Notice(
        alertId,
        "score-drop-7d",
        "R46",
        Step.RAISED,
        Urgency.WARNING,
        Notices.NOON,
        Notices.NOON,
        summary,
        new Finding(21.8, 20.0, 7, 41.2, 63.0, "at-risk", "INTERVENE", action, "M0 1"),
        List.of(new Mover("login-frequency", -8.25)),
        new Subject(account, name, "kim", "enterprise", 1L, "EUR", null),
        link);
  }

  private static Notice named(String name) {
    return notice("a1", "acme", name, "The score fell.");
  }

  private static List<Notice> times(int count, IntFunction<Notice> notice) {
    return IntStream.range(0, count).mapToObj(notice).toList();
  }

  private static List<Notice> endless(int count) {
    return times(
        count,
        number -> notice("a" + number, "acct-" + number, ENDLESS, ENDLESS, ENDLESS, "http://x/y"));
  }

  private static String x(int length) {
    return "x".repeat(length);
  }

  private static Notice found(Notice notice, double score, double before, List<Mover> movers) {
    return new Notice(
        notice.alertId(),
        notice.ruleId(),
        notice.ruleSource(),
        notice.step(),
        notice.urgency(),
        notice.raisedAt(),
        notice.at(),
        notice.summary(),
        new Finding(score, 60.0, null, score, before, "at-risk", "INTERVENE", "Call", "M0 1"),
        movers,
        notice.subject(),
        notice.link());
  }

  @Test
  void a_score_just_beyond_its_bar_is_told_beyond_it() {
    Notice notice = notice("a1", "acme", "Acme", "It fell.");

    assertThat(Wording.facts(found(notice, 59.96, 60.8, notice.movers())))
        .contains("score 59.96 (was 60.8)");
    assertThat(Wording.facts(notice)).contains("score 41.2 (was 63.0)");
  }

  /**
   * As in the sentence of the alert, which the service writes: what doubles add is rounded away.
   */
  @Test
  void points_are_rounded_as_the_service_rounds_them() {
    Notice notice = notice("a1", "acme", "Acme", "It fell.");
    List<Mover> movers = List.of(new Mover("login", -0.04), new Mover("depth", 0.35 - 1e-9));

    assertThat(Wording.facts(found(notice, 52.649_999_999_999, 92.649_999_999_999, movers)))
        .contains("score 52.7 (was 92.7)", "login 0.0, depth +0.4");
  }

  @Test
  void slack_gets_no_text_that_is_too_long_whatever_comes() throws IOException {
    JsonNode blocks = json(ChannelKind.SLACK, endless(500)).path("blocks");

    List<Integer> sections = new ArrayList<>();
    List<Integer> contexts = new ArrayList<>();
    for (JsonNode block : blocks) {
      switch (block.path("type").asText()) {
        case "section" -> sections.add(block.at("/text/text").asText().length());
        case "context" ->
            block
                .path("elements")
                .forEach(element -> contexts.add(element.path("text").asText().length()));
        default -> assertThat(block.at("/text/text").asText()).hasSizeBetween(100, 150);
      }
    }
    assertThat(blocks).hasSizeLessThanOrEqualTo(50);
    assertThat(sections).hasSize(20).allSatisfy(size -> assertThat(size).isBetween(2900, 3000));
    assertThat(contexts).hasSize(21).allSatisfy(size -> assertThat(size).isBetween(1, 3000));
  }

  @Test
  void slacks_header_of_150_characters_stays_and_one_more_is_cut() throws IOException {
    // "Warning: " has 9, and every ampersand takes 5.
    String fits = json(ChannelKind.SLACK, List.of(named("&".repeat(28) + "x"))).at(HEADER).asText();
    String more =
        json(ChannelKind.SLACK, List.of(named("&".repeat(28) + "xy"))).at(HEADER).asText();

    assertThat(fits).hasSize(150).endsWith("&amp;x");
    assertThat(more).hasSizeLessThanOrEqualTo(150).endsWith("…");
  }

  @Test
  void slacks_section_of_3000_characters_stays_and_one_more_loses_its_end_only()
      throws IOException {
    // Title 13 and an arrow of 3; the rest in characters that take 5 or 1.
    String action = "&".repeat(300);
    String fits =
        json(
                ChannelKind.SLACK,
                List.of(notice("a", "a", "A", "&".repeat(296) + "xxxx", action, null)))
            .at(SECTION)
            .asText();
    String more =
        json(
                ChannelKind.SLACK,
                List.of(notice("a", "a", "A", "&".repeat(296) + "xxxxx", action, null)))
            .at(SECTION)
            .asText();

    assertThat(fits).hasSize(3000).endsWith("&amp;&amp;");
    assertThat(more).hasSizeLessThanOrEqualTo(3000).startsWith("*Warning: A*\n&amp;").endsWith("…");
  }

  @Test
  void slacks_link_gives_way_to_the_text() throws IOException {
    String text = "&".repeat(300);
    String link = "https://console.example.com/accounts/acme";
    String shortOne =
        json(ChannelKind.SLACK, List.of(notice("a", "a", "A", "It fell.", text, link)))
            .at(SECTION)
            .asText();
    String longOne =
        json(ChannelKind.SLACK, List.of(notice("a", "a", "A", text, text, link)))
            .at(SECTION)
            .asText();

    assertThat(shortOne).endsWith("|Open>");
    assertThat(longOne).doesNotContain("Open").contains(SlackMessage.escaped(text));
  }

  @ParameterizedTest
  @CsvSource({"20, 20, ''", "21, 20, and 1 more"})
  void slack_gets_twenty_alerts_and_the_number_of_the_others(int told, int shown, String rest)
      throws IOException {
    JsonNode blocks =
        json(ChannelKind.SLACK, times(told, number -> named("n" + number))).path("blocks");

    assertThat(blocks)
        .filteredOn(block -> block.path("type").asText().equals("section"))
        .hasSize(shown);
    assertThat(blocks.get(blocks.size() - 1).toString()).contains(rest);
  }

  @Test
  void teams_gets_as_many_alerts_as_28_kilobytes_hold() throws IOException {
    List<Notice> all = endless(20);
    String text = text(ChannelKind.MSTEAMS, all);
    int shown = containers(all);

    assertThat(bytes(text)).isLessThanOrEqualTo(28_000);
    assertThat(shown).isBetween(5, 19);
    assertThat(text).contains("and " + (20 - shown) + " more");
    assertThat(containers(all.subList(0, shown))).as("these just fit").isEqualTo(shown);
    assertThat(containers(all.subList(0, shown + 1))).as("one more does not").isEqualTo(shown);
    assertThat(containers(times(20, number -> named("n" + number)))).as("short ones").isEqualTo(20);
  }

  private static int containers(List<Notice> notices) throws IOException {
    int count = 0;
    for (JsonNode block : json(ChannelKind.MSTEAMS, notices).at("/attachments/0/content/body")) {
      count += block.path("type").asText().equals("Container") ? 1 : 0;
    }
    return count;
  }

  @Test
  void a_pagers_summary_of_1024_characters_stays_and_one_more_is_cut() throws IOException {
    int before = "Warning: Acme: ".length();
    String fits = summary(x(1024 - before));
    String more = summary(x(1025 - before));

    assertThat(fits).hasSize(1024).endsWith("xx");
    assertThat(more).hasSize(1024).endsWith("x…");
  }

  private static String summary(String text) throws IOException {
    return json(ChannelKind.PAGERDUTY, List.of(notice("a1", "acme", "Acme", text)))
        .at("/payload/summary")
        .asText();
  }

  @Test
  void a_pagers_key_of_255_characters_stays_and_longer_ones_still_tell_alerts_apart()
      throws IOException {
    String account = x(LONGEST_ID);

    assertThat(key(x(255))).isEqualTo(x(255));
    assertThat(key(account + "/score-drop-7d/1"))
        .hasSize(255)
        .isEqualTo(key(account + "/score-drop-7d/1"))
        .isNotEqualTo(key(account + "/score-drop-7d/2"));
  }

  private static String key(String alertId) throws IOException {
    return json(ChannelKind.PAGERDUTY, List.of(notice(alertId, "acme", "Acme", "It fell.")))
        .path("dedup_key")
        .asText();
  }

  @ParameterizedTest
  @CsvSource({"PAGERDUTY, 512000", "WEBHOOK, 20000", "CLOUDEVENTS, 64000"})
  void what_just_fits_goes_whole_and_one_byte_more_costs_the_drivers(ChannelKind kind, int most) {
    int rest = bytes(text(kind, List.of(filled(2000)))) - 2000;
    String fits = text(kind, List.of(filled(most - rest)));
    String more = text(kind, List.of(filled(most - rest + 1)));

    assertThat(bytes(fits)).isEqualTo(most);
    assertThat(fits).contains("login-frequency").contains(x(most - rest));
    assertThat(bytes(more)).isLessThanOrEqualTo(most);
    assertThat(more).doesNotContain("login-frequency").contains(x(most - rest + 1));
  }

  @ParameterizedTest
  @CsvSource({"PAGERDUTY, 512000", "WEBHOOK, 20000", "CLOUDEVENTS, 64000"})
  void when_leaving_out_drivers_is_not_enough_texts_are_cut_and_ids_stay(
      ChannelKind kind, int most) {
    String text = text(kind, List.of(filled(most + 1)));

    assertThat(bytes(text)).isLessThan(most);
    assertThat(text).contains("\"alert_id\":\"a1\"", "\"rule_id\":\"score-drop-7d\"", "xxx…");
  }

  private static Notice filled(int length) {
    return notice("a1", "acme", "Acme", x(length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u00fc", "\u5065"})
  void a_full_webhook_fits_also_with_the_longest_ids_there_are(String character) {
    String id = character.repeat(LONGEST_ID);
    int most = ChannelKind.WEBHOOK.mostAlerts();
    String text =
        text(
            ChannelKind.WEBHOOK,
            times(
                most,
                number ->
                    notice(id + "/" + number, id, character.repeat(4096), character.repeat(4096))));

    assertThat(bytes(text)).isLessThanOrEqualTo(20_000);
    assertThat(text).contains(id + "/" + (most - 1));
  }

  @Test
  void a_mails_subject_of_150_characters_stays_and_one_more_is_cut() {
    assertThat(subject(118, Step.RAISED)).hasSize(128).endsWith("xx");
    assertThat(subject(117, Step.ESCALATED)).hasSize(150).endsWith("xx");
    assertThat(subject(118, Step.ESCALATED)).hasSize(150).endsWith("x…");
  }

  /** "Critical, escalated, still open: " are 33 characters. */
  private static String subject(int nameLength, Step step) {
    Notice alert = Notices.of("a1", step, Urgency.CRITICAL, "acme", "x".repeat(nameLength), "kim");
    Notification notification =
        new Notification(
            "msg_1",
            new Address("r/x/1", "kim"),
            Notification.Kind.GROUP,
            new TreeMap<>(),
            List.of(new Told(alert, step == Step.ESCALATED)),
            0,
            Notices.NOON);
    return ((Message.Mail) MailText.of(notification)).subject();
  }

  @ParameterizedTest
  @CsvSource({"200, 200, false", "201, 200, true"})
  void a_mail_holds_two_hundred_alerts_and_the_number_of_the_others(
      int told, int shown, boolean rest) {
    Message.Mail mail =
        (Message.Mail)
            message(
                ChannelKind.EMAIL,
                times(told, number -> notice("a", "acct", "Name " + number, "Fell.")));

    assertThat(mail.text().split("Fell\\.", -1)).hasSize(shown + 1);
    assertThat(mail.html().split("Fell\\.", -1)).hasSize(shown + 1);
    assertThat(mail.text().contains("and 1 more")).isEqualTo(rest);
    assertThat(mail.html().contains("and 1 more")).isEqualTo(rest);
  }

  @Test
  void a_line_of_the_log_of_2000_characters_stays_and_one_more_is_cut() {
    int rest = line(10).length() - 10;

    assertThat(line(2000 - rest)).hasSize(2000).endsWith("x]");
    assertThat(line(2001 - rest)).hasSize(2000).endsWith("x…");
  }

  private static String line(int idLength) {
    Notice notice = notice(x(idLength), "acme", "Acme", "It fell.");
    return ((Message.Line) message(ChannelKind.LOG, List.of(notice))).text();
  }

  @Test
  void names_of_120_and_sentences_of_500_characters_stay_and_one_more_is_cut() {
    assertThat(Wording.name(named(x(120)))).isEqualTo(x(120));
    assertThat(Wording.name(named(x(121)))).isEqualTo(x(119) + "…");
    assertThat(Wording.sentence(notice("a", "a", "a", x(500)))).isEqualTo(x(500));
    assertThat(Wording.sentence(notice("a", "a", "a", x(501)))).isEqualTo(x(499) + "…");
  }
}
