package dev.customerhealth.notify.planning;

import dev.customerhealth.notify.notice.Notice;
import dev.customerhealth.notify.notice.Step;
import java.time.Instant;

/**
 * What was told last of an alert at an address.
 *
 * @param step which step
 * @param at business time of that step; with the step it tells steps apart
 * @param toldAt when it was told
 * @param group key of the group it went out with
 */
public record Mark(Step step, Instant at, Instant toldAt, String group) {

  /** Whether this is what a notice says. */
  public boolean says(Notice notice) {
    return step == notice.step() && at.equals(notice.at());
  }
}
