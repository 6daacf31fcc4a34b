package dev.customerhealth.model;

import dev.customerhealth.config.ConfigProblem;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.config.NearestName;
import dev.customerhealth.domain.ModelNews;
import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.scoring.ModelContent;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.yaml.Fields;
import dev.customerhealth.yaml.Problems;
import dev.customerhealth.yaml.YamlDocument;
import dev.customerhealth.yaml.YamlNode;
import dev.customerhealth.yaml.YamlNode.Entry;
import dev.customerhealth.yaml.YamlNode.Mapping;
import dev.customerhealth.yaml.YamlNode.Sequence;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The alert rules there are: those that are shipped, or what a file makes of them. */
public final class RuleLibrary {
  /** What a file extends that changes the shipped rules instead of replacing them. */
  public static final String STANDARD = "standard";

  private static final String PRESET = "/rules/standard.yml";

  private final int version;
  private final Map<String, RuleReader.Described> rules;
  private final Set<String> ownIds;
  private final Mapping whole;

  private RuleLibrary(
      int version, List<RuleReader.Described> rules, Set<String> ownIds, Mapping whole) {
    this.version = version;
    this.rules = new LinkedHashMap<>();
    rules.forEach(each -> this.rules.put(each.rule().id(), each));
    this.ownIds = Set.copyOf(ownIds);
    this.whole = whole;
  }

  /** The rules that are shipped. */
  public static RuleLibrary shipped() {
    Problems problems = new Problems();
    Optional<RuleLibrary> library =
        read(preset(), problems, Set.of(), new RuleReader(problems, KnownComponents.ANY));
    if (library.isEmpty() || problems.count() > 0) {
      throw new IllegalStateException("a shipped rule cannot be used: " + problems.list());
    }
    return library.get();
  }

  /**
   * The rules of a file, whatever models there are: the components they name are taken as they are.
   *
   * @throws InvalidConfigException with everything else wrong with the file
   */
  public static RuleLibrary ofAnyModels(Path file) throws InvalidConfigException {
    return of(file, KnownComponents.ANY);
  }

  /**
   * The rules of a file.
   *
   * @param file null for those that are shipped
   * @param models those there are: a rule names components of theirs
   * @throws InvalidConfigException with everything wrong with the file
   */
  public static RuleLibrary of(Path file, List<ScoringModel> models) throws InvalidConfigException {
    return of(file, KnownComponents.of(models));
  }

  /**
   * The rules of a configuration. A model that a rule is about ({@code where}) may be one that is
   * only published, of which nothing is known before the service runs; see {@link #warnings}.
   *
   * @param file null for those that are shipped
   * @param models those of the configuration
   * @throws InvalidConfigException with everything wrong with the file
   */
  public static RuleLibrary ofConfigured(Path file, List<ScoringModel> models)
      throws InvalidConfigException {
    return of(file, KnownComponents.ofConfigured(models));
  }

  private static RuleLibrary of(Path file, KnownComponents components)
      throws InvalidConfigException {
    List<ConfigProblem> problems = new ArrayList<>();
    RuleLibrary library = of(file, components, problems);
    if (!problems.isEmpty()) {
      throw new InvalidConfigException(problems);
    }
    return library;
  }

  /**
   * The same, with the rules that are shipped when those of the file cannot be used.
   *
   * @param components those that rules may name
   * @param problems takes everything wrong with the file
   */
  static RuleLibrary of(Path file, KnownComponents components, List<ConfigProblem> problems) {
    if (file == null) {
      return shipped();
    }
    Problems found = new Problems();
    Optional<RuleLibrary> library =
        ModelDraft.document(file, found).flatMap(document -> of(document, components, found));
    problems.addAll(found.list());
    return library.orElseGet(RuleLibrary::shipped);
  }

  /** The rules of a document; empty, with problems, when it cannot be used. */
  private static Optional<RuleLibrary> of(
      Mapping document, KnownComponents components, Problems problems) {
    Fields fields = new Fields(document, "", problems);
    Set<String> ownIds =
        items(document).stream()
            .map(RuleReader::idOf)
            .filter(id -> id != null)
            .collect(Collectors.toSet());
    RuleReader reader = new RuleReader(problems, components);
    if (!fields.has("extends")) {
      return read(document, problems, ownIds, reader);
    }
    if (!STANDARD.equals(document.text("extends"))) {
      fields.wrong("extends", "expected " + STANDARD + ", the rules that are shipped");
    }
    return read(merged(document, preset(), problems), problems, ownIds, reader);
  }

  /** The rules of a document that extends nothing, as they are published. */
  static Optional<RuleLibrary> whole(Mapping document, Problems problems) {
    Fields fields = new Fields(document, "", problems);
    if (fields.has("extends")) {
      fields.wrong("extends", "expected rules that extend nothing");
      return Optional.empty();
    }
    return read(document, problems, Set.of(), RuleReader.ofPublished(problems));
  }

  private static Mapping preset() {
    try (InputStream in = RuleLibrary.class.getResourceAsStream(PRESET);
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return YamlDocument.read(reader, "standard.yml", new Problems()).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(PRESET, e);
    }
  }

  private static Optional<RuleLibrary> read(
      Mapping document, Problems problems, Set<String> ownIds, RuleReader reader) {
    int before = problems.count();
    Fields fields = new Fields(document, "", problems);
    int version = reader.version(fields);
    List<RuleReader.Described> rules = reader.rules(fields.items("rules", 1), fields.path("rules"));
    fields.has("extends");
    fields.refuseUnknown();
    return problems.count() > before
        ? Optional.empty()
        : Optional.of(new RuleLibrary(version, rules, ownIds, document));
  }

  private static List<YamlNode> items(Mapping document) {
    return document.get("rules") instanceof Sequence list ? list.items() : List.of();
  }

  /** The shipped rules with what a document says of them, then its own, without the extending. */
  private static Mapping merged(Mapping document, Mapping preset, Problems problems) {
    Map<String, Mapping> own = new HashMap<>();
    List<YamlNode> rules = new ArrayList<>();
    for (YamlNode item : items(document)) {
      if (RuleReader.idOf(item) != null && item instanceof Mapping mapping) {
        own.putIfAbsent(RuleReader.idOf(item), mapping);
      }
    }
    for (YamlNode item : items(preset)) {
      Mapping said = own.get(RuleReader.idOf(item));
      rules.add(said == null ? item : over((Mapping) item, said));
    }
    Set<String> changed = new HashSet<>();
    items(preset).forEach(item -> changed.add(RuleReader.idOf(item)));
    List<String> shipped = items(preset).stream().map(RuleReader::idOf).toList();
    for (YamlNode item : items(document)) {
      if (!changed.remove(RuleReader.idOf(item)) && !isMistyped(item, shipped, problems)) {
        rules.add(item);
      }
    }
    Map<String, Entry> entries = new LinkedHashMap<>(document.entries());
    entries.remove("extends");
    Entry list = document.entries().get("rules");
    boolean aList = list != null && list.value() instanceof Sequence;
    if (list == null || aList) {
      YamlNode value = new Sequence(list == null ? document.place() : list.value().place(), rules);
      entries.put("rules", new Entry(list == null ? document.place() : list.place(), value));
    }
    return new Mapping(document.place(), entries);
  }

  /** What asks nothing is no rule of one's own, but was to change one that is shipped. */
  private static boolean isMistyped(YamlNode item, List<String> shipped, Problems problems) {
    String id = RuleReader.idOf(item);
    if (id == null || !(item instanceof Mapping rule) || rule.entries().containsKey("when")) {
      return false;
    }
    Optional<String> near = NearestName.of(id, shipped);
    near.ifPresent(
        meant ->
            problems.add(
                rule.get("id").place(),
                "rules[" + id + "].id",
                id,
                "no shipped rule has this id; did you mean "
                    + meant
                    + "? A rule of your own needs label, severity and when"));
    return near.isPresent();
  }

  /** A rule with the fields of another in the place of its own; where it is about stays whole. */
  private static Mapping over(Mapping shipped, Mapping said) {
    Map<String, Entry> entries = new LinkedHashMap<>(shipped.entries());
    entries.putAll(said.entries());
    return new Mapping(said.place(), entries);
  }

  /**
   * What may be a mistake, one line each: rules about models that are not among these.
   *
   * @param models those of the configuration
   */
  public List<String> warnings(List<ScoringModel> models) {
    return KnownComponents.ofConfigured(models).warnings(rules());
  }

  /** Grows with every change of the file; that of the shipped rules with the service. */
  public int version() {
    return version;
  }

  /** All rules, in the order in which their alerts are told, those included that are off. */
  public List<AlertRule> rules() {
    return rules.values().stream().map(RuleReader.Described::rule).toList();
  }

  /** A rule by its id, if there is one. */
  public Optional<AlertRule> rule(String id) {
    return Optional.ofNullable(rules.get(id)).map(RuleReader.Described::rule);
  }

  /** Why a rule is as it is, for people; null when nothing is said. */
  public String descriptionOf(String id) {
    return rules.containsKey(id) ? rules.get(id).description() : null;
  }

  /** Whether the file says anything of a rule. */
  public boolean isSaidByFile(String id) {
    return ownIds.contains(id);
  }

  /** The whole of the rules as YAML, as they are published. */
  public String text() {
    return WholeText.of(whole);
  }

  /** The rules as they are published. */
  public ModelNews.AlertRules news() {
    return new ModelNews.AlertRules(rules(), version, ModelContent.digest(Map.of("rules", text())));
  }
}
