package dev.customerhealth.notify.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.notice.Notice.Finding;
import dev.customerhealth.notify.notice.Notice.Mover;
import dev.customerhealth.notify.notice.Notice.Subject;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Makes a document fit into what the other side takes, by leaving out what matters least: first the
 * drivers, then the ends of texts. Ids, numbers and times always stay.
 */
final class Fitting {

  private static final List<UnaryOperator<Notice>> STEPS =
      List.of(
          notice -> shortened(notice, Integer.MAX_VALUE, notice.movers()),
          notice -> shortened(notice, Integer.MAX_VALUE, List.of()),
          notice -> shortened(notice, 500, List.of()),
          notice -> shortened(notice, 150, List.of()),
          notice -> shortened(notice, 40, List.of()));

  private Fitting() {}

  /**
   * The fullest text that fits; the shortest there is when none does.
   *
   * @param mostBytes in UTF-8
   * @param draft the document, made of notices that went through what it is given
   */
  static String within(int mostBytes, Function<UnaryOperator<Notice>, JsonNode> draft) {
    String text = "";
    for (UnaryOperator<Notice> step : STEPS) {
      text = JsonText.of(draft.apply(step));
      if (JsonText.bytes(text) <= mostBytes) {
        return text;
      }
    }
    return text;
  }

  /** With texts of at most so many characters, and with a link only where people may be sent to. */
  private static Notice shortened(Notice notice, int longest, List<Mover> movers) {
    Finding finding = notice.finding();
    Subject subject = notice.subject();
    return new Notice(
        notice.alertId(),
        notice.ruleId(),
        notice.ruleSource(),
        notice.step(),
        notice.urgency(),
        notice.raisedAt(),
        notice.at(),
        cut(notice.summary(), longest),
        new Finding(
            finding.value(),
            finding.threshold(),
            finding.windowDays(),
            finding.score(),
            finding.referenceScore(),
            finding.bandId(),
            finding.bandRole(),
            cut(finding.action(), longest),
            finding.model()),
        movers,
        new Subject(
            subject.accountId(),
            cut(subject.name(), longest),
            subject.owner(),
            cut(subject.segment(), longest),
            subject.arrMinor(),
            subject.currency(),
            subject.renewalDate()),
        Wording.link(notice).filter(link -> link.length() <= longest).orElse(null));
  }

  private static String cut(String text, int longest) {
    return text == null ? null : PlainText.cut(text, longest);
  }
}
