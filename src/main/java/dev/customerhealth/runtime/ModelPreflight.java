package dev.customerhealth.runtime;

import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.SelectionPlan;
import dev.customerhealth.domain.scoring.ModelContent;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.publication.ModelNotice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the configured models against those that scored before. A version whose content is another
 * one by now would score as if nothing had changed: drops of its making would raise alerts, and two
 * scores of one version could not be compared. What is new is recorded in the audit log. Says also
 * where a published model goes before a configured one.
 */
final class ModelPreflight {

  private static final Logger log = LoggerFactory.getLogger(ModelPreflight.class);

  private final PublishedModels models;
  private final HealthPolicy policy;

  ModelPreflight(PublishedModels models, HealthPolicy policy) {
    this.models = models;
    this.policy = policy;
  }

  /**
   * Checks, and remembers the versions that are new.
   *
   * @param now when they are remembered
   * @throws StartRefusedException when a version changed its content
   */
  void check(Instant now) throws StartRefusedException {
    List<ModelNotice> notices = models.all();
    List<PublishedModels.Configured> unknown = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (ScoringModel model : policy.models().models()) {
      String digest = ModelContent.digest(model);
      List<ModelNotice> same = notices.stream().filter(notice -> isOf(notice, model)).toList();
      new ConfiguredModel(model, digest)
          .since(notices, latest(notices, model.id()).isEmpty(), now)
          .ifPresent(unknown::add);
      same.stream()
          .filter(notice -> !notice.digest().equals(digest))
          .findFirst()
          .ifPresent(notice -> problems.add(problem(model, notice)));
      latest(notices, model.id()).ifPresent(notice -> tell(model, notice));
    }
    if (!problems.isEmpty()) {
      throw new StartRefusedException(String.join("; ", problems));
    }
    latest(notices, ModelNotice.Kind.SELECTION)
        .ifPresent(
            rules ->
                log.info(
                    "selection rules: published version={} from={} go before those configured",
                    rules.version(),
                    rules.from()));
    latest(notices, ModelNotice.Kind.ALERT_RULES)
        .ifPresent(
            rules ->
                log.info(
                    "alert rules: published version={} from={} go before those configured",
                    rules.version(),
                    rules.from()));
    configuredRules(notices, now).ifPresent(unknown::add);
    new ConfiguredAlertRules(policy.rules())
        .since(
            latestConfigured(notices, ModelNotice.CONFIGURED_ALERT_RULES).orElse(null),
            latest(notices, ModelNotice.Kind.ALERT_RULES).isEmpty(),
            now)
        .ifPresent(unknown::add);
    if (!unknown.isEmpty()) {
      models.remember(unknown);
    }
  }

  private static boolean isOf(ModelNotice notice, ScoringModel model) {
    return switch (notice.kind()) {
      case MODEL, SHADOW, CONFIGURED ->
          notice.id().equals(model.id()) && notice.version() == model.version();
      case SHADOW_ENDED, SELECTION, PEERS, ALERT_RULES -> false;
    };
  }

  private static String problem(ScoringModel model, ModelNotice notice) {
    return "model "
        + model.id()
        + " version "
        + model.version()
        + " is not the one that was known by that version on "
        + notice.publishedAt()
        + ": another content needs a higher version";
  }

  /** The configured rules, when they are not those that were remembered last. */
  private Optional<PublishedModels.Configured> configuredRules(
      List<ModelNotice> notices, Instant now) {
    SelectionPlan plan = SelectionPlan.of(policy.models());
    Optional<ModelNotice> known = latestConfigured(notices, ModelNotice.CONFIGURED_RULES);
    if (known.isPresent() && known.get().digest().equals(plan.digest())) {
      return Optional.empty();
    }
    ModelNotice rules =
        new ModelNotice(
            ModelNotice.Kind.CONFIGURED,
            ModelNotice.CONFIGURED_RULES,
            1 + known.map(ModelNotice::version).orElse(0),
            plan.digest(),
            plan.inWords(),
            now,
            now,
            null,
            null);
    return Optional.of(
        new PublishedModels.Configured(
            rules,
            latest(notices, ModelNotice.Kind.SELECTION).isEmpty(),
            known.map(ModelNotice::text).orElse(null),
            plan.inWords()));
  }

  private static Optional<ModelNotice> latestConfigured(List<ModelNotice> notices, String id) {
    return notices.stream()
        .filter(notice -> notice.kind() == ModelNotice.Kind.CONFIGURED && notice.id().equals(id))
        .max(Comparator.comparingInt(ModelNotice::version));
  }

  private static Optional<ModelNotice> latest(List<ModelNotice> notices, String id) {
    return notices.stream()
        .filter(notice -> notice.kind() == ModelNotice.Kind.MODEL && notice.id().equals(id))
        .reduce((one, other) -> other.from().isBefore(one.from()) ? one : other);
  }

  private static Optional<ModelNotice> latest(List<ModelNotice> notices, ModelNotice.Kind kind) {
    return notices.stream()
        .filter(notice -> notice.kind() == kind)
        .reduce((one, other) -> other.from().isBefore(one.from()) ? one : other);
  }

  private static void tell(ScoringModel model, ModelNotice published) {
    if (model.version() > published.version()) {
      log.warn(
          "model {}: configured version {} does not score, because version {} was published;"
              + " publish it to use it",
          model.id(),
          model.version(),
          published.version());
    } else {
      log.info(
          "model {}: published version {} from={} goes before configured version {}",
          model.id(),
          published.version(),
          published.from(),
          model.version());
    }
  }
}
