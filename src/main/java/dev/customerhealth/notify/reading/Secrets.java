package dev.customerhealth.notify.reading;

import dev.customerhealth.notify.routing.Secret;
import dev.customerhealth.yaml.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Secrets that a routing file names, from the environment or from files. In a rehearsal what is not
 * there is stood in for and listed by name: names are no secrets.
 */
final class Secrets {

  private static final int LONGEST = 8192;

  private final Map<String, String> environment;
  private final Path folder;
  private final boolean rehearsed;
  private final Set<String> missing = new TreeSet<>();

  /**
   * Where secrets are looked up.
   *
   * @param folder what file names are relative to
   * @param rehearsed whether something stands in for what is missing
   */
  Secrets(Map<String, String> environment, Path folder, boolean rehearsed) {
    this.environment = environment;
    this.folder = folder;
    this.rehearsed = rehearsed;
  }

  /** What is missing, as people name it, such as {@code $SLACK_URL}. */
  Set<String> missing() {
    return missing;
  }

  /** Null, with a problem, when it is not there and nothing may stand in for it. */
  Secret ofEnvironment(Fields fields, String name, String variable, StandIn standIn) {
    String value = environment.get(variable);
    if (value == null || value.isBlank()) {
      return missing(fields, name, "$" + variable, standIn, "this environment variable is not set");
    }
    return new Secret("$" + variable, value.strip());
  }

  /** The same of a file. */
  Secret ofFile(Fields fields, String name, String path, StandIn standIn) {
    Path file = folder.resolve(path).normalize();
    try {
      if (Files.size(file) > LONGEST) {
        fields.wrong(name, "expected a file of at most " + LONGEST + " bytes");
        return null;
      }
      String value = Files.readString(file).strip();
      if (value.isEmpty()) {
        fields.wrong(name, "this file is empty");
        return null;
      }
      return new Secret(file.toString(), value);
    } catch (IOException e) {
      return missing(fields, name, file.toString(), standIn, "this file cannot be read");
    }
  }

  private Secret missing(
      Fields fields, String name, String origin, StandIn standIn, String problem) {
    if (!rehearsed) {
      fields.wrong(name, problem);
      return null;
    }
    missing.add(origin);
    return standIn.of(origin);
  }

  /** What stands in for a secret nobody has given, so that the rest of the file can be read. */
  enum StandIn {
    /** An address that leads nowhere: nobody can own a name under it (RFC 2606). */
    ADDRESS,
    /** A key to sign with. */
    SIGNING_KEY,
    /** Any text. */
    TEXT;

    private static final String ZEROS = "A".repeat(43) + "=";

    Secret of(String origin) {
      return new Secret(
          origin,
          switch (this) {
            // Two hooks are two places, as they will be when they are given.
            case ADDRESS -> "https://not-set.invalid/" + Integer.toHexString(origin.hashCode());
            case SIGNING_KEY -> "whsec_" + ZEROS;
            case TEXT -> "not set";
          });
    }
  }
}
