package dev.customerhealth.history;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Puts a history in order in bounded memory: sorted pieces in temporary files, which {@link
 * HistoryReader} merges. Lines that cannot become a record are left out; the check before has named
 * them.
 */
public final class HistorySort {
  /** Events held in memory at once take several times their length as text. */
  private static final long PIECE_BYTES = 32L * 1024 * 1024;

  private final Path directory;
  private final long pieceBytes;
  private final List<Path> pieces = new ArrayList<>();
  private final List<Entry> held = new ArrayList<>();
  private long heldBytes;

  HistorySort(Path directory, long pieceBytes) {
    this.directory = directory;
    this.pieceBytes = pieceBytes;
  }

  /**
   * Sorts files into pieces.
   *
   * @param directory an existing directory for the pieces; its owner deletes it
   * @return the pieces, each in order, in the order in which equal times are to be read
   * @throws IOException when a file cannot be read or a piece not be written
   */
  public static List<Path> sort(List<Path> files, JsonEvents json, EventJudge judge, Path directory)
      throws IOException {
    return new HistorySort(directory, PIECE_BYTES).sort(files, json, judge);
  }

  List<Path> sort(List<Path> files, JsonEvents json, EventJudge judge) throws IOException {
    for (Path path : files) {
      try (HistoryFile file = HistoryFile.open(path, json)) {
        Instant key = Instant.MIN;
        for (HistoryLine line = file.next(); line != null; line = file.next()) {
          if (line.event().isPresent()) {
            HistoryEvent event = line.event().get();
            // Nonsense stays behind the event before it, so that it cannot hold back a whole piece.
            key = judge.judge(event).isEmpty() ? event.occurredAt() : key;
            hold(new Entry(key, event), file.lastLineBytes());
          }
        }
      }
    }
    writePiece();
    return pieces;
  }

  private void hold(Entry entry, int bytes) throws IOException {
    held.add(entry);
    heldBytes += bytes;
    if (heldBytes >= pieceBytes) {
      writePiece();
    }
  }

  private void writePiece() throws IOException {
    held.sort(Comparator.comparing(Entry::key));
    Path piece = directory.resolve("sorted-%06d.ndjson.gz".formatted(pieces.size()));
    try (JsonEventWriter writer =
        new JsonEventWriter(
            new FastGzip(new BufferedOutputStream(Files.newOutputStream(piece), 64 * 1024)))) {
      for (Entry entry : held) {
        writer.write(entry.event());
      }
    }
    pieces.add(piece);
    held.clear();
    heldBytes = 0;
  }

  private record Entry(Instant key, HistoryEvent event) {}

  /** A temporary file is written once and read once: speed counts, not size. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(BufferedOutputStream out) throws IOException {
      super(out, 64 * 1024);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
