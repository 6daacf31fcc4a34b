package dev.customerhealth.state;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Names that occur in almost every account and rest as one byte. They rest in state stores: names
 * are only added at the end.
 */
final class KnownNames {
  private static final List<String> NAMES =
      List.of(
          "M0",
          "healthy",
          "stable",
          "at-risk",
          "critical",
          "emergency",
          "score-drop-7d",
          "score-drop-30d",
          "intervention-zone-entered",
          "escalation-zone-entered",
          "EUR",
          "USD",
          "GBP",
          "enterprise",
          "mid-market",
          "smb",
          "M1",
          "M3",
          "M4",
          "excellent",
          "good",
          "needs-attention",
          "usage-silent",
          "key-person-left",
          "feedback-negative",
          "invoice-overdue",
          "payment-disputed",
          "contraction",
          "renewal-at-risk",
          "critical-escalation-open",
          "EMEA",
          "DACH",
          "APAC",
          "LATAM",
          "AMER",
          "NA",
          "bronze",
          "silver",
          "gold",
          "platinum",
          "basic",
          "standard",
          "premium",
          "strategic");

  private static final Map<String, Integer> PLACES =
      IntStream.range(0, NAMES.size())
          .boxed()
          .collect(Collectors.toUnmodifiableMap(NAMES::get, place -> place));

  /** Before the known ones: 0 for null, 1 for a name written out. */
  private static final int FIRST_KNOWN = 2;

  private KnownNames() {}

  static void write(ByteWriter out, String name) {
    if (!writeKnown(out, name)) {
      out.text(name);
    }
  }

  /** The same, where others are mostly of few letters. */
  static void writeShort(ByteWriter out, String name) {
    if (!writeKnown(out, name)) {
      out.shortText(name);
    }
  }

  private static boolean writeKnown(ByteWriter out, String name) {
    if (name == null) {
      out.varint(0);
      return true;
    }
    int index = PLACES.getOrDefault(name, -1);
    out.varint(index < 0 ? 1 : index + FIRST_KNOWN);
    return index >= 0;
  }

  static String read(ByteReader in) {
    int code = code(in);
    return code == 1 ? in.text() : known(code);
  }

  /** Reads what {@link #writeShort} wrote. */
  static String readShort(ByteReader in) {
    int code = code(in);
    return code == 1 ? in.shortText() : known(code);
  }

  private static int code(ByteReader in) {
    return in.upTo(NAMES.size() + FIRST_KNOWN - 1, "a known name");
  }

  private static String known(int code) {
    return code == 0 ? null : NAMES.get(code - FIRST_KNOWN);
  }
}
