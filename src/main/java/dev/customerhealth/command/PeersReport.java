package dev.customerhealth.command;

import dev.customerhealth.domain.measure.WindowedMeasure;
import dev.customerhealth.domain.scoring.Component;
import dev.customerhealth.domain.scoring.PeerGroup;
import dev.customerhealth.domain.scoring.PeerPercentile;
import dev.customerhealth.domain.scoring.Peers;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.domain.scoring.WeightedMeasure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a table of peers covers, for people. */
final class PeersReport {

  private PeersReport() {}

  /** Each segment in a line: how many accounts it stands on, and for how many measures. */
  static List<String> groups(Peers peers) {
    List<String> lines = new ArrayList<>();
    peers
        .groups()
        .forEach(
            (segment, byMeasure) ->
                lines.add(
                    "%s: %d measure%s, of up to %d accounts"
                        .formatted(
                            segment.equals(Peers.WHOLE_BOOK) ? "all accounts" : segment,
                            byMeasure.size(),
                            byMeasure.size() == 1 ? "" : "s",
                            byMeasure.values().stream()
                                .mapToInt(PeerGroup::accounts)
                                .max()
                                .orElse(0))));
    return lines;
  }

  /** The measures that models compare and the table has nothing about; empty when it has all. */
  static List<String> gaps(List<ScoringModel> models, Peers peers) {
    Map<String, PeerGroup> ofWholeBook = peers.groups().getOrDefault(Peers.WHOLE_BOOK, Map.of());
    List<String> lines = new ArrayList<>();
    for (ScoringModel model : models) {
      for (Component component : model.components()) {
        for (WeightedMeasure part : component.measures()) {
          WindowedMeasure measure = part.measure();
          if (part.function() instanceof PeerPercentile && !ofWholeBook.containsKey(measure.id())) {
            lines.add(
                "%s compares %s, but %s: it has no points yet"
                    .formatted(model.id(), measure.id(), reason(peers)));
          }
        }
      }
    }
    return lines;
  }

  private static String reason(Peers peers) {
    return peers.version() == Peers.NO_VERSION
        ? "no table of peers is in force (peers publish --from-scores makes one)"
        : "fewer than " + peers.minimumPeers() + " accounts have a value";
  }
}
