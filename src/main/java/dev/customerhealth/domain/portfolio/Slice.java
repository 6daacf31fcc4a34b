package dev.customerhealth.domain.portfolio;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A part of the book; null in a place means any.
 *
 * @param segment accounts of this segment only
 * @param csm accounts of this manager only
 * @param cohort accounts whose contract started in this month only, as {@code 2026-03}
 * @param region accounts of this region only
 */
public record Slice(String segment, String csm, String cohort, String region)
    implements Comparable<Slice> {

  /** The whole book. */
  public static final Slice ALL = new Slice(null, null, null);

  /** Stands where nobody told a segment, a manager, a start or a region. */
  public static final String NOT_TOLD = "(none)";

  private static final int MIXER = 31;
  private static final Comparator<Slice> ORDER = Comparator.comparing(Slice::id);

  /** Of any region. */
  public Slice(String segment, String csm, String cohort) {
    this(segment, csm, cohort, null);
  }

  /**
   * The slices an account belongs to: the whole book, each part by itself, and with its segment;
   * and its manager within its region, without whom nobody could count the managers there. Sums
   * made before another one came do not have it: {@link Rates#fingerprint} must then change.
   */
  static List<Slice> of(Attribution attribution) {
    String segment = attribution.segment() == null ? NOT_TOLD : attribution.segment();
    String csm = attribution.csm() == null ? NOT_TOLD : attribution.csm();
    String cohort =
        attribution.startMonth() == Months.NONE ? NOT_TOLD : Months.label(attribution.startMonth());
    String region = attribution.region() == null ? NOT_TOLD : attribution.region();
    return List.of(
        ALL,
        new Slice(segment, null, null),
        new Slice(null, csm, null),
        new Slice(null, null, cohort),
        new Slice(null, null, null, region),
        new Slice(segment, csm, null),
        new Slice(segment, null, cohort),
        new Slice(segment, null, null, region),
        new Slice(null, csm, null, region));
  }

  /** Whether it is the whole book. */
  public boolean isAll() {
    return segment == null && csm == null && cohort == null && region == null;
  }

  /** As {@code all}, {@code segment=smb} or {@code segment=smb/region=emea}. */
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
    if (region != null) {
      parts.add("region=" + plain(region));
    }
    return parts.isEmpty() ? "all" : String.join("/", parts);
  }

  /** Two slices never have the same id, whatever people call their segments. */
  private static String plain(String name) {
    return name.replace("%", "%25").replace("/", "%2F").replace("=", "%3D").replace("|", "%7C");
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Slice that
            && Objects.equals(segment, that.segment)
            && Objects.equals(csm, that.csm)
            && Objects.equals(cohort, that.cohort)
            && Objects.equals(region, that.region));
  }

  /** Written out, as above: a record's own costs as much as the sums. */
  @Override
  public int hashCode() {
    int parts = Objects.hashCode(segment) * MIXER + Objects.hashCode(csm);
    return (parts * MIXER + Objects.hashCode(cohort)) * MIXER + Objects.hashCode(region);
  }

  @Override
  public int compareTo(Slice other) {
    return ORDER.compare(this, other);
  }
}
