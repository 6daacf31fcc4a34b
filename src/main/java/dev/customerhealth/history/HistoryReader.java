package dev.customerhealth.history;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Several history files read as one, merged by event time; each file's own order is kept.
 *
 * <p>A line that does not make sense is placed by the line before it, not by its own time: one
 * event dated 2099 would otherwise hold back the rest of its file.
 */
public final class HistoryReader implements JudgedLines, Closeable {
  private final List<Cursor> cursors = new ArrayList<>();
  private final PriorityQueue<Cursor> next =
      new PriorityQueue<>(
          Comparator.comparing((Cursor cursor) -> cursor.key)
              .thenComparingInt(cursor -> cursor.index));

  private HistoryReader() {}

  /**
   * Opens the files.
   *
   * @throws IOException when one of them cannot be read
   */
  public static HistoryReader open(List<Path> files, JsonEvents json, EventJudge judge)
      throws IOException {
    HistoryReader reader = new HistoryReader();
    try {
      for (Path file : files) {
        reader.add(HistoryFile.open(file, json), judge);
      }
      return reader;
    } catch (IOException failed) {
      reader.close();
      throw failed;
    }
  }

  private void add(HistoryFile file, EventJudge judge) throws IOException {
    Cursor cursor = new Cursor(file, cursors.size(), judge);
    cursors.add(cursor);
    if (cursor.advance()) {
      next.add(cursor);
    }
  }

  @Override
  public JudgedLine next() throws IOException {
    Cursor cursor = next.poll();
    if (cursor == null) {
      return null;
    }
    JudgedLine line = cursor.head;
    if (cursor.advance()) {
      next.add(cursor);
    }
    return line;
  }

  /** Lines with nothing on them, in all files so far. */
  public long blankLines() {
    return cursors.stream().mapToLong(cursor -> cursor.file.blankLines()).sum();
  }

  @Override
  public void close() throws IOException {
    for (Cursor cursor : cursors) {
      cursor.file.close();
    }
  }

  private static final class Cursor {
    private final HistoryFile file;
    private final int index;
    private final EventJudge judge;
    private Instant key = Instant.MIN;
    private JudgedLine head;

    Cursor(HistoryFile file, int index, EventJudge judge) {
      this.file = file;
      this.index = index;
      this.judge = judge;
    }

    boolean advance() throws IOException {
      HistoryLine line = file.next();
      if (line == null) {
        head = null;
        return false;
      }
      head = new JudgedLine(file.path().toString(), line, line.event().flatMap(judge::judge));
      if (head.movesTime()) {
        key = line.event().orElseThrow().occurredAt();
      }
      return true;
    }
  }
}
