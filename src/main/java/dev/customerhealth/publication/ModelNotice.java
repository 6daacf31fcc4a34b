package dev.customerhealth.publication;

import java.time.Instant;

/**
 * A record of scoring-models in plain terms.
 *
 * @param kind what is told
 * @param id of the model; {@code selection} for rules of who is scored by which, {@code peers} for
 *     a table of peers, {@code alert-rules} for alert rules
 * @param version at least 1
 * @param digest SHA-256 of the content, in hexadecimal
 * @param text whole YAML; null where there is none
 * @param from business time from which it holds
 * @param publishedAt when it was published
 * @param who who published it; may be null
 * @param reason why; may be null
 */
public record ModelNotice(
    Kind kind,
    String id,
    int version,
    String digest,
    String text,
    Instant from,
    Instant publishedAt,
    String who,
    String reason) {

  /** Kinds of records; named as in the contract. */
  public enum Kind {
    MODEL,
    SHADOW,
    SHADOW_ENDED,
    SELECTION,
    PEERS,
    ALERT_RULES,
    /** A version that the configuration brings along. */
    CONFIGURED
  }

  /** Id of the rules that the configuration brings along: no model can be called so. */
  public static final String CONFIGURED_RULES = "selection:configured";

  /** Id of the alert rules that the configuration brings along: no model can be called so. */
  public static final String CONFIGURED_ALERT_RULES = "alert-rules:configured";

  /** Id and version for people. */
  public String name() {
    return id + "@" + version;
  }

  /** Key of the record: compaction keeps one record of each. */
  public String key() {
    return kind + "/" + name();
  }
}
