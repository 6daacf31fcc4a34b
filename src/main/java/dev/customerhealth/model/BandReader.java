package dev.customerhealth.model;

import dev.customerhealth.domain.scoring.Band;
import dev.customerhealth.domain.scoring.BandRole;
import dev.customerhealth.domain.scoring.Points;
import dev.customerhealth.yaml.Fields;
import dev.customerhealth.yaml.Ids;
import dev.customerhealth.yaml.Problems;
import dev.customerhealth.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the bands of a model: half-open ranges that cover 0 to 100 without gap or overlap. */
final class BandReader {
  private static final double WHOLE = 100;
  private static final Pattern COLOUR = Pattern.compile("[a-z]+|#[0-9a-f]{6}");
  private static final Pattern TEXT = Pattern.compile("(?s).*\\S.*");

  private final Problems problems;

  BandReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * A band as it stands in the file.
   *
   * @param roleKnown whether the role of the band is the one in the file
   */
  private record Read(Fields fields, Band band, double from, double to, boolean roleKnown) {
    boolean isRange() {
      return from < to;
    }
  }

  /** The bands, best first; with problems when they cannot be used. */
  List<Band> read(Fields model) {
    List<Read> bands = new ArrayList<>();
    Ids ids = new Ids();
    int place = 0;
    for (YamlNode node : model.items("bands", 1)) {
      place++;
      String path = model.path("bands") + "[" + Ids.nameOf(node, "id", place) + "]";
      Optional<Fields> fields = Fields.of(node, path, problems);
      fields.map(each -> band(each, ids)).ifPresent(bands::add);
    }
    requireWhole(model, bands);
    return bands.stream()
        .map(Read::band)
        .sorted(Comparator.comparingInt(Band::lowerBound).reversed())
        .toList();
  }

  private Read band(Fields fields, Ids ids) {
    String id = ids.read(fields, "band");
    String label = fields.text("label", TEXT, "expected a text");
    double from = fields.number("from", 0, WHOLE);
    double to = fields.number("to", 0, WHOLE);
    int before = problems.count();
    BandRole role = fields.choice("role", BandRole.MONITOR);
    boolean roleKnown = problems.count() == before;
    String colour =
        fields.text("colour", COLOUR, "expected a colour's name, or #rrggbb in small letters");
    String action = fields.text("action", TEXT, "expected a text");
    fields.refuseUnknown();
    if (from >= to) {
      fields.wrong("to", "expected more than from, " + Fields.plain(from));
    }
    int lowerBound = Double.isNaN(from) ? 0 : Points.of(from);
    return new Read(
        fields, new Band(id, label, lowerBound, role, colour, action), from, to, roleKnown);
  }

  /**
   * The first is best; the last reaches down to 0. Where one is no range, nobody knows what it was
   * to cover, so nothing is said of gaps.
   */
  private static void requireWhole(Fields model, List<Read> bands) {
    List<Read> descending = new ArrayList<>(bands.stream().filter(Read::isRange).toList());
    descending.sort(Comparator.comparingDouble(Read::from).reversed());
    boolean complete = !bands.isEmpty() && descending.size() == bands.size();
    double top = WHOLE;
    String above = "";
    BandRole better = BandRole.GROW;
    for (Read read : descending) {
      if (complete && read.to() < top) {
        read.fields()
            .wrong(
                "to",
                "a gap: nothing covers "
                    + Fields.plain(read.to())
                    + " to "
                    + Fields.plain(top)
                    + ", expected to: "
                    + Fields.plain(top));
      } else if (read.to() > top) {
        read.fields()
            .wrong("to", "an overlap with " + above + ", expected to: " + Fields.plain(top));
      }
      if (read.roleKnown() && better.isWorseThan(read.band().role())) {
        read.fields()
            .wrong(
                "role",
                "expected no better role than that of "
                    + above
                    + " above it, "
                    + Fields.word(better));
      }
      better = read.roleKnown() ? read.band().role() : better;
      top = Math.min(top, read.from());
      above = read.band().id();
    }
    if (complete && top > 0) {
      model.wrong(
          "bands", "a gap: nothing covers 0 to " + Fields.plain(top) + ", expected a band from: 0");
    }
  }
}
