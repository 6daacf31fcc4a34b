package dev.customerhealth.history.ravenstack;

import dev.customerhealth.history.Rejects;
import java.util.ArrayList;
import java.util.List;

/** What became of the rows of one table. */
public final class RowsReport {
  private final String file;
  private final Rejects leftOut = new Rejects();
  private final Rejects notes = new Rejects();
  private final Rejects bad = new Rejects();
  private long rows;
  private long events;

  RowsReport(String file) {
    this.file = file;
  }

  /** Name of the file. */
  public String file() {
    return file;
  }

  /** Rows read. */
  public long rows() {
    return rows;
  }

  /** Events written. */
  public long events() {
    return events;
  }

  /** Rows, or parts of rows, that the mapping leaves out, by reason. */
  public Rejects leftOut() {
    return leftOut;
  }

  /** Rows that were kept although something about them is odd, by reason. */
  public Rejects notes() {
    return notes;
  }

  /** Rows that could not be understood. */
  public Rejects bad() {
    return bad;
  }

  /** Lines for people. */
  public List<String> describe() {
    List<String> lines = new ArrayList<>();
    lines.add("%s: %,d rows, %,d events".formatted(file, rows, events));
    describe("not understood", bad, lines);
    describe("left out", leftOut, lines);
    describe("kept, but odd", notes, lines);
    return lines;
  }

  void countRow() {
    rows++;
  }

  void countEvent() {
    events++;
  }

  private static void describe(String title, Rejects rejects, List<String> lines) {
    if (rejects.total() > 0) {
      lines.add(" " + title + ":");
      lines.addAll(rejects.describe());
    }
  }
}
