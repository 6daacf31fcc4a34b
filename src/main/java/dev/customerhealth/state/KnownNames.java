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
          "critical-escalation-open");

  private static final Map<String, Integer> PLACES =
      IntStream.range(0, NAMES.size())
          .boxed()
          .collect(Collectors.toUnmodifiableMap(NAMES::get, place -> place));

  /** Before the known ones: 0 for null, 1 for a name written out. */
  private static final int FIRST_KNOWN = 2;

  private KnownNames() {}

  static void write(ByteWriter out, String name) {
    int index = name == null ? -1 : PLACES.getOrDefault(name, -1);
    if (name == null) {
      out.varint(0);
    } else if (index < 0) {
      out.varint(1);
      out.text(name);
    } else {
      out.varint(index + FIRST_KNOWN);
    }
  }

  static String read(ByteReader in) {
    int code = in.upTo(NAMES.size() + FIRST_KNOWN - 1, "a known name");
    return switch (code) {
      case 0 -> null;
      case 1 -> in.text();
      default -> NAMES.get(code - FIRST_KNOWN);
    };
  }
}
