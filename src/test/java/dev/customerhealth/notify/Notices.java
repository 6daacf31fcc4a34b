package dev.customerhealth.notify;

import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.notice.Notice.Finding;
import dev.customerhealth.notify.notice.Notice.Mover;
import dev.customerhealth.notify.notice.Notice.Subject;
import dev.customerhealth.notify.notice.Step;
import dev.customerhealth.notify.notice.Urgency;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Made-up notices. */
public final class Notices {

  public static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

  private Notices() {}

  /** A drop of the account Acme, of Kim's, raised at noon. */
  public static Notice raised(String alertId) {
    return of(alertId, Step.RAISED, Urgency.WARNING, "acme", "Acme GmbH", "kim");
  }

  public static Notice of(
      String alertId, Step step, Urgency urgency, String account, String name, String csm) {
    return new Notice(
        alertId,
        "score-drop-7d",
        "R46",
        step,
        urgency,
        NOON,
        NOON,
        "The score fell by 21.8 points within 7 days.",
        new Finding(21.8, 20.0, 7, 41.2, 63.0, "at-risk", "INTERVENE", "Call the sponsor", "M0 1"),
        List.of(new Mover("login-frequency", -8.25), new Mover("nps", 1.5)),
        new Subject(
            account, name, csm, "enterprise", 12_000_000L, "EUR", LocalDate.parse("2027-01-31")),
        "https://console.example.com/accounts/acme");
  }

  public static Notice about(String alertId, String account, String csm) {
    return of(alertId, Step.RAISED, Urgency.WARNING, account, account + " Ltd", csm);
  }

  public static Notice critical(String alertId, String account, String csm) {
    return of(alertId, Step.RAISED, Urgency.CRITICAL, account, account + " Ltd", csm);
  }

  /** The next step of an alert. */
  public static Notice at(Notice notice, Step step, Instant at) {
    return new Notice(
        notice.alertId(),
        notice.ruleId(),
        notice.ruleSource(),
        step,
        notice.urgency(),
        notice.raisedAt(),
        at,
        notice.summary(),
        notice.finding(),
        notice.movers(),
        notice.subject(),
        notice.link());
  }

  /** The same alert, raised at another time. */
  public static Notice begun(Notice notice, Instant raisedAt) {
    return new Notice(
        notice.alertId(),
        notice.ruleId(),
        notice.ruleSource(),
        notice.step(),
        notice.urgency(),
        raisedAt,
        raisedAt,
        notice.summary(),
        notice.finding(),
        notice.movers(),
        notice.subject(),
        notice.link());
  }

  /** The same alert with another owner. */
  public static Notice owned(Notice notice, String csm, Instant at) {
    Subject subject = notice.subject();
    return new Notice(
        notice.alertId(),
        notice.ruleId(),
        notice.ruleSource(),
        notice.step(),
        notice.urgency(),
        notice.raisedAt(),
        at,
        notice.summary(),
        notice.finding(),
        notice.movers(),
        new Subject(
            subject.accountId(),
            subject.name(),
            csm,
            subject.segment(),
            subject.arrMinor(),
            subject.currency(),
            subject.renewalDate()),
        notice.link());
  }

  /** An alert all of whose texts are longer than anybody wants to read. */
  public static Notice endless(String alertId) {
    String text = "\u00fc<&\"".repeat(25_000);
    return new Notice(
        alertId,
        "score-drop-7d",
        "R46",
        Step.RAISED,
        Urgency.CRITICAL,
        NOON,
        NOON,
        text,
        new Finding(21.8, 20.0, 7, 41.2, 63.0, "at-risk", "INTERVENE", text, "M0 1"),
        List.of(new Mover("login-frequency", -8.25)),
        new Subject("acct-" + alertId, text, "kim", text, 1L, "EUR", LocalDate.parse("2027-01-31")),
        "https://console.example.com/" + "x".repeat(100_000));
  }

  /** Names of accounts, of people who mean harm and of others who only look like it. */
  public static List<String> namesOfAllKinds() {
    return List.of(
        "<!channel>",
        "<@U123> <https://evil.example|click>",
        "<img src=x onerror=alert(1)>",
        "<script>alert('&')</script>",
        "Acme\r\nBcc: all@evil.example",
        "Acme\n\n250 OK\u2028next\u2029next\u0085next",
        "\u202Egnp.exe\u202C \u200Bzero\u2066wide",
        "\u001B[31mred\u0000\u0007",
        "[click](https://evil.example) **bold** `code` ${jndi:ldap://evil}",
        "{{7*7}} \"quoted\" \\ 'single'",
        "\uD83D\uDE80 Rocket & S\u00f6hne \u5065\u5eb7",
        "half a rocket \uD83D");
  }

  /** An alert in which every text is this one. */
  public static Notice saying(String text) {
    return new Notice(
        "a1",
        "rule " + text,
        "R46",
        Step.RAISED,
        Urgency.WARNING,
        NOON,
        NOON,
        "said " + text,
        new Finding(21.8, 20.0, 7, 41.2, 63.0, text, "INTERVENE", "do " + text, "M0 1"),
        List.of(new Mover("measure " + text, -8.25)),
        new Subject(text, text, text, text, 1L, text, null),
        text);
  }

  /** An account with a name and a summary from somebody who means harm. */
  public static Notice hostile(String alertId) {
    return new Notice(
        alertId,
        "score-drop-7d",
        "R46",
        Step.RAISED,
        Urgency.CRITICAL,
        NOON,
        NOON,
        "<!channel> [click](https://evil.example) <img src=x onerror=alert(1)> & \"quoted\"",
        new Finding(null, null, null, 12.0, null, null, null, "**bold** <@U123>", "M0 1"),
        List.of(),
        new Subject(
            "acct-1",
            "<!channel>\r\nBcc: all@example.com\u202E<img onerror>",
            "kim",
            null,
            null,
            null,
            null),
        "javascript:alert(1)");
  }
}
