package dev.customerhealth.domain.scoring;

import dev.customerhealth.domain.measure.WindowedMeasure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A table of how measures are spread over the accounts of each segment, and over the whole book
 * where a segment has too few. Immutable data that comes with the policy: no account can see
 * another one. The case of a segment does not matter, as for the rules that choose models.
 */
public final class Peers {
  /** Name of the whole book, and of accounts without a segment, among the segments. */
  public static final String WHOLE_BOOK = "*";

  /** The version of no table at all. */
  public static final int NO_VERSION = 0;

  /** Nothing is known of any peers. */
  public static final Peers UNKNOWN = new Peers(NO_VERSION, 1, Map.of());

  private final int version;
  private final int minimumPeers;
  private final Map<String, Map<WindowedMeasure, PeerGroup>> bySegment;

  /**
   * A table.
   *
   * @param version grows with every table; {@link #NO_VERSION} for none
   * @param minimumPeers accounts that a group was asked to have, at least 1
   * @param groups every group, in any order; of a segment and measure at most one
   */
  public Peers(int version, int minimumPeers, Map<WindowedMeasure, List<PeerGroup>> groups) {
    this.version = version;
    this.minimumPeers = minimumPeers;
    this.bySegment = new HashMap<>();
    groups.forEach(
        (measure, all) ->
            all.forEach(
                group ->
                    bySegment
                        .computeIfAbsent(key(group.segment()), any -> new HashMap<>())
                        .put(measure, group)));
  }

  /** How a segment is called in a table. */
  public static String key(String segment) {
    return segment == null ? WHOLE_BOOK : segment.toLowerCase(Locale.ROOT);
  }

  /** Grows with every table; {@link #NO_VERSION} for none. */
  public int version() {
    return version;
  }

  /** Accounts that a group was asked to have. */
  public int minimumPeers() {
    return minimumPeers;
  }

  /**
   * Whom an account is compared with: its segment, or the whole book; null when nothing is known.
   *
   * @param segment of the account; null when not known
   */
  public PeerGroup of(String segment, WindowedMeasure measure) {
    PeerGroup own = segment == null ? null : in(key(segment), measure);
    return own == null ? in(WHOLE_BOOK, measure) : own;
  }

  private PeerGroup in(String key, WindowedMeasure measure) {
    Map<WindowedMeasure, PeerGroup> byMeasure = bySegment.get(key);
    return byMeasure == null ? null : byMeasure.get(measure);
  }

  /** Every group by segment and id of the measure, the whole book as {@link #WHOLE_BOOK}. */
  public Map<String, Map<String, PeerGroup>> groups() {
    Map<String, Map<String, PeerGroup>> sorted = new TreeMap<>();
    bySegment.forEach(
        (segment, byMeasure) -> {
          Map<String, PeerGroup> byId = new TreeMap<>();
          byMeasure.forEach((measure, group) -> byId.put(measure.id(), group));
          sorted.put(segment, byId);
        });
    return sorted;
  }

  /** Everything it says but its version, by where it says it; always in the same order. */
  public Map<String, String> content() {
    Map<String, String> content = new LinkedHashMap<>();
    content.put("minimum-peers", Integer.toString(minimumPeers));
    groups()
        .forEach(
            (segment, byMeasure) ->
                byMeasure.forEach(
                    (measure, group) ->
                        content.put("segments[" + segment + "]." + measure, text(group))));
    return content;
  }

  private static String text(PeerGroup group) {
    List<String> quantiles = new ArrayList<>();
    group.quantiles().values().forEach(value -> quantiles.add(Double.toString(value)));
    return group.accounts() + " accounts: " + String.join(" ", quantiles);
  }

  /** SHA-256 of {@link #content()}, in hexadecimal. */
  public String digest() {
    return ModelContent.digest(content());
  }
}
