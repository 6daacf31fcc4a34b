package dev.customerhealth.state;

import dev.customerhealth.domain.fleet.Fleet;
import dev.customerhealth.domain.fleet.Fleet.Fault;
import dev.customerhealth.domain.fleet.Fleet.Stage;
import dev.customerhealth.domain.fleet.FleetReport;
import dev.customerhealth.domain.fleet.Reports;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The versioned binary form of what is known of the whole fleet: of what is taken for a fault, and
 * of each report, because one report comes and another goes at a time.
 */
public final class FleetCodec {
  private static final int VERSION = 2;

  /** Had the last report of every partition before the faults. */
  private static final int WITH_REPORTS = 1;

  private static final int MOST_PARTITIONS = 100_000;
  private static final int MOST_CAUSES = 1_000;

  /** Encodes what is taken for a fault, by cause. */
  public byte[] encode(Map<String, Fault> faults) {
    ByteWriter out = new ByteWriter();
    out.oneByte(VERSION);
    out.varint(faults.size());
    new TreeMap<>(faults).forEach((cause, fault) -> write(out, cause, fault));
    return out.toBytes();
  }

  /** Encodes a report. */
  public byte[] encode(FleetReport report) {
    ByteWriter out = new ByteWriter();
    out.oneByte(VERSION);
    write(out, report);
    return out.toBytes();
  }

  private static void write(ByteWriter out, FleetReport report) {
    out.varint(report.partition());
    out.zigzag(report.atMillis());
    out.varint(report.accounts());
    out.varint(report.fell());
    out.varint(report.heard().size());
    new TreeMap<>(report.heard())
        .forEach(
            (source, at) -> {
              out.text(source);
              out.zigzag(at);
            });
  }

  private static void write(ByteWriter out, String cause, Fault fault) {
    out.text(cause);
    out.varint(fault.episode());
    out.oneByte(fault.stage().code());
    out.zigzag(fault.sinceMillis());
    out.zigzag(fault.wellSinceMillis());
  }

  /**
   * Reads the faults, and the reports that an older version wrote with them.
   *
   * @param bytes null when nothing is known
   * @throws IllegalArgumentException when the bytes are no fleet
   */
  public Fleet decode(byte[] bytes) {
    if (bytes == null) {
      return Fleet.UNKNOWN;
    }
    ByteReader in = new ByteReader("the fleet", bytes);
    int version = in.oneByte();
    if (version != VERSION && version != WITH_REPORTS) {
      throw in.refused(
          "expected version " + WITH_REPORTS + " or " + VERSION + ", found " + version);
    }
    Map<Integer, List<FleetReport>> reports = new HashMap<>();
    if (version == WITH_REPORTS) {
      for (int left = in.upTo(MOST_PARTITIONS, "partitions"); left > 0; left--) {
        FleetReport report = report(in);
        reports.put(report.partition(), List.of(report));
      }
    }
    Map<String, Fault> faults = new HashMap<>();
    for (int left = in.upTo(MOST_CAUSES, "causes"); left > 0; left--) {
      String cause = in.text();
      faults.put(cause, new Fault(in.varint(), stage(in), in.zigzag(), in.zigzag()));
    }
    in.end();
    return new Fleet(new Reports(reports), faults);
  }

  /**
   * Reads a report.
   *
   * @throws IllegalArgumentException when the bytes are none
   */
  public FleetReport decodeReport(byte[] bytes) {
    ByteReader in = new ByteReader("a report about the fleet", bytes);
    int version = in.oneByte();
    if (version != VERSION) {
      throw in.refused("expected version " + VERSION + ", found " + version);
    }
    FleetReport report = report(in);
    in.end();
    return report;
  }

  private static Stage stage(ByteReader in) {
    int code = in.oneByte();
    Stage stage = Stage.of(code);
    if (stage == null) {
      throw in.refused("expected a stage of a fault, found " + code);
    }
    return stage;
  }

  private static FleetReport report(ByteReader in) {
    int partition = in.upTo(MOST_PARTITIONS, "a partition");
    long at = in.zigzag();
    long accounts = in.varint();
    long fell = in.varint();
    Map<String, Long> heard = new HashMap<>();
    for (int left = in.upTo(MOST_CAUSES, "sources"); left > 0; left--) {
      String source = in.text();
      heard.put(source, in.zigzag());
    }
    return new FleetReport(partition, at, heard, accounts, fell);
  }
}
