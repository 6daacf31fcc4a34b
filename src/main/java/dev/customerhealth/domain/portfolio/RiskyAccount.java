package dev.customerhealth.domain.portfolio;

import java.util.Comparator;

/**
 * A customer at risk (R43).
 *
 * @param accountId the account
 * @param segment null when not told
 * @param csm id of its manager; null when not told
 * @param score in thousandths of a point
 * @param arrMinor what it pays a year, in minor units of the reporting currency; {@link #UNKNOWN}
 *     when nobody told it, or it cannot be converted
 */
public record RiskyAccount(String accountId, String segment, String csm, int score, long arrMinor) {

  /** Stands for what it pays when that is not known. */
  public static final long UNKNOWN = -1;

  /** First who pays most, of those the lowest score, then by id. */
  public static final Comparator<RiskyAccount> MOST_FIRST =
      Comparator.comparingLong(RiskyAccount::arrMinor)
          .reversed()
          .thenComparingInt(RiskyAccount::score)
          .thenComparing(RiskyAccount::accountId);

  /** Whether it is known what it pays. */
  public boolean isArrKnown() {
    return arrMinor != UNKNOWN;
  }
}
