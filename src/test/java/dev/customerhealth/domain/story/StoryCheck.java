package dev.customerhealth.domain.story;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a person worked out by hand for the end of a day.
 *
 * @param day the day
 * @param score the score, in the decimals written
 * @param band id of its band
 * @param coverage share of the weight with data, as written
 * @param rows every measure with data
 * @param moves what each measure adds more, or less, than at the check before
 * @param alerts alert steps since the check before
 */
record StoryCheck(
    LocalDate day,
    String score,
    String band,
    String coverage,
    List<Row> rows,
    Map<String, String> moves,
    List<AlertStep> alerts) {

  /** One measure, in the decimals written. */
  record Row(String measure, String value, String points, String weight, String adds) {}

  /**
   * One step of an alert.
   *
   * @param number points lost for a drop, the score for a zone, else the value of the measure
   */
  record AlertStep(LocalDate day, String step, String rule, String number) {
    @Override
    public String toString() {
      return day + " " + step + " " + rule + " at " + number;
    }
  }

  /** A check without rows and alerts, which are added while reading. */
  static StoryCheck of(LocalDate day, String score, String band, String coverage) {
    return new StoryCheck(
        day, score, band, coverage, new ArrayList<>(), new HashMap<>(), new ArrayList<>());
  }
}
