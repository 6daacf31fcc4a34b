package dev.customerhealth.command;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.domain.ModelBook;
import dev.customerhealth.domain.ModelNews;
import dev.customerhealth.domain.SelectionPlan;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.model.ModelDraft;
import dev.customerhealth.model.ModelLibrary;
import dev.customerhealth.model.SelectionDraft;
import dev.customerhealth.publication.ModelNotice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads what is to be published, and holds it against what is in force when its time comes. */
final class Drafting {
  private final ServiceConfig settings;
  private final ModelInstallation installation;
  private final Instant from;
  private final ModelBook book;

  Drafting(ServiceConfig settings, ModelInstallation installation, Instant from) {
    this.settings = settings;
    this.installation = installation;
    this.from = from;
    this.book = installation.book();
  }

  /**
   * Reads a file, or takes the model of an id.
   *
   * @throws InvalidConfigException with everything wrong with it
   */
  Drafted read(String file, boolean selection, boolean shadow) throws InvalidConfigException {
    return selection ? selection(Path.of(file)) : model(file, shadow);
  }

  private Drafted selection(Path file) throws InvalidConfigException {
    SelectionDraft draft = SelectionDraft.read(file);
    SelectionPlan inForce = SelectionPlan.of(book.at(from.toEpochMilli()).policy().models());
    int version = book.selectionVersion(from.toEpochMilli());
    String before = version == 0 ? "the configured rules" : "rules version " + version;
    return new Drafted(
        new ModelNews.Selection(draft.plan(), draft.version()),
        draft.text(),
        from,
        before,
        before,
        ModelDifference.between(inForce.content(), draft.plan().content()));
  }

  private Drafted model(String file, boolean shadow) throws InvalidConfigException {
    ModelLibrary library = ModelLibrary.presetsAnd(settings.models().files());
    Path path = Path.of(file);
    Optional<ModelDraft> known =
        Files.exists(path) ? Optional.empty() : ModelDraft.of(library, file);
    ModelDraft draft =
        known.isPresent() ? known.get() : ModelDraft.read(path, library, publishedTexts());
    ScoringModel model = draft.model();
    Optional<ScoringModel> live = ofId(book.models(from.toEpochMilli()), model.id());
    Optional<ScoringModel> replaced =
        shadow ? ofId(book.shadowsAt(from.toEpochMilli()), model.id()) : live;
    return new Drafted(
        shadow ? new ModelNews.Shadow(model) : new ModelNews.Live(model),
        draft.text(),
        from,
        replaced.map(Drafting::name).orElse(null),
        live.map(Drafting::name).orElse(null),
        live.map(other -> ModelDifference.between(other, model)).orElse(List.of()));
  }

  private static Optional<ScoringModel> ofId(List<ScoringModel> models, String id) {
    return models.stream().filter(other -> other.id().equals(id)).findFirst();
  }

  private static String name(ScoringModel model) {
    return model.id() + " version " + model.version();
  }

  /** Every version that will have been in force by then, the latest last. */
  private List<String> publishedTexts() {
    return installation.notices().stream()
        .filter(notice -> notice.kind() == ModelNotice.Kind.MODEL)
        .filter(notice -> !notice.from().isAfter(from))
        .sorted(Comparator.comparing(ModelNotice::from))
        .map(ModelNotice::text)
        .toList();
  }
}
