package dev.customerhealth.domain.portfolio;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was told of the finances of segments, each fact from the month on in which it became true: a
 * margin told today changes no month that was over before. Not thread safe.
 */
public final class SegmentFinances {

  /** Facts kept of a segment; of more the oldest are given up. */
  private static final int MOST = 256;

  /** In event time; of one moment by the event, so that every order of arrival ends alike. */
  private static final Comparator<SegmentFact> ORDER =
      Comparator.<SegmentFact>comparingLong(fact -> fact.finance().atMillis())
          .thenComparing(fact -> fact.eventId() == null ? "" : fact.eventId())
          .thenComparing(SegmentFact::accountId);

  private final Map<String, TreeSet<SegmentFact>> facts = new TreeMap<>();

  /**
   * Takes a fact.
   *
   * @return those given up for it; null when the fact is known, or older than all that are kept
   */
  public List<SegmentFact> take(SegmentFact fact) {
    TreeSet<SegmentFact> known =
        facts.computeIfAbsent(fact.segment(), none -> new TreeSet<>(ORDER));
    if (!known.add(fact)) {
      return null;
    }
    List<SegmentFact> givenUp = new ArrayList<>();
    while (known.size() > MOST) {
      SegmentFact oldest = known.pollFirst();
      if (oldest.equals(fact)) {
        return null;
      }
      givenUp.add(oldest);
    }
    return givenUp;
  }

  /** What was known of a segment at the end of a month; {@link Finance#NONE} when nothing was. */
  public Finance at(String segment, int month) {
    TreeSet<SegmentFact> known = facts.get(segment);
    Finance finance = Finance.NONE;
    if (known != null) {
      long end = Months.startMillis(month + 1);
      for (SegmentFact fact : known) {
        if (fact.finance().atMillis() < end) {
          finance = finance.with(fact.finance());
        }
      }
    }
    return finance;
  }
}
