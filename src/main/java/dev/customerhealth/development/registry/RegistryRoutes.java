package dev.customerhealth.development.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which path does what: Confluent's REST interface, without HTTP. */
final class RegistryRoutes {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final SchemaBook book;

  RegistryRoutes(SchemaBook book) {
    this.book = book;
  }

  /**
   * A request.
   *
   * @param path its segments, decoded
   * @param query its parameters, for instance {@code verbose=true}
   */
  record Request(String method, List<String> path, Set<String> query, String body) {
    boolean is(String wantedMethod, int segments) {
      return method.equals(wantedMethod) && path.size() == segments;
    }

    String segment(int index) {
      return path.get(index);
    }
  }

  JsonNode answer(Request request) throws RegistryProblem, IOException {
    if (request.path().isEmpty()) {
      return NODES.objectNode();
    }
    return switch (request.segment(0)) {
      case "subjects" -> subjects(request);
      case "schemas" -> schemas(request);
      case "compatibility" -> compatibility(request);
      case "config" -> config(request);
      default -> throw unknown(request);
    };
  }

  private JsonNode subjects(Request request) throws RegistryProblem, IOException {
    if (request.is("GET", 1)) {
      return strings(book.subjects());
    }
    if (request.is("POST", 2)) {
      return describe(book.find(request.segment(1), schema(request)));
    }
    if (request.path().size() < 3 || !request.segment(2).equals("versions")) {
      throw unknown(request);
    }
    String subject = request.segment(1);
    if (request.is("GET", 3)) {
      ArrayNode numbers = NODES.arrayNode();
      book.versions(subject).forEach(version -> numbers.add(version.version()));
      return numbers;
    }
    if (request.is("POST", 3)) {
      return NODES.objectNode().put("id", book.register(subject, schema(request)).id());
    }
    if (request.is("GET", 4)) {
      return describe(book.version(subject, request.segment(3)));
    }
    throw unknown(request);
  }

  private JsonNode schemas(Request request) throws RegistryProblem {
    if (request.is("GET", 2) && request.segment(1).equals("types")) {
      return strings(List.of("AVRO"));
    }
    if (request.is("GET", 3) && request.segment(1).equals("ids")) {
      try {
        return NODES.objectNode().put("schema", book.text(Integer.parseInt(request.segment(2))));
      } catch (NumberFormatException notANumber) {
        throw RegistryProblem.noSuchPath("/schemas/ids/" + request.segment(2));
      }
    }
    throw unknown(request);
  }

  private JsonNode compatibility(Request request) throws RegistryProblem {
    boolean all = request.is("POST", 4);
    boolean one = request.is("POST", 5);
    if (!(all || one)
        || !request.segment(1).equals("subjects")
        || !request.segment(3).equals("versions")) {
      throw unknown(request);
    }
    Optional<String> version = all ? Optional.empty() : Optional.of(request.segment(4));
    List<String> objections = book.objections(request.segment(2), version, schema(request));
    ObjectNode verdict = NODES.objectNode().put("is_compatible", objections.isEmpty());
    if (request.query().contains("verbose=true")) {
      verdict.set("messages", strings(objections));
    }
    return verdict;
  }

  private JsonNode config(Request request) throws RegistryProblem, IOException {
    if (request.path().size() > 2) {
      throw unknown(request);
    }
    Optional<String> subject =
        request.path().size() == 2 ? Optional.of(request.segment(1)) : Optional.empty();
    if (request.method().equals("GET")) {
      return NODES.objectNode().put("compatibilityLevel", level(request, subject).name());
    }
    if (!request.method().equals("PUT")) {
      throw unknown(request);
    }
    String wanted = json(request).path("compatibility").asText();
    CompatibilityLevel level =
        CompatibilityLevel.of(wanted)
            .orElseThrow(() -> RegistryProblem.invalidCompatibility(wanted));
    book.setLevel(subject, level);
    return NODES.objectNode().put("compatibility", level.name());
  }

  private CompatibilityLevel level(Request request, Optional<String> subject)
      throws RegistryProblem {
    if (subject.isEmpty() || request.query().contains("defaultToGlobal=true")) {
      return subject.flatMap(book::ownLevel).orElseGet(book::globalLevel);
    }
    return book.ownLevel(subject.get())
        .orElseThrow(() -> RegistryProblem.noOwnCompatibility(subject.get()));
  }

  private static String schema(Request request) throws RegistryProblem {
    JsonNode json = json(request);
    String type = json.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw RegistryProblem.invalidSchema("this registry holds AVRO only, not " + type);
    }
    if (!json.path("references").isEmpty()) {
      throw RegistryProblem.invalidSchema("this registry holds no references");
    }
    if (!json.path("schema").isTextual()) {
      throw RegistryProblem.invalidSchema("the request has no text under \"schema\"");
    }
    return json.path("schema").asText();
  }

  private static JsonNode json(Request request) throws RegistryProblem {
    try {
      return JSON.readTree(request.body());
    } catch (JsonProcessingException malformed) {
      throw RegistryProblem.badRequest("the body is no JSON: " + malformed.getOriginalMessage());
    }
  }

  private static JsonNode describe(SchemaBook.Version version) {
    return NODES
        .objectNode()
        .put("subject", version.subject())
        .put("version", version.version())
        .put("id", version.id())
        .put("schema", version.text());
  }

  private static ArrayNode strings(List<String> values) {
    ArrayNode array = NODES.arrayNode();
    values.forEach(array::add);
    return array;
  }

  private static RegistryProblem unknown(Request request) {
    return RegistryProblem.noSuchPath(request.method() + " /" + String.join("/", request.path()));
  }
}
