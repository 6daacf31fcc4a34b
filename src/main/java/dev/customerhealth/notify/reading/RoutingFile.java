package dev.customerhealth.notify.reading;

import dev.customerhealth.config.FileTrouble;
import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.notify.routing.Routing;
import dev.customerhealth.yaml.Problems;
import dev.customerhealth.yaml.YamlDocument;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a routing file as a whole. */
public final class RoutingFile {

  private RoutingFile() {}

  /**
   * Reads it.
   *
   * @param environment where secrets named {@code _env} are looked up
   * @throws InvalidConfigException with everything wrong with it
   */
  public static Routing read(Path file, Map<String, String> environment)
      throws InvalidConfigException {
    return read(file, environment, false).routing();
  }

  /**
   * A routing to rehearse by, for which no secret need be there.
   *
   * @param routing the routing; something that leads nowhere stands in for what is missing
   * @param missing secrets that are not there, by the names of their variables ({@code $NAME}) and
   *     files
   */
  public record Rehearsed(Routing routing, Set<String> missing) {}

  /**
   * Reads it for a rehearsal: secrets that are there are taken, others are listed.
   *
   * @throws InvalidConfigException with everything else wrong with it
   */
  public static Rehearsed rehearse(Path file, Map<String, String> environment)
      throws InvalidConfigException {
    return read(file, environment, true);
  }

  private static Rehearsed read(Path file, Map<String, String> environment, boolean rehearsed)
      throws InvalidConfigException {
    Path folder = file.toAbsolutePath().normalize().getParent();
    Secrets secrets = new Secrets(environment, folder, rehearsed);
    Problems problems = new Problems();
    Optional<Routing> routing = Optional.empty();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      Values values = new Values(problems, secrets);
      routing =
          YamlDocument.read(reader, file.toString(), problems)
              .flatMap(document -> new RoutingReader(values).read(document));
    } catch (IOException e) {
      problems.addAboutFile(file.toString(), FileTrouble.of(e));
    }
    if (problems.count() > 0) {
      throw new InvalidConfigException(problems.list());
    }
    return new Rehearsed(routing.orElseThrow(), secrets.missing());
  }
}
