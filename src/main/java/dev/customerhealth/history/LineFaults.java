package dev.customerhealth.history;

import java.util.ArrayList;
import java.util.List;

/** Collects everything on a line that does not fit; costs nothing as long as all does. */
final class LineFaults {
  /** A line of nothing but mistakes is told by its first ones. */
  private static final int MOST = 20;

  private List<HistoryLine.Fault> found = List.of();

  /** One value that does not fit its field. */
  void add(String field, String value, String expected) {
    if (found.isEmpty()) {
      found = new ArrayList<>();
    }
    if (found.size() < MOST) {
      found.add(new HistoryLine.Fault(field, value, expected));
    }
  }

  boolean none() {
    return found.isEmpty();
  }

  /** In the order of the schema, what is unknown first. */
  List<HistoryLine.Fault> found() {
    return List.copyOf(found);
  }
}
