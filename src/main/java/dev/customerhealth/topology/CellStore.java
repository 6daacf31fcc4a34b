package dev.customerhealth.topology;

import dev.customerhealth.domain.portfolio.BookKeeping;
import dev.customerhealth.domain.portfolio.Cause;
import dev.customerhealth.domain.portfolio.Cell;
import dev.customerhealth.domain.portfolio.Period;
import dev.customerhealth.domain.portfolio.Tally;
import dev.customerhealth.state.CellCodec;
import dev.customerhealth.state.CellSums;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The sums of a partition's part of the book. An event touches a handful of them, so those used
 * last are kept decoded, and what changed is stored once per commit, with whether it was told
 * since. Not thread safe; one per task.
 */
final class CellStore implements BookKeeping.Cells {

  /** Causes named of one restatement; the others are counted. */
  private static final int MOST_CAUSES = 10;

  private final KeyValueStore<Bytes, byte[]> store;
  private final CellCodec codec = new CellCodec();
  private final Map<Cell, Entry> recent = new HashMap<>();
  private final List<Entry> changed = new ArrayList<>();
  private final Set<Cell> untold = new HashSet<>();
  private final int mostRecent;
  private int epoch;

  /**
   * Looks through the store for what was not told before the task started.
   *
   * @param mostRecent cells kept decoded beyond a commit
   */
  CellStore(KeyValueStore<Bytes, byte[]> store, int mostRecent) {
    this.store = store;
    this.mostRecent = mostRecent;
    forEach(
        (cell, sums) -> {
          if (!sums.told()) {
            untold.add(cell);
          }
        });
  }

  @Override
  public BookKeeping.Place place(Cell cell) {
    return load(cell);
  }

  @Override
  public int epoch() {
    return epoch;
  }

  /** Tells what changed since the last time, in order. */
  void tell(BiConsumer<Cell, CellSums> listener) {
    for (Cell cell : new TreeSet<>(untold)) {
      Entry entry = load(cell);
      listener.accept(cell, entry.sums(true));
      entry.causes.clear();
      entry.restatements = 0;
      entry.untold = false;
      entry.toBeWritten();
    }
    untold.clear();
    write();
  }

  /**
   * Gives up the cells of periods that nothing can change any more; what was told of them stays.
   */
  void forget(Predicate<Period> periods) {
    write();
    List<Cell> old = new ArrayList<>();
    forEach(
        (cell, sums) -> {
          if (periods.test(cell.period())) {
            old.add(cell);
          }
        });
    for (Cell cell : old) {
      store.delete(key(cell));
      recent.remove(cell);
      untold.remove(cell);
    }
    epoch++;
  }

  /** Empties the cells of some periods, to be filled anew. */
  void empty(Predicate<Period> periods) {
    write();
    List<Cell> cells = new ArrayList<>();
    forEach(
        (cell, sums) -> {
          if (periods.test(cell.period())) {
            cells.add(cell);
          }
        });
    for (Cell cell : cells) {
      Entry entry = load(cell);
      entry.tally = new Tally();
      entry.changed();
    }
  }

  /** Stores what changed since the last time; must be called before every commit. */
  void write() {
    for (Entry entry : changed) {
      entry.unwritten = false;
      store.put(key(entry.cell), entry.sums(!entry.untold).encode());
    }
    changed.clear();
    if (recent.size() > mostRecent) {
      recent.clear();
      epoch++;
    }
  }

  private Entry load(Cell cell) {
    return recent.computeIfAbsent(
        cell,
        missing -> {
          byte[] bytes = store.get(key(missing));
          Entry loaded = new Entry(missing);
          if (bytes != null) {
            loaded.take(CellSums.decode(bytes));
          }
          loaded.untold = untold.contains(missing);
          return loaded;
        });
  }

  private void forEach(BiConsumer<Cell, CellSums> reader) {
    try (KeyValueIterator<Bytes, byte[]> found = store.all()) {
      while (found.hasNext()) {
        KeyValue<Bytes, byte[]> entry = found.next();
        reader.accept(codec.decode(entry.key.get()), CellSums.decode(entry.value));
      }
    }
  }

  private Bytes key(Cell cell) {
    return Bytes.wrap(codec.encode(cell));
  }

  /** The sums of a cell, decoded. */
  private final class Entry implements BookKeeping.Place {
    private final Cell cell;
    private Tally tally = new Tally();
    private final List<Cause> causes = new ArrayList<>();
    private long restatements;

    /** Whether it is among those still to be told. */
    private boolean untold;

    /** Whether it is among those still to be stored. */
    private boolean unwritten;

    Entry(Cell cell) {
      this.cell = cell;
    }

    @Override
    public void add(Tally delta, Cause cause) {
      tally.plus(delta);
      if (cause != null) {
        restatements++;
        if (causes.size() < MOST_CAUSES && !causes.contains(cause)) {
          causes.add(cause);
        }
      }
      changed();
    }

    void changed() {
      toBeWritten();
      if (!untold) {
        untold = true;
        CellStore.this.untold.add(cell);
      }
    }

    void toBeWritten() {
      if (!unwritten) {
        unwritten = true;
        changed.add(this);
      }
    }

    void take(CellSums sums) {
      tally = sums.tally();
      causes.addAll(sums.causes());
      restatements = sums.restatements();
    }

    CellSums sums(boolean told) {
      return new CellSums(told, tally, causes, restatements);
    }
  }
}
