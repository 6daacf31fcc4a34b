package dev.customerhealth.model;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.domain.ModelNews;
import dev.customerhealth.domain.scoring.PeerGroup;
import dev.customerhealth.domain.scoring.Peers;
import dev.customerhealth.yaml.Problems;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tables of peers as YAML. */
public final class PeersText {

  private PeersText() {}

  /** A table; read again it is the same one. */
  public static String of(Peers peers) {
    StringBuilder text = new StringBuilder();
    text.append("id: ").append(ModelNews.PeerTable.ID).append('\n');
    text.append("version: ").append(peers.version()).append('\n');
    text.append("minimum-peers: ").append(peers.minimumPeers()).append('\n');
    Map<String, Map<String, PeerGroup>> groups = peers.groups();
    text.append(groups.isEmpty() ? "segments: {}\n" : "segments:\n");
    groups.forEach(
        (segment, byMeasure) -> {
          text.append("  ").append(WholeText.quoted(segment)).append(":\n");
          byMeasure.forEach(
              (measure, group) ->
                  text.append("    ")
                      .append(measure)
                      .append(": {accounts: ")
                      .append(group.accounts())
                      .append(", quantiles: [")
                      .append(numbers(group))
                      .append("]}\n"));
        });
    return text.toString();
  }

  private static String numbers(PeerGroup group) {
    return group
        .quantiles()
        .values()
        .mapToObj(value -> BigDecimal.valueOf(value).stripTrailingZeros().toPlainString())
        .collect(Collectors.joining(", "));
  }

  /**
   * Reads a file.
   *
   * @throws InvalidConfigException with everything wrong with it
   */
  public static Peers read(Path file) throws InvalidConfigException {
    Problems problems = new Problems();
    Optional<Peers> peers =
        ModelDraft.document(file, problems).flatMap(new PeersReader(problems)::read);
    if (peers.isEmpty() || problems.count() > 0) {
      throw new InvalidConfigException(problems.list());
    }
    return peers.get();
  }
}
