package dev.customerhealth.domain.alerting.quality;

import dev.customerhealth.domain.alerting.quality.QualityStep.Worth;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What became of a number of alerts.
 *
 * @param raised how many began
 * @param accounts how many accounts those were of
 * @param raisedAgain how many of them began shortly after the same rule had been resolved
 * @param escalated how many were ever escalated
 * @param acknowledged how many a person did something about while they were open
 * @param resolved how many are over
 * @param resolvedByThemselves how many of those nobody did anything about, without the withdrawn
 * @param withdrawn how many of those that are over had to go because their rule is gone, or not
 *     about the account any more
 * @param open how many are not over
 * @param useful how many were last judged useful
 * @param known how many were last judged to be known before
 * @param falseAlarms how many were last judged false
 * @param toAcknowledge from the beginning to the first thing a person did
 * @param openFor from the beginning to the end, of those that are over
 */
public record QualityFigures(
    int raised,
    int accounts,
    int raisedAgain,
    int escalated,
    int acknowledged,
    int resolved,
    int resolvedByThemselves,
    int withdrawn,
    int open,
    int useful,
    int known,
    int falseAlarms,
    Spread toAcknowledge,
    Spread openFor) {

  /** The figures of some alerts. */
  static QualityFigures of(Collection<AlertCareer> careers) {
    return new QualityFigures(
        count(careers, AlertCareer::raisedSeen),
        (int)
            careers.stream()
                .filter(AlertCareer::raisedSeen)
                .map(AlertCareer::accountId)
                .distinct()
                .count(),
        count(careers, career -> career.raisedSeen() && career.again()),
        count(careers, AlertCareer::escalated),
        count(careers, career -> career.acknowledgedAt() != null),
        count(careers, career -> career.resolvedAt() != null),
        count(careers, AlertCareer::resolvedByItself),
        count(careers, AlertCareer::withdrawn),
        count(careers, career -> career.resolvedAt() == null),
        count(careers, career -> career.worth() == Worth.USEFUL),
        count(careers, career -> career.worth() == Worth.KNOWN),
        count(careers, career -> career.worth() == Worth.FALSE),
        Spread.of(
            careers.stream()
                .map(AlertCareer::timeToAcknowledge)
                .flatMap(Optional::stream)
                .toList()),
        Spread.of(careers.stream().map(AlertCareer::timeOpen).flatMap(Optional::stream).toList()));
  }

  private static int count(Collection<AlertCareer> careers, Predicate<AlertCareer> predicate) {
    return (int) careers.stream().filter(predicate).count();
  }
}
