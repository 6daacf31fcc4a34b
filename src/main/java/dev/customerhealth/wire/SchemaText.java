package dev.customerhealth.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/** The JSON of schemas, as it goes to and comes from a registry. */
final class SchemaText {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JAVA_STRING_PROPERTY = "avro.java.string";

  private SchemaText() {}

  /**
   * The schema without the property that tells Java's generated code which class a string has. It
   * says nothing about the data; registered with it, the schema would differ from the one in {@code
   * schemas/} and from every other client's.
   */
  static Schema withoutJavaProperties(Schema schema) {
    String text = schema.toString();
    if (!text.contains(JAVA_STRING_PROPERTY)) {
      return schema;
    }
    try {
      JsonNode tree = JSON.readTree(text);
      removeJavaProperties(tree);
      return parse(tree.toString());
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("Avro wrote a schema that is not JSON", impossible);
    }
  }

  /**
   * Parses a schema.
   *
   * @throws SchemaParseException when the text is no Avro schema
   */
  static Schema parse(String text) {
    return new Schema.Parser().parse(text);
  }

  private static void removeJavaProperties(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(JAVA_STRING_PROPERTY);
    }
    node.forEach(SchemaText::removeJavaProperties);
  }
}
