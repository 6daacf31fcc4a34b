package dev.customerhealth.state;

import dev.customerhealth.domain.alerting.FormerRule;
import dev.customerhealth.domain.alerting.Severity;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The versioned binary form of what a partition remembers of alert rules. */
public final class FormerRulesCodec {
  private static final int VERSION = 1;
  private static final int MOST = 100_000;
  private static final String KEY = "former rules";

  private FormerRulesCodec() {}

  /** Encodes rules whose severity is known. */
  public static byte[] encode(Collection<FormerRule> rules) {
    ByteWriter out = new ByteWriter();
    out.oneByte(VERSION);
    out.varint(rules.size());
    for (FormerRule rule : rules) {
      out.text(rule.id());
      out.text(rule.source());
      out.text(rule.label());
      out.text(rule.severity().name());
    }
    return out.toBytes();
  }

  /**
   * Reads what {@link #encode} made, by id; may be changed.
   *
   * @param bytes null for nothing
   * @throws IllegalArgumentException when the bytes are no rules
   */
  public static Map<String, FormerRule> decode(byte[] bytes) {
    Map<String, FormerRule> rules = new TreeMap<>();
    if (bytes == null) {
      return rules;
    }
    ByteReader in = new ByteReader(KEY, bytes);
    int version = in.oneByte();
    if (version != VERSION) {
      throw in.refused("expected version " + VERSION + ", found " + version);
    }
    int count = in.upTo(MOST, "alert rules");
    for (int i = 0; i < count; i++) {
      String id = in.text();
      rules.put(id, new FormerRule(id, in.text(), in.text(), severity(in)));
    }
    in.end();
    return rules;
  }

  private static Severity severity(ByteReader in) {
    String name = in.text();
    return Arrays.stream(Severity.values())
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> in.refused("expected a severity, found " + name));
  }
}
