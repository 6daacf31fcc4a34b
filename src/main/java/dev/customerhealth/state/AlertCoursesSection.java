package dev.customerhealth.state;

import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.account.AlertCourse;
import dev.customerhealth.domain.account.AlertCourse.Stage;
import dev.customerhealth.domain.account.AlertMemory;
import java.util.ArrayList;
import java.util.List;

/**
 * What alerts wait for and what people did about them, as bytes: behind the alerts themselves, and
 * only where there is any of it.
 */
final class AlertCoursesSection {
  private static final int ESCALATED = 1;
  private static final int MOVES = 2;
  private static final int QUIET = 4;
  private static final int ASSIGNED = 8;
  private static final int COMMANDED = 16;
  private static final int ALL = 31;
  private static final int MOST_SEVERE = 100;
  private static final int MOST_STAGES = Stage.PASSED_OVER.code();

  private AlertCoursesSection() {}

  static boolean isNeeded(List<AlertMemory> alerts) {
    for (int i = 0; i < alerts.size(); i++) {
      if (alerts.get(i).course() != null) {
        return true;
      }
    }
    return false;
  }

  static void write(ByteWriter out, List<AlertMemory> alerts, long asOf) {
    for (AlertMemory alert : alerts) {
      if (alert.course() == null) {
        out.varint(0);
      } else {
        write(out, alert.course(), asOf);
      }
    }
  }

  private static void write(ByteWriter out, AlertCourse course, long asOf) {
    boolean moves = course.nextMillis() != AlertCourse.NEVER;
    boolean quiet = course.quietUntilMillis() != AccountState.NEVER;
    boolean assigned = course.assignee() != null;
    boolean commanded = course.lastAtMillis() != AccountState.NEVER;
    out.varint(course.stage().code());
    out.varint(
        (course.escalated() ? ESCALATED : 0)
            | (moves ? MOVES : 0)
            | (quiet ? QUIET : 0)
            | (assigned ? ASSIGNED : 0)
            | (commanded ? COMMANDED : 0));
    out.varint(course.severity());
    out.thousandths(asOf - course.sinceMillis());
    if (moves) {
      out.thousandths(course.nextMillis() - course.sinceMillis());
    }
    if (quiet) {
      out.thousandths(course.quietUntilMillis() - course.sinceMillis());
    }
    if (assigned) {
      out.text(course.assignee());
    }
    if (commanded) {
      out.thousandths(asOf - course.lastAtMillis());
      out.varint(course.lastHash());
    }
  }

  static List<AlertMemory> read(ByteReader in, List<AlertMemory> alerts, long asOf) {
    List<AlertMemory> read = new ArrayList<>(alerts.size());
    for (AlertMemory alert : alerts) {
      int stage = in.upTo(MOST_STAGES, "the stage of an alert");
      read.add(stage == 0 ? alert : alert.with(course(in, Stage.of(stage), asOf)));
    }
    return read;
  }

  private static AlertCourse course(ByteReader in, Stage stage, long asOf) {
    int has = in.upTo(ALL, "flags of an alert");
    int severity = in.upTo(MOST_SEVERE, "a severity");
    long since = asOf - in.thousandths();
    long next = (has & MOVES) != 0 ? since + in.thousandths() : AlertCourse.NEVER;
    long quiet = (has & QUIET) != 0 ? since + in.thousandths() : AccountState.NEVER;
    String assignee = (has & ASSIGNED) != 0 ? in.text() : null;
    boolean commanded = (has & COMMANDED) != 0;
    long lastAt = commanded ? asOf - in.thousandths() : AccountState.NEVER;
    long lastHash = commanded ? in.varint() : 0;
    return new AlertCourse(
        stage, (has & ESCALATED) != 0, severity, since, next, quiet, assignee, lastAt, lastHash);
  }
}
