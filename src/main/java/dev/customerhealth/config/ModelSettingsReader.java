package dev.customerhealth.config;

import dev.customerhealth.domain.account.Lifecycle;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads which models there are and who is scored by which. */
final class ModelSettingsReader {
  private static final String FILES = "models.files";
  private static final String DEFAULT = "models.default";
  private static final String RULES = "models.rules";
  private static final String ALERT_RULES = "alerts.rules";
  private static final String SHADOWS = "models.shadows-at-once";
  private static final Pattern ANY = Pattern.compile(".+");
  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final String DEFAULT_MODEL = "M0";

  private final SettingsReader values;
  private final Path folder;

  /**
   * A reader.
   *
   * @param folder what file names are relative to
   */
  ModelSettingsReader(SettingsReader values, Path folder) {
    this.values = values;
    this.folder = folder;
  }

  ModelSettings read() {
    return new ModelSettings(
        files(),
        values.text(DEFAULT, DEFAULT_MODEL, ANY, "expected the id of a model"),
        values.originOf(DEFAULT),
        rules(),
        alertRules(),
        values.integer(SHADOWS, ModelSettings.SHADOWS, 0, ModelSettings.MOST_SHADOWS));
  }

  private Path alertRules() {
    Optional<String> name = values.optionalText(ALERT_RULES, ANY, "expected a file");
    if (name.isEmpty()) {
      return null;
    }
    Path path = folder.resolve(name.get()).normalize();
    if (!Files.isRegularFile(path)) {
      values.problem(ALERT_RULES, name.get(), "no such file: " + path);
      return null;
    }
    return path;
  }

  private List<Path> files() {
    List<Path> files = new ArrayList<>();
    for (String name : values.list(FILES, ANY, "expected files or folders")) {
      Path path = folder.resolve(name).normalize();
      if (Files.isDirectory(path)) {
        files.addAll(inFolder(path, name));
      } else if (Files.isRegularFile(path)) {
        files.add(path);
      } else {
        values.problem(FILES, name, "no such file or folder: " + path);
      }
    }
    return files;
  }

  private List<Path> inFolder(Path path, String name) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path, "*.{yml,yaml}")) {
      entries.forEach(found::add);
    } catch (IOException e) {
      values.problem(FILES, name, FileTrouble.of(e));
    }
    found.sort(null);
    if (found.isEmpty()) {
      values.problem(FILES, name, "expected a folder with at least one .yml file");
    }
    return found;
  }

  private List<ModelSettings.Rule> rules() {
    List<ModelSettings.Rule> rules = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    int items = values.items(RULES);
    for (int item = 1; item <= items; item++) {
      ModelSettings.Rule rule = rule(RULES + "[" + item + "]");
      if (rule.id() == null || rule.model() == null) {
        values.problem(
            rule.path(), null, "expected an id, a model and at least one condition under when");
      } else if (rule.id().equals("default") || !ids.add(rule.id())) {
        values.problem(
            rule.path() + ".id", rule.id(), "expected an id that no other rule has, not 'default'");
      }
      if (rule.segments().isEmpty()
          && rule.tiers().isEmpty()
          && rule.stages().isEmpty()
          && rule.renewalNear() == null) {
        values.problem(
            rule.path() + ".when",
            null,
            "expected a condition: segment, tier, stage or renewal-near; for all other accounts set"
                + " models.default");
      }
      rules.add(rule);
    }
    return rules;
  }

  private ModelSettings.Rule rule(String path) {
    return new ModelSettings.Rule(
        values
            .optionalText(path + ".id", ID, "expected small letters, digits and single '-'")
            .orElse(null),
        values.optionalText(path + ".model", ANY, "expected the id of a model").orElse(null),
        values.list(path + ".when.segment", ANY, "expected names of segments"),
        values.list(path + ".when.tier", ANY, "expected names of tiers"),
        values.choices(path + ".when.stage", Lifecycle.Stage.class),
        values.truth(path + ".when.renewal-near").orElse(null),
        path,
        values.originOf(path + ".model"));
  }
}
