package dev.customerhealth.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody probably meant to write. */
public final class NearestName {

  private NearestName() {}

  /** The known name that is a few letters away, or the same setting under another group. */
  public static Optional<String> of(String name, Collection<String> known) {
    Optional<String> near =
        known.stream()
            .filter(candidate -> isNear(name, candidate))
            .min(
                Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                    .thenComparing(Comparator.naturalOrder()));
    if (near.isPresent()) {
      return near;
    }
    return known.stream()
        .filter(candidate -> lastPart(candidate).equals(lastPart(name)))
        .min(Comparator.naturalOrder());
  }

  /** Of a name of two letters every other one is two letters away. */
  private static boolean isNear(String name, String candidate) {
    int most = Math.min(name.length() - 1, Math.max(2, candidate.length() / 5));
    return distance(name, candidate) <= most;
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** Levenshtein's distance: letters to insert, remove or replace. */
  private static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[right.length()];
  }
}
