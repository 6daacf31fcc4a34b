package dev.customerhealth.yaml;

import dev.customerhealth.config.ConfigProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Everything found wrong so far, each once: what a model inherits is checked with it, and is the
 * other model's mistake.
 */
public final class Problems {
  private static final int WHOLE_FILE = 0;

  private final Map<ConfigProblem, Place> found = new LinkedHashMap<>();

  /**
   * One thing wrong.
   *
   * @param path of the value within the document, for instance {@code bands[stable].to}
   * @param value what was given; null when nothing was
   */
  public void add(Place place, String path, String value, String expected) {
    found.putIfAbsent(new ConfigProblem(place.toString(), path, value, expected), place);
  }

  /** Something wrong with a file as such. */
  public void addAboutFile(String file, String expected) {
    found.putIfAbsent(new ConfigProblem(file, "", null, expected), new Place(file, WHOLE_FILE));
  }

  /** Takes over those of another document that are worth telling. */
  public void addAll(Problems others, Predicate<ConfigProblem> worthTelling) {
    others.found.forEach(
        (problem, place) -> {
          if (worthTelling.test(problem)) {
            found.putIfAbsent(problem, place);
          }
        });
  }

  public int count() {
    return found.size();
  }

  /** In the order in which people read: file by file, line by line. */
  public List<ConfigProblem> list() {
    List<String> files = found.values().stream().map(Place::file).distinct().toList();
    List<Map.Entry<ConfigProblem, Place>> entries = new ArrayList<>(found.entrySet());
    entries.sort(
        Comparator.comparingInt(
                (Map.Entry<ConfigProblem, Place> entry) -> files.indexOf(entry.getValue().file()))
            .thenComparingInt(entry -> entry.getValue().line()));
    return entries.stream().map(Map.Entry::getKey).toList();
  }
}
