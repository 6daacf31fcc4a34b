package dev.customerhealth.topology;

import dev.customerhealth.domain.portfolio.Cell;
import dev.customerhealth.domain.portfolio.Field;
import dev.customerhealth.domain.portfolio.Finance;
import dev.customerhealth.domain.portfolio.Period;
import dev.customerhealth.domain.portfolio.RiskyAccount;
import dev.customerhealth.domain.portfolio.SegmentFact;
import dev.customerhealth.domain.portfolio.SegmentFinances;
import dev.customerhealth.domain.portfolio.Slice;
import dev.customerhealth.domain.portfolio.Tally;
import dev.customerhealth.domain.portfolio.Totals;
import dev.customerhealth.state.BookPartial;
import dev.customerhealth.state.CellCodec;
import dev.customerhealth.state.CellSums;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The book of all partitions together. What each of them told last rests in the store; their sums
 * are kept in memory and made anew from it when the task starts. Not thread safe; one per task.
 */
final class MergedBook implements Totals {
  /** First bytes of keys that are no cells; those begin with the code of a kind of period. */
  private static final byte CLOCK = 100;

  private static final byte SEGMENT = 101;

  /** Beyond what is restated: a year that ended then, and the quarter before it. */
  private static final int MONTHS_KEPT = 40;

  private static final Tally NOTHING = new Tally();

  private final KeyValueStore<Bytes, byte[]> store;
  private final CellCodec codec = new CellCodec();
  private final Map<Cell, Tally> totals = new HashMap<>();
  private final Map<Integer, BookPartial.UpTo> clocks = new TreeMap<>();
  private final SegmentFinances finances = new SegmentFinances();
  private final TreeSet<Slice> slices = new TreeSet<>();

  MergedBook(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
    try (KeyValueIterator<Bytes, byte[]> found = store.all()) {
      while (found.hasNext()) {
        KeyValue<Bytes, byte[]> entry = found.next();
        remember(BookPartial.decode(entry.value));
      }
    }
  }

  private void remember(BookPartial told) {
    if (told instanceof BookPartial.Sums sums) {
      add(sums.cell(), sums.sums().tally());
    } else if (told instanceof BookPartial.UpTo upTo) {
      clocks.put(upTo.partition(), upTo);
    } else if (told instanceof BookPartial.OfSegment segment) {
      finances.take(segment.fact());
    }
  }

  private void add(Cell cell, Tally tally) {
    totals.computeIfAbsent(cell, none -> new Tally()).plus(tally);
    slices.add(cell.slice());
  }

  /** What a partition has in a cell now takes the place of what it had. */
  void take(BookPartial.Sums told) {
    Bytes key = key(told.cell(), told.partition());
    byte[] before = store.get(key);
    if (before != null && BookPartial.decode(before) instanceof BookPartial.Sums sums) {
      totals.get(told.cell()).minus(sums.sums().tally());
    }
    add(told.cell(), told.sums().tally());
    CellSums kept = new CellSums(true, told.sums().tally(), List.of(), 0);
    store.put(key, new BookPartial.Sums(told.partition(), told.cell(), kept).encode());
  }

  /** A partition told everything up to a time. */
  void take(BookPartial.UpTo told) {
    clocks.put(told.partition(), told);
    store.put(
        Bytes.wrap(
            ByteBuffer.allocate(1 + Integer.BYTES).put(CLOCK).putInt(told.partition()).array()),
        told.encode());
  }

  /**
   * Margins of a segment.
   *
   * @return whether that is news
   */
  boolean take(BookPartial.OfSegment told) {
    List<SegmentFact> givenUp = finances.take(told.fact());
    if (givenUp == null) {
      return false;
    }
    store.put(key(told.fact()), told.encode());
    givenUp.forEach(old -> store.delete(key(old)));
    return true;
  }

  private static Bytes key(SegmentFact fact) {
    byte[] name = (fact.segment() + '\0' + fact.eventId()).getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(1 + Long.BYTES + name.length)
            .put(SEGMENT)
            .putLong(fact.finance().atMillis())
            .put(name)
            .array());
  }

  /** Every part of the book in which a segment has, or had, accounts. */
  Collection<Slice> slicesWith(String segment) {
    return slices.stream()
        .filter(
            slice ->
                slice.segment() == null
                    ? slice.isAll()
                        || slices.contains(
                            new Slice(segment, slice.csm(), slice.cohort(), slice.region()))
                    : slice.segment().equals(segment))
        .toList();
  }

  /**
   * Business time up to which every partition told everything, in milliseconds since 1970 UTC;
   * {@link Long#MIN_VALUE} while one told nothing yet.
   *
   * @param partitions how many there are
   */
  long upTo(int partitions) {
    return clocks.size() < partitions
        ? Long.MIN_VALUE
        : clocks.values().stream()
            .mapToLong(BookPartial.UpTo::atMillis)
            .min()
            .orElse(Long.MIN_VALUE);
  }

  /** The customers at risk that pay most. */
  List<RiskyAccount> atRisk(int most) {
    return clocks.values().stream()
        .flatMap(clock -> clock.atRisk().stream())
        .sorted(RiskyAccount.MOST_FIRST)
        .limit(most)
        .toList();
  }

  /** Every slice that ever had anything in it. */
  Collection<Slice> slices() {
    return slices;
  }

  /** Every place that has anything in it. */
  Collection<Cell> cells() {
    return totals.keySet();
  }

  /** Gives up what no figure is made of any more. */
  void forget(int month) {
    List<Bytes> old = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> found = store.all()) {
      while (found.hasNext()) {
        KeyValue<Bytes, byte[]> entry = found.next();
        if (BookPartial.decode(entry.value) instanceof BookPartial.Sums sums
            && isOld(sums.cell().period(), month)) {
          old.add(entry.key);
        }
      }
    }
    old.forEach(store::delete);
    totals.keySet().removeIf(cell -> isOld(cell.period(), month));
  }

  private static boolean isOld(Period period, int month) {
    return period.lastMonth() < month - MONTHS_KEPT;
  }

  @Override
  public Tally of(Cell cell) {
    return totals.getOrDefault(cell, NOTHING);
  }

  @Override
  public int managers(Slice slice, int month) {
    int managers = 0;
    for (Slice other : slices) {
      if (other.csm() != null
          && !other.csm().equals(Slice.NOT_TOLD)
          && other.cohort() == null
          && Objects.equals(other.region(), slice.region())
          && Objects.equals(other.segment(), slice.segment())
          && of(new Cell(Period.book(month), other)).get(Field.ACCOUNTS) > 0) {
        managers++;
      }
    }
    return managers;
  }

  @Override
  public Finance finance(String segment, int month) {
    return finances.at(segment, month);
  }

  @Override
  public Iterable<String> segments() {
    return slices.stream()
        .filter(slice -> slice.csm() == null && slice.cohort() == null && slice.region() == null)
        .map(Slice::segment)
        .filter(Objects::nonNull)
        .toList();
  }

  private Bytes key(Cell cell, int partition) {
    byte[] place = codec.encode(cell);
    return Bytes.wrap(
        ByteBuffer.allocate(place.length + Integer.BYTES).put(place).putInt(partition).array());
  }
}
