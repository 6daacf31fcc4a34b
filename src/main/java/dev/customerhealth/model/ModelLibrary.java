package dev.customerhealth.model;

import dev.customerhealth.config.ConfigProblem;
import dev.customerhealth.config.FileTrouble;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.yaml.Problems;
import dev.customerhealth.yaml.YamlDocument;
import dev.customerhealth.yaml.YamlNode.Mapping;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The scoring models there are: those that are shipped, and those of an installation's files. */
public final class ModelLibrary {
  /** The model that scores when nothing else is said. */
  public static final String DEFAULT_MODEL = "M0";

  static final List<String> PRESETS = List.of("M0", "M1", "M3", "M4");

  private final Map<String, ScoringModel> models;
  private final Map<String, String> origins;
  private final Map<String, Mapping> wholes;

  private ModelLibrary(
      Map<String, ScoringModel> models, Map<String, String> origins, Map<String, Mapping> wholes) {
    this.wholes = Map.copyOf(wholes);
    this.models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
    this.origins = Map.copyOf(origins);
  }

  /** The models that are shipped. */
  public static ModelLibrary presets() {
    try {
      return presetsAnd(List.of());
    } catch (InvalidConfigException e) {
      throw new IllegalStateException("a shipped model cannot be used: " + e.getMessage(), e);
    }
  }

  /**
   * The models that are shipped, then those of files.
   *
   * @throws InvalidConfigException with everything wrong with any file
   */
  public static ModelLibrary presetsAnd(List<Path> files) throws InvalidConfigException {
    List<ConfigProblem> problems = new ArrayList<>();
    ModelLibrary library = presetsAnd(files, problems);
    if (!problems.isEmpty()) {
      throw new InvalidConfigException(problems);
    }
    return library;
  }

  /**
   * The same, with the models that can be used when some cannot.
   *
   * @param problems takes everything wrong with any file
   */
  public static ModelLibrary presetsAnd(List<Path> files, List<ConfigProblem> problems) {
    Loading loading = new Loading();
    PRESETS.forEach(loading::readPreset);
    files.forEach(loading::readFile);
    ModelLibrary library = loading.library();
    problems.addAll(loading.problems.list());
    return library;
  }

  /** A model by its id, if there is one. */
  public Optional<ScoringModel> model(String id) {
    return Optional.ofNullable(models.get(id));
  }

  /** Ids of all models there are, those included that cannot be used. */
  Set<String> named() {
    Set<String> named = new LinkedHashSet<>(models.keySet());
    named.addAll(origins.keySet());
    return named;
  }

  /** All models: the shipped ones, then those of files in their order. */
  public List<ScoringModel> models() {
    return List.copyOf(models.values());
  }

  /** Ids of all models. */
  public List<String> ids() {
    return List.copyOf(models.keySet());
  }

  /** The default model. */
  public ScoringModel defaultModel() {
    return models.get(DEFAULT_MODEL);
  }

  /** Whether a model comes with the service. */
  public boolean isShipped(String id) {
    return !origins.containsKey(id);
  }

  /** How accounts are judged when nothing else is said: by the default model and all rules. */
  public HealthPolicy standardPolicy() {
    return new HealthPolicy(defaultModel(), RuleLibrary.shipped().rules());
  }

  /** Where a model comes from: its file, or {@code shipped}. */
  public String originOf(String id) {
    return origins.getOrDefault(id, "shipped");
  }

  /** The documents of all models, with everything they inherit. */
  Map<String, Mapping> wholes() {
    return wholes;
  }

  /** Documents read so far. */
  private static final class Loading {
    private final Problems problems = new Problems();
    private final Map<String, Mapping> documents = new LinkedHashMap<>();
    private final List<Mapping> nameless = new ArrayList<>();
    private final Map<String, String> origins = new LinkedHashMap<>();

    void readPreset(String id) {
      String name = "/models/" + id + ".yml";
      try (InputStream in = ModelLibrary.class.getResourceAsStream(name);
          Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
        YamlDocument.read(reader, id + ".yml", problems)
            .ifPresent(document -> documents.put(id, document));
      } catch (IOException e) {
        throw new UncheckedIOException(name, e);
      }
    }

    void readFile(Path file) {
      try (Reader reader = new StringReader(Files.readString(file, StandardCharsets.UTF_8))) {
        YamlDocument.read(reader, file.toString(), problems).ifPresent(this::take);
      } catch (IOException e) {
        problems.addAboutFile(file.toString(), FileTrouble.of(e));
      }
    }

    private void take(Mapping document) {
      String id = document.text("id");
      if (id == null) {
        nameless.add(document);
        return;
      }
      Mapping earlier = documents.putIfAbsent(id, document);
      if (earlier == null) {
        origins.put(id, document.place().file());
        return;
      }
      String expected =
          origins.containsKey(id)
              ? "expected another id: a model has it already, at " + earlier.get("id").place()
              : "expected another id: this model is shipped; say extends: " + id + " to change it";
      problems.add(document.get("id").place(), "id", id, expected);
      nameless.add(document);
    }

    /** Those without an id of their own are read for their other problems only. */
    ModelLibrary library() {
      Inheritance inheritance = new Inheritance(documents, problems);
      Map<String, ScoringModel> models = new LinkedHashMap<>();
      Map<String, Mapping> wholes = new LinkedHashMap<>();
      documents.forEach(
          (id, document) -> {
            read(document, inheritance).ifPresent(model -> models.put(id, model));
            inheritance.resolved(document).ifPresent(whole -> wholes.put(id, whole));
          });
      nameless.forEach(document -> read(document, inheritance));
      return new ModelLibrary(models, origins, wholes);
    }

    private static Optional<ScoringModel> read(Mapping document, Inheritance inheritance) {
      return inheritance.model(document, inheritance.resolved(document));
    }
  }
}
