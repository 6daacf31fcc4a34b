package dev.customerhealth.testing;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.domain.scoring.ModelContent;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.model.ModelDraft;
import dev.customerhealth.model.ModelLibrary;
import dev.customerhealth.model.PublishedTexts;
import dev.customerhealth.publication.ModelNotice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Publications of models, for tests. */
public final class Notices {

  private static final Instant PUBLISHED = Instant.parse("2026-03-15T12:00:00Z");

  private Notices() {}

  /** A model that extends a shipped one, written as people write it. */
  public static ModelDraft draft(String yaml) {
    try {
      Path file =
          Files.createTempFile(Files.createDirectories(Path.of("target")), "model-", ".yml");
      Files.writeString(file, yaml);
      ModelDraft draft = ModelDraft.read(file, ModelLibrary.presets(), List.of());
      Files.delete(file);
      return draft;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidConfigException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** M0 in a higher version: usage alone counts, so that every score moves far. */
  public static ModelDraft usageOnly(int version) {
    return draft(
        """
        id: M0
        version: %d
        extends: M0
        weights: normalised
        minimum-coverage: 5%%
        components:
          - {id: engagement, remove: true}
          - {id: relationship, remove: true}
          - {id: support, remove: true}
          - {id: growth, remove: true}
        """
            .formatted(version));
  }

  /** M0 in a higher version: logins alone count, by the percentile among peers. */
  public static ModelDraft amongPeers(int version) {
    return draft(
        """
        id: M0
        version: %d
        extends: M0
        weights: normalised
        minimum-coverage: 5%%
        components:
          - id: product-usage
            measures:
              - measure: login-frequency
                score: {peer-percentile: {linear: {zero-at: 0, full-at: 100}}}
              - {measure: feature-breadth, remove: true}
              - {measure: usage-depth, remove: true}
          - {id: engagement, remove: true}
          - {id: relationship, remove: true}
          - {id: support, remove: true}
          - {id: growth, remove: true}
        """
            .formatted(version));
  }

  /** A table in which the median account of the whole book has so many logins. */
  public static ModelNotice peers(int version, int medianLogins, Instant from) {
    String yaml =
        """
        id: peers
        version: %d
        minimum-peers: 20
        segments:
          "*":
            login-frequency: {accounts: 30, quantiles: [0, %d, %d]}
        """
            .formatted(version, medianLogins, 2 * medianLogins);
    return new ModelNotice(
        ModelNotice.Kind.PEERS,
        "peers",
        version,
        new PublishedTexts().peers(yaml).value().digest(),
        yaml,
        from,
        PUBLISHED,
        "kim",
        "a test");
  }

  /** A live model from a time on. */
  public static ModelNotice live(ModelDraft draft, Instant from) {
    return of(ModelNotice.Kind.MODEL, draft, from);
  }

  /** A shadow model from a time on. */
  public static ModelNotice shadow(ModelDraft draft, Instant from) {
    return of(ModelNotice.Kind.SHADOW, draft, from);
  }

  private static ModelNotice of(ModelNotice.Kind kind, ModelDraft draft, Instant from) {
    ScoringModel model = draft.model();
    return new ModelNotice(
        kind,
        model.id(),
        model.version(),
        ModelContent.digest(model),
        draft.text(),
        from,
        PUBLISHED,
        "kim",
        "a test");
  }

  /** The end of a shadow. */
  public static ModelNotice shadowEnded(String id, int version, Instant from) {
    return new ModelNotice(
        ModelNotice.Kind.SHADOW_ENDED, id, version, "", null, from, PUBLISHED, "kim", "a test");
  }

  /** Selection rules from a time on. */
  public static ModelNotice selection(String yaml, int version, Instant from) {
    return new ModelNotice(
        ModelNotice.Kind.SELECTION,
        "selection",
        version,
        new PublishedTexts().selection(yaml).value().digest(),
        yaml,
        from,
        PUBLISHED,
        "kim",
        "a test");
  }

  /** Alert rules from a time on. */
  public static ModelNotice alertRules(String yaml, int version, Instant from) {
    return new ModelNotice(
        ModelNotice.Kind.ALERT_RULES,
        "alert-rules",
        version,
        new PublishedTexts().alertRules(yaml).value().digest(),
        yaml,
        from,
        PUBLISHED,
        "kim",
        "a test");
  }
}
