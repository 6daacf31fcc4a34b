package dev.customerhealth.domain.portfolio;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A part of the book; null in a place means any.
 *
 * @param segment accounts of this segment only
 * @param csm accounts of this manager only
 * @param cohort accounts whose contract started in this month only, as {@code 2026-03}
 */
public record Slice(String segment, String csm, String cohort) implements Comparable<Slice> {

  /** The whole book. */
  public static final Slice ALL = new Slice(null, null, null);

  /** Stands where nobody told a segment, a manager or a start. */
  public static final String NOT_TOLD = "(none)";

  private static final Comparator<Slice> ORDER = Comparator.comparing(Slice::id);

  /**
   * The slices an account belongs to: the whole book, each part by itself, and with its segment.
   */
  static List<Slice> of(Attribution attribution) {
    String segment = attribution.segment() == null ? NOT_TOLD : attribution.segment();
    String csm = attribution.csm() == null ? NOT_TOLD : attribution.csm();
    String cohort =
        attribution.startMonth() == Months.NONE ? NOT_TOLD : Months.label(attribution.startMonth());
    return List.of(
        ALL,
        new Slice(segment, null, null),
        new Slice(null, csm, null),
        new Slice(null, null, cohort),
        new Slice(segment, csm, null),
        new Slice(segment, null, cohort));
  }

  /** Whether it is the whole book. */
  public boolean isAll() {
    return segment == null && csm == null && cohort == null;
  }

  /** As {@code all}, {@code segment=smb} or {@code segment=smb/csm=anna}. */
  public String id() {
    List<String> parts = new ArrayList<>(2);
    if (segment != null) {
      parts.add("segment=" + plain(segment));
    }
    if (csm != null) {
      parts.add("csm=" + plain(csm));
    }
    if (cohort != null) {
      parts.add("cohort=" + plain(cohort));
    }
    return parts.isEmpty() ? "all" : String.join("/", parts);
  }

  /** Two slices never have the same id, whatever people call their segments. */
  private static String plain(String name) {
    return name.replace("%", "%25").replace("/", "%2F").replace("=", "%3D").replace("|", "%7C");
  }

  @Override
  public int compareTo(Slice other) {
    return ORDER.compare(this, other);
  }
}
