package dev.customerhealth.runtime;

import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.publication.ModelNotice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the configuration says of one model, held against what it said when a service last started.
 * A version that was configured before and is so again is news, too: it scores from now on.
 *
 * @param model the configured version
 * @param digest of its content
 */
record ConfiguredModel(ScoringModel model, String digest) {

  /**
   * What to record and remember; empty when the version is the one that was configured last.
   *
   * @param notices everything that was published and remembered, in that order
   * @param scoring whether it scores from now on; else a published version goes before it
   */
  Optional<PublishedModels.Configured> since(
      List<ModelNotice> notices, boolean scoring, Instant now) {
    List<ModelNotice> configured =
        notices.stream()
            .filter(notice -> notice.kind() == ModelNotice.Kind.CONFIGURED)
            .filter(notice -> notice.id().equals(model.id()))
            .toList();
    ModelNotice last = configured.isEmpty() ? null : configured.get(configured.size() - 1);
    if (last != null && last.version() == model.version()) {
      return Optional.empty();
    }
    boolean again = configured.stream().anyMatch(notice -> notice.version() == model.version());
    return Optional.of(
        new PublishedModels.Configured(
            new ModelNotice(
                ModelNotice.Kind.CONFIGURED,
                model.id(),
                model.version(),
                digest,
                null,
                now,
                now,
                null,
                null),
            scoring,
            last == null ? null : name(last.version()),
            name(model.version()),
            again ? occasion(last) : null));
  }

  private String name(int version) {
    return model.id() + " version " + version;
  }

  /** What it takes the place of, and since when that was configured: of that there is but one. */
  private static String occasion(ModelNotice last) {
    return "after-" + last.name() + "-of-" + last.publishedAt();
  }
}
