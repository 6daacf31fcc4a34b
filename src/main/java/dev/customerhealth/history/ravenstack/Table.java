package dev.customerhealth.history.ravenstack;

import dev.customerhealth.history.HistoryEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/** One of RavenStack's tables: which file, which columns, and what a row becomes. */
abstract class Table {
  private final RowsReport report;
  private final List<String> columns;
  private final Consumer<HistoryEvent> out;

  Table(String file, List<String> columns, Consumer<HistoryEvent> out) {
    this.report = new RowsReport(file);
    this.columns = columns;
    this.out = out;
  }

  /**
   * Reads the file from a directory.
   *
   * @throws IOException when the file is missing, broken or lacks a column
   */
  final RowsReport read(Path directory) throws IOException {
    CsvTable.read(directory.resolve(report.file()), columns, this::readRow);
    finish();
    return report;
  }

  /** Turns a row into events; what it makes of the row goes through {@link #tell}. */
  abstract void convert(Row row);

  /** Called once after the last row, for what only all rows together can tell. */
  void finish() {}

  final void tell(String topic, SpecificRecord record) {
    out.accept(new HistoryEvent(topic, record));
    report.countEvent();
  }

  final RowsReport report() {
    return report;
  }

  private void readRow(Row row) {
    report.countRow();
    try {
      convert(row);
    } catch (BadRow bad) {
      report.bad().add("rows with an unfit value", bad.getMessage());
    }
  }
}
