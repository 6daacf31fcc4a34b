package dev.customerhealth.model;

import dev.customerhealth.domain.ModelNews;
import dev.customerhealth.domain.measure.Measure;
import dev.customerhealth.domain.measure.WindowedMeasure;
import dev.customerhealth.domain.scoring.PeerGroup;
import dev.customerhealth.domain.scoring.Peers;
import dev.customerhealth.domain.scoring.Quantiles;
import dev.customerhealth.yaml.Fields;
import dev.customerhealth.yaml.Problems;
import dev.customerhealth.yaml.YamlNode;
import dev.customerhealth.yaml.YamlNode.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** From a document to a table of peers, as {@link PeersText} writes it. */
final class PeersReader {
  private static final int MOST = 1_000_000;
  private static final int MOST_ACCOUNTS = 1_000_000_000;
  private static final int MOST_QUANTILES = 1_001;
  private static final int FEWEST = 2;
  private static final Pattern ID = Pattern.compile(ModelNews.PeerTable.ID);

  private final Problems problems;
  private final Map<WindowedMeasure, List<PeerGroup>> groups = new LinkedHashMap<>();

  PeersReader(Problems problems) {
    this.problems = problems;
  }

  /** The table; empty, with problems, when the document cannot be used. */
  Optional<Peers> read(Mapping document) {
    int before = problems.count();
    Fields fields = new Fields(document, "", problems);
    fields.text("id", ID, "expected " + ModelNews.PeerTable.ID);
    int version = fields.integer("version", 1, MOST);
    int minimum = fields.integer("minimum-peers", FEWEST, MOST);
    named(fields, "segments")
        .ifPresent(
            segments ->
                segments
                    .entries()
                    .forEach((name, entry) -> segment(fields.path("segments"), name, entry)));
    fields.refuseUnknown();
    return problems.count() > before
        ? Optional.empty()
        : Optional.of(new Peers(version, minimum, groups));
  }

  private Optional<Mapping> named(Fields fields, String name) {
    Optional<YamlNode> node = fields.node(name, "expected 'name: value' lines");
    if (node.isPresent() && !(node.get() instanceof Mapping)) {
      fields.wrong(name, "expected 'name: value' lines");
    }
    return node.filter(Mapping.class::isInstance).map(Mapping.class::cast);
  }

  private void segment(String at, String segment, YamlNode.Entry entry) {
    String path = at + "[" + segment + "]";
    if (!Peers.key(segment).equals(segment)) {
      problems.add(entry.place(), path, segment, "expected a segment in small letters");
    }
    if (!(entry.value() instanceof Mapping measures)) {
      problems.add(entry.place(), path, null, "expected 'measure: group' lines");
      return;
    }
    measures
        .entries()
        .forEach(
            (id, group) -> {
              Optional<WindowedMeasure> measure = WindowedMeasure.ofId(id);
              if (measure.isEmpty()) {
                List<String> ids = Measure.all().stream().map(Measure::id).toList();
                problems.add(
                    group.place(),
                    path + "." + id,
                    null,
                    "no such measure" + Fields.meant(id, ids));
              }
              group(path + "." + id, segment, group.value())
                  .ifPresent(
                      read ->
                          measure.ifPresent(
                              known ->
                                  groups
                                      .computeIfAbsent(known, any -> new ArrayList<>())
                                      .add(read)));
            });
  }

  private Optional<PeerGroup> group(String path, String segment, YamlNode node) {
    int before = problems.count();
    Optional<Fields> fields = Fields.of(node, path, problems);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    int accounts = fields.get().integer("accounts", 1, MOST_ACCOUNTS);
    double[] values = quantiles(fields.get());
    fields.get().refuseUnknown();
    return problems.count() > before
        ? Optional.empty()
        : Optional.of(
            new PeerGroup(
                segment.equals(Peers.WHOLE_BOOK) ? null : segment,
                accounts,
                new Quantiles(values)));
  }

  private double[] quantiles(Fields group) {
    List<YamlNode> items = group.items("quantiles", FEWEST);
    if (items.size() > MOST_QUANTILES) {
      group.wrong("quantiles", "expected at most " + MOST_QUANTILES + " numbers");
      return new double[0];
    }
    double[] values = new double[items.size()];
    double last = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      values[i] =
          group.number(
              items.get(i),
              group.path("quantiles"),
              Double.NEGATIVE_INFINITY,
              Double.POSITIVE_INFINITY);
      if (values[i] < last) {
        problems.add(
            items.get(i).place(),
            group.path("quantiles"),
            Fields.textOf(items.get(i)),
            "expected at least the " + Fields.plain(last) + " before it");
      }
      last = Double.isNaN(values[i]) ? last : values[i];
    }
    return values;
  }
}
