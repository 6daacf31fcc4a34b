package dev.customerhealth.notify.message;

import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.notice.Notice.Finding;
import dev.customerhealth.notify.notice.Notice.Mover;
import dev.customerhealth.notify.notice.Notice.Subject;
import dev.customerhealth.notify.notice.Step;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.planning.Notification.Told;
import dev.customerhealth.publication.ShownPoints;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The words, the same in every channel. All of them are clean single lines, not yet escaped. */
final class Wording {

  private static final int NAME = 120;
  private static final int SENTENCE = 500;
  private static final int MOVERS = 3;

  /** Longer ones are cut by somebody on the way, and then lead elsewhere. */
  private static final int LONGEST_LINK = 2000;

  private Wording() {}

  /** What a notification is about, in a line. */
  static String headline(Notification notification) {
    List<Told> told = notification.told();
    if (told.size() == 1) {
      return kind(told.get(0)) + ": " + name(told.get(0).notice());
    }
    String count = told.size() + " alerts";
    if (notification.kind() == Notification.Kind.DIGEST) {
      return "Digest: " + count;
    }
    if (notification.kind() == Notification.Kind.OVERFLOW) {
      return count + " that came faster than they are told one by one";
    }
    boolean oneAccount =
        told.stream().map(each -> each.notice().subject().accountId()).distinct().count() == 1;
    return oneAccount
        ? count + ": " + name(told.get(0).notice())
        : count + ", first " + name(told.get(0).notice());
  }

  /** The account's name. */
  static String name(Notice notice) {
    return PlainText.line(notice.subject().called(), NAME);
  }

  /** How urgent, or that it is over. */
  static String kind(Told told) {
    Notice notice = told.notice();
    String again = told.repeat() ? ", still open" : "";
    return switch (notice.step()) {
      case RAISED -> capital(notice.urgency()) + again;
      case ESCALATED -> capital(notice.urgency()) + ", escalated" + again;
      case ACKNOWLEDGED -> "Acknowledged";
      case SNOOZED -> "Snoozed";
      case RESOLVED -> "Resolved";
    };
  }

  private static String capital(Enum<?> constant) {
    String word = constant.name().toLowerCase(Locale.ROOT);
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  /** What happened, in a sentence. */
  static String sentence(Notice notice) {
    return PlainText.line(notice.summary(), SENTENCE);
  }

  /** What people are to do; empty when nothing, or nothing any more. */
  static Optional<String> action(Notice notice) {
    return notice.step() == Step.RESOLVED
        ? Optional.empty()
        : Optional.ofNullable(notice.finding().action())
            .map(text -> PlainText.line(text, SENTENCE));
  }

  /** What else is known, each a few words. */
  static List<String> facts(Notice notice) {
    List<String> facts = new ArrayList<>();
    Finding finding = notice.finding();
    if (finding.score() != null) {
      String before =
          finding.referenceScore() == null ? "" : " (was " + number(finding.referenceScore()) + ")";
      facts.add("score " + score(finding) + before);
    }
    if (finding.bandId() != null) {
      facts.add("band " + PlainText.line(finding.bandId(), NAME));
    }
    Subject subject = notice.subject();
    if (subject.arrMinor() != null) {
      facts.add("ARR " + money(subject.arrMinor(), subject.currency()));
    }
    if (subject.renewalDate() != null) {
      facts.add("renewal " + subject.renewalDate());
    }
    if (!notice.movers().isEmpty()) {
      facts.add(
          notice.movers().stream()
              .limit(MOVERS)
              .map(Wording::mover)
              .collect(Collectors.joining(", ")));
    }
    facts.add("rule " + PlainText.line(notice.ruleId(), NAME));
    return facts;
  }

  private static String mover(Mover mover) {
    return PlainText.line(mover.measure(), NAME)
        + " "
        + ShownPoints.signed(ShownPoints.of(mover.points()));
  }

  /** With as many decimals as it takes to see on which side of its bar it lies, if it has one. */
  private static String score(Finding finding) {
    double score = finding.score();
    if (finding.threshold() == null || !finding.score().equals(finding.value())) {
      return number(score);
    }
    return ShownPoints.beside(score, finding.threshold());
  }

  /** As the service itself shows it, so that the sentence of an alert and its facts agree. */
  private static String number(double value) {
    return ShownPoints.text(ShownPoints.of(value));
  }

  /** In major units; a currency nobody knows is taken to have two decimals. */
  private static String money(long minor, String code) {
    int decimals = 2;
    if (code != null) {
      try {
        decimals = Math.max(0, Currency.getInstance(code).getDefaultFractionDigits());
      } catch (IllegalArgumentException unknown) {
        decimals = 2;
      }
    }
    String amount =
        String.format(Locale.ROOT, "%,." + decimals + "f", BigDecimal.valueOf(minor, decimals));
    return code == null ? amount : amount + " " + PlainText.line(code, NAME);
  }

  /** The link, when it is one that people may be sent to. */
  static Optional<String> link(Notice notice) {
    if (notice.link() == null || notice.link().length() > LONGEST_LINK) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(notice.link());
      boolean web =
          "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
      return web && uri.getHost() != null ? Optional.of(uri.toASCIIString()) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** What is not said here; empty when everything is. */
  static Optional<String> rest(int leftOut, int stillOpen) {
    List<String> parts = new ArrayList<>();
    if (leftOut > 0) {
      parts.add("and " + leftOut + " more");
    }
    if (stillOpen > 0) {
      parts.add(
          stillOpen + (stillOpen == 1 ? " other alert is" : " other alerts are") + " still open");
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
  }
}
