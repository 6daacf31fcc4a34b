package dev.customerhealth.notify.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One step of an alert, as it is told to people. Everything that an alert may lack is nullable, so
 * that richer alerts need no new notifier and poorer ones still go out.
 *
 * @param alertId the same for every step of one alert, also after a replay
 * @param ruleId rule that raised it, for instance {@code score-drop-7d}
 * @param ruleSource id of the rule in the domain reference, for instance {@code R46}
 * @param step which step
 * @param urgency how soon a person should look
 * @param raisedAt business time the alert was raised
 * @param at business time of this step
 * @param summary one sentence: what happened
 * @param finding what was measured
 * @param movers measures that moved the score, the largest loss first
 * @param subject the account
 * @param link into the console; null when there is none
 */
public record Notice(
    String alertId,
    String ruleId,
    String ruleSource,
    Step step,
    Urgency urgency,
    Instant raisedAt,
    Instant at,
    String summary,
    Finding finding,
    List<Mover> movers,
    Subject subject,
    String link) {

  public Notice {
    movers = List.copyOf(movers);
  }

  /**
   * What was measured; any part may be null.
   *
   * @param value the measured value: points lost for a drop, the score for a zone
   * @param threshold the bar it crossed
   * @param windowDays days the rule looks back
   * @param score 0 to 100 at this step
   * @param referenceScore 0 to 100, what the score is compared with
   * @param bandId band at this step
   * @param bandRole what the band asks people to do, for instance {@code INTERVENE}
   * @param action what people are to do
   * @param model id and version of the scoring model
   */
  public record Finding(
      Double value,
      Double threshold,
      Integer windowDays,
      Double score,
      Double referenceScore,
      String bandId,
      String bandRole,
      String action,
      String model) {}

  /**
   * A measure that moved the score.
   *
   * @param measure id of the measure
   * @param points of the account's score, negative for a loss
   */
  public record Mover(String measure, double points) {}

  /**
   * The account; all but the id may be null.
   *
   * @param accountId the account
   * @param name for people
   * @param owner id of its CSM
   * @param segment its segment
   * @param arrMinor annual recurring revenue in minor units of the currency
   * @param currency ISO 4217
   * @param renewalDate day on which the current term ends
   */
  public record Subject(
      String accountId,
      String name,
      String owner,
      String segment,
      Long arrMinor,
      String currency,
      LocalDate renewalDate) {

    /** What people call it: the name, or else the id. */
    public String called() {
      return name == null || name.isBlank() ? accountId : name;
    }

    /** The CSM; empty text for nobody. */
    public String ownerOrNobody() {
      return owner == null ? "" : owner;
    }
  }

  /** Labels to route and group by; what is not known is not there. */
  public SortedMap<String, String> labels() {
    SortedMap<String, String> labels = new TreeMap<>();
    put(labels, Label.ACCOUNT, subject.accountId());
    put(labels, Label.ACCOUNT_NAME, subject.name());
    put(labels, Label.RULE, ruleId);
    put(labels, Label.RULE_SOURCE, ruleSource);
    put(labels, Label.SEVERITY, urgency.name());
    put(labels, Label.CSM, subject.owner());
    put(labels, Label.SEGMENT, subject.segment());
    put(labels, Label.BAND, finding.bandId());
    put(labels, Label.BAND_ROLE, finding.bandRole());
    put(labels, Label.MODEL, finding.model());
    put(labels, Label.CURRENCY, subject.currency());
    return labels;
  }

  private static void put(SortedMap<String, String> labels, Label label, String value) {
    if (value != null) {
      labels.put(label.word(), value);
    }
  }
}
