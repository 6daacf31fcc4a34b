package dev.customerhealth.topology;

import dev.customerhealth.domain.portfolio.Months;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.streams.state.KeyValueStore;

/** How far a partition's part of the book has come. Not thread safe; one per task. */
final class BookProgress {
  private static final String MONTH = "month";
  private static final String TURNED_TO = "turned-to";
  private static final String TOLD_AT = "told-at";
  private static final String TOLD_MONTH = "told-month";
  private static final String RATES = "rates";
  private static final String RECOUNTED_TO = "recounted-to";
  private static final String RECOUNT_BEGAN = "recount-began";
  private static final String RECOUNT_KIND = "recount-kind";

  /** What accounts were counted anew for before that was kept. */
  private static final String ONLY_KIND = "RATES";

  private final KeyValueStore<String, String> store;
  private int month;
  private String turnedTo;
  private long toldAt;
  private int toldMonth;
  private String recountedTo;

  BookProgress(KeyValueStore<String, String> store) {
    this.store = store;
    month = Integer.parseInt(get(MONTH, Integer.toString(Months.NONE)));
    turnedTo = get(TURNED_TO, null);
    toldAt = Long.parseLong(get(TOLD_AT, Long.toString(Long.MIN_VALUE)));
    recountedTo = get(RECOUNTED_TO, null);
    toldMonth = Integer.parseInt(get(TOLD_MONTH, Integer.toString(Months.NONE)));
  }

  private String get(String key, String otherwise) {
    String value = store.get(key);
    return value == null ? otherwise : value;
  }

  /** The month accounts are counted in; {@link Months#NONE} before the first tick. */
  int month() {
    return month;
  }

  /** Begins a month: every account is still to be counted in it. */
  void begin(int newMonth) {
    month = newMonth;
    store.put(MONTH, Integer.toString(newMonth));
    turnedTo("");
  }

  /** The last account counted in the month; null when all are. */
  String turnedTo() {
    return turnedTo;
  }

  void turnedTo(String accountId) {
    turnedTo = accountId;
    store.put(TURNED_TO, accountId);
  }

  /** Business time of the last time everything was told; {@link Long#MIN_VALUE} before. */
  long toldAt() {
    return toldAt;
  }

  /** The month of the book when everything was told last. */
  int toldMonth() {
    return toldMonth;
  }

  void told(long millis) {
    toldAt = millis;
    toldMonth = month;
    store.put(TOLD_AT, Long.toString(millis));
    store.put(TOLD_MONTH, Integer.toString(month));
  }

  /** Whether other rates hold than those the sums were made with. */
  boolean isCountedOtherwise(String rates) {
    return !rates.equals(get(RATES, rates));
  }

  void countedBy(String rates) {
    store.put(RATES, rates);
  }

  /** Remembers by which rates the first sums are made; does nothing when there are some. */
  void countedFirstBy(String rates) {
    if (store.get(RATES) == null) {
      countedBy(rates);
    }
  }

  /** By which rates the sums were made; null when there are none. */
  String countedBy() {
    return store.get(RATES);
  }

  /**
   * Begins to count all accounts anew: none of them is in the sums.
   *
   * @param kind what it is done for, as a restatement names it
   */
  void beginRecount(long now, String kind) {
    store.put(RECOUNT_BEGAN, Long.toString(now));
    store.put(RECOUNT_KIND, kind);
    recountedTo("");
  }

  /** Business time at which counting anew began, in milliseconds since 1970 UTC. */
  long recountBegan() {
    return Long.parseLong(get(RECOUNT_BEGAN, "0"));
  }

  /** What accounts are counted anew for. */
  String recountKind() {
    return get(RECOUNT_KIND, ONLY_KIND);
  }

  /** The last account counted anew; null when all are. */
  String recountedTo() {
    return recountedTo;
  }

  void recountedTo(String accountId) {
    recountedTo = accountId;
    store.put(RECOUNTED_TO, accountId);
  }

  /** Whether an account is still to be counted anew: accounts come in the order of their bytes. */
  boolean awaitsRecount(String accountId) {
    return recountedTo != null
        && Arrays.compareUnsigned(
                accountId.getBytes(StandardCharsets.UTF_8),
                recountedTo.getBytes(StandardCharsets.UTF_8))
            > 0;
  }
}
