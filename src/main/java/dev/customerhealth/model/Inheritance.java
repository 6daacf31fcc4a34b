package dev.customerhealth.model;

import dev.customerhealth.config.ConfigProblem;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.yaml.Fields;
import dev.customerhealth.yaml.Problems;
import dev.customerhealth.yaml.YamlNode;
import dev.customerhealth.yaml.YamlNode.Entry;
import dev.customerhealth.yaml.YamlNode.Mapping;
import dev.customerhealth.yaml.YamlNode.Scalar;
import dev.customerhealth.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts a model that says {@code extends: M0} together with the one it extends. What it says
 * replaces what it inherits; components, measures and caps are matched by their names, and one with
 * {@code remove: true} is taken out. Every value keeps the place where it was written.
 */
final class Inheritance {
  static final String EXTENDS = "extends";
  static final String REMOVE = "remove";

  /** A score is one function: half of the old one and half of the new would be two. */
  private static final Set<String> REPLACED_WHOLE = Set.of("score", "bands", "when");

  private static final Map<String, String> MATCHED_BY =
      Map.of("components", "id", "measures", "measure", "caps", "id");

  private final Map<String, Mapping> documents;
  private final Problems problems;

  /** Among these documents, by model id. */
  Inheritance(Map<String, Mapping> documents, Problems problems) {
    this.documents = documents;
    this.problems = problems;
  }

  /** The document with everything it inherits; empty, with a problem, when that cannot be had. */
  Optional<Mapping> resolved(Mapping document) {
    return resolved(document, new LinkedHashSet<>());
  }

  /**
   * The model of a document; empty, with problems, when it cannot be used. Without what it inherits
   * it is read for its own mistakes only, so that all are told at once.
   *
   * @param whole the document with everything it inherits; empty when that cannot be had
   */
  Optional<ScoringModel> model(Mapping document, Optional<Mapping> whole) {
    if (whole.isEmpty()) {
      Problems ofReplaced = new Problems();
      Problems others = new Problems();
      new ModelReader(others, ofReplaced).read(document);
      problems.addAll(ofReplaced, mistake -> true);
      problems.addAll(others, Inheritance::isOwnMistake);
      return Optional.empty();
    }
    return new ModelReader(problems).read(whole.get());
  }

  /**
   * Whether something outside of what is replaced whole is wrong whatever the document inherits: a
   * value that is there, or a field that no model has. What is missing may be inherited, and sums
   * may come out right with it.
   */
  private static boolean isOwnMistake(ConfigProblem problem) {
    return problem.value() != null
        || (problem.expected().startsWith(Fields.NO_SUCH_FIELD)
            && !problem.path().endsWith("." + REMOVE));
  }

  /** Whether it is the known document itself, and not one that says the same. */
  @SuppressWarnings("ReferenceEquality")
  private boolean isKnown(String id, Mapping document) {
    return documents.get(id) == document;
  }

  private Optional<Mapping> resolved(Mapping document, Set<String> children) {
    YamlNode base = document.get(EXTENDS);
    if (base == null) {
      return Optional.of(document);
    }
    String id = document.text("id");
    String baseId = base instanceof Scalar scalar ? scalar.text() : base.kind();
    // A new version may extend the one of its own id that is known: that is no circle.
    if (id == null || isKnown(id, document)) {
      children.add(id == null ? "?" : id);
    }
    Set<String> others = new TreeSet<>(documents.keySet());
    others.removeAll(children);
    if (children.contains(baseId)) {
      problems.add(
          base.place(),
          EXTENDS,
          baseId,
          "a circle: " + String.join(" extends ", children) + " extends " + baseId);
      return Optional.empty();
    }
    Mapping found = documents.get(baseId);
    if (found == null) {
      problems.add(
          base.place(),
          EXTENDS,
          baseId,
          "no such model; known are " + Fields.words(others) + Fields.meant(baseId, others));
      return Optional.empty();
    }
    return resolved(found, children).map(whole -> withoutExtends(merged(whole, document)));
  }

  /** What inherited everything inherits nothing any more. */
  private static Mapping withoutExtends(Mapping whole) {
    Map<String, Entry> entries = new LinkedHashMap<>(whole.entries());
    entries.remove(EXTENDS);
    return new Mapping(whole.place(), entries);
  }

  /** The place is the child's, so that what is missing is missing there. */
  private Mapping merged(Mapping base, Mapping child) {
    Map<String, Entry> entries = new LinkedHashMap<>(base.entries());
    entries.remove(EXTENDS);
    child
        .entries()
        .forEach(
            (name, entry) -> {
              Entry inherited = base.entries().get(name);
              YamlNode value =
                  inherited == null
                      ? withoutRemoved(name, entry.value())
                      : merged(name, inherited.value(), entry.value());
              entries.put(name, new Entry(entry.place(), value));
            });
    return new Mapping(child.place(), entries);
  }

  private YamlNode merged(String name, YamlNode base, YamlNode child) {
    if (REPLACED_WHOLE.contains(name)) {
      return child;
    }
    if (base instanceof Mapping baseMapping && child instanceof Mapping childMapping) {
      return merged(baseMapping, childMapping);
    }
    String key = MATCHED_BY.get(name);
    if (key != null && base instanceof Sequence baseList && child instanceof Sequence childList) {
      return merged(key, baseList, childList);
    }
    return child;
  }

  private Sequence merged(String key, Sequence base, Sequence child) {
    List<YamlNode> items = new ArrayList<>(base.items());
    for (YamlNode item : child.items()) {
      int match = match(key, items, item);
      boolean removes = removes(item);
      if (removes && match < 0) {
        problems.add(
            item.place(), key, nameOf(key, item), "expected something inherited to remove");
      } else if (removes) {
        items.remove(match);
      } else if (match < 0) {
        items.add(item);
      } else if (items.get(match) instanceof Mapping old && item instanceof Mapping changed) {
        items.set(match, merged(old, changed));
      }
    }
    return new Sequence(child.place(), items);
  }

  /** Nothing is inherited here, so there is nothing to remove. */
  private YamlNode withoutRemoved(String name, YamlNode value) {
    String key = MATCHED_BY.get(name);
    return key != null && value instanceof Sequence list
        ? merged(key, new Sequence(list.place(), List.of()), list)
        : value;
  }

  private static boolean removes(YamlNode item) {
    return item instanceof Mapping mapping && "true".equals(mapping.text(REMOVE));
  }

  /**
   * The inherited item of the same name. A measure may occur over several windows: then the one of
   * the same window is meant.
   */
  private static int match(String key, List<YamlNode> items, YamlNode item) {
    String name = nameOf(key, item);
    if (name == null) {
      return -1;
    }
    String window = ((Mapping) item).text("window");
    int match = -1;
    for (int i = 0; i < items.size(); i++) {
      if (name.equals(nameOf(key, items.get(i)))) {
        boolean sameWindow =
            window != null && window.equals(((Mapping) items.get(i)).text("window"));
        match = match < 0 || sameWindow ? i : match;
      }
    }
    return match;
  }

  private static String nameOf(String key, YamlNode item) {
    return item instanceof Mapping mapping ? mapping.text(key) : null;
  }
}
