package dev.customerhealth.model;

import dev.customerhealth.config.FileTrouble;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.yaml.Problems;
import dev.customerhealth.yaml.YamlDocument;
import dev.customerhealth.yaml.YamlNode.Mapping;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A model about to be published: read from a file, with everything it inherits written out.
 *
 * @param model the model
 * @param text the whole of it as YAML
 */
public record ModelDraft(ScoringModel model, String text) {

  /**
   * Reads a file. Unlike in a folder of models, its id may be one that is known: then it is a new
   * version of that model, and {@code extends} with its own id means the version it replaces.
   *
   * @param library the models that are shipped and configured
   * @param published whole texts of published models, the latest last, which go before those of the
   *     library
   * @throws InvalidConfigException with everything wrong with the file
   */
  public static ModelDraft read(Path file, ModelLibrary library, List<String> published)
      throws InvalidConfigException {
    Problems problems = new Problems();
    Optional<Mapping> own = document(file, problems);
    Map<String, Mapping> known = new LinkedHashMap<>(library.wholes());
    for (String text : published) {
      parsed(text, "published", new Problems())
          .map(AssumedPlan::published)
          .filter(document -> own.isEmpty() || !isLaterThan(document, own.get()))
          .ifPresent(document -> known.put(document.text("id"), document));
    }
    Inheritance inheritance = new Inheritance(known, problems);
    Optional<Mapping> whole = own.flatMap(inheritance::resolved);
    Optional<ScoringModel> model = own.flatMap(each -> inheritance.model(each, whole));
    if (model.isEmpty() || problems.count() > 0) {
      throw new InvalidConfigException(problems.list());
    }
    return new ModelDraft(model.get(), text(whole.get()));
  }

  /**
   * Whether a file has the id of a shipped model: it can only be published, as its next version.
   */
  public static boolean isNextOfShipped(Path file) {
    return document(file, new Problems())
        .map(document -> document.text("id"))
        .filter(ModelLibrary.PRESETS::contains)
        .isPresent();
  }

  /**
   * Reads the next version of a shipped model.
   *
   * @param library the models that are shipped, and those the file may extend
   * @throws InvalidConfigException with everything wrong with the file
   */
  public static ModelDraft readNextOfShipped(Path file, ModelLibrary library)
      throws InvalidConfigException {
    ModelDraft draft = read(file, library, List.of());
    int shipped = library.model(draft.model().id()).orElseThrow().version();
    if (draft.model().version() > shipped) {
      return draft;
    }
    Problems problems = new Problems();
    document(file, problems)
        .ifPresent(
            document ->
                problems.add(
                    document.get("version").place(),
                    "version",
                    document.text("version"),
                    "expected a version above " + shipped + ", which is shipped"));
    throw new InvalidConfigException(problems.list());
  }

  /** A version does not extend itself or a later one: read again, it says the same again. */
  private static boolean isLaterThan(Mapping document, Mapping own) {
    return Objects.equals(document.text("id"), own.text("id")) && version(document) >= version(own);
  }

  private static int version(Mapping document) {
    try {
      return Integer.parseInt(String.valueOf(document.text("version")));
    } catch (NumberFormatException notRead) {
      return Integer.MAX_VALUE;
    }
  }

  /** A model of a library, as it would be published; empty when it has no such. */
  public static Optional<ModelDraft> of(ModelLibrary library, String id) {
    return library.model(id).map(model -> new ModelDraft(model, text(library.wholes().get(id))));
  }

  private static String text(Mapping whole) {
    return WholeText.of(AssumedPlan.toPublish(whole));
  }

  /** The document of a file; empty, with problems, when there is none. */
  static Optional<Mapping> document(Path file, Problems problems) {
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return YamlDocument.read(reader, file.toString(), problems);
    } catch (IOException e) {
      problems.addAboutFile(file.toString(), FileTrouble.of(e));
    }
    return Optional.empty();
  }

  /** The document of a text; empty, with problems, when there is none. */
  static Optional<Mapping> parsed(String text, String name, Problems problems) {
    try {
      return YamlDocument.read(new StringReader(text), name, problems);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
