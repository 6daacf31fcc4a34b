package dev.customerhealth.domain.portfolio;

import java.util.Objects;

/**
 * To which parts of the book an account belongs. Immutable; no record, because sums are looked up
 * by it and it must know its hash.
 */
public final class Attribution {

  /** Nobody told anything. */
  public static final Attribution UNKNOWN = new Attribution(null, null, Months.NONE, null);

  private static final int MIXER = 31;

  private final String segment;
  private final String csm;
  private final int startMonth;
  private final String region;
  private final int hash;

  /**
   * The parts.
   *
   * @param segment null when not told
   * @param csm id of the manager; null when not told
   * @param startMonth month in which its contract started, by {@link Months}; {@link Months#NONE}
   *     when not told
   * @param region where it is; null when not told
   */
  public Attribution(String segment, String csm, int startMonth, String region) {
    this.segment = segment;
    this.csm = csm;
    this.startMonth = startMonth;
    this.region = region;
    int parts = Objects.hashCode(segment) * MIXER + Objects.hashCode(csm);
    this.hash = (parts * MIXER + startMonth) * MIXER + Objects.hashCode(region);
  }

  /** The segment; null when not told. */
  public String segment() {
    return segment;
  }

  /** Id of the manager; null when not told. */
  public String csm() {
    return csm;
  }

  /** Month in which its contract started, by {@link Months}; {@link Months#NONE} when not told. */
  public int startMonth() {
    return startMonth;
  }

  /** Where it is; null when not told. */
  public String region() {
    return region;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Attribution that
            && hash == that.hash
            && startMonth == that.startMonth
            && Objects.equals(segment, that.segment)
            && Objects.equals(csm, that.csm)
            && Objects.equals(region, that.region));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return "Attribution[segment="
        + segment
        + ", csm="
        + csm
        + ", startMonth="
        + startMonth
        + ", region="
        + region
        + ']';
  }
}
