package dev.customerhealth.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The guard must go red on bad changes, above all on those that Avro's own check lets pass. */
class SchemaEvolutionGuardTest {
  private static final String RELEASED =
      """
      {"type":"record","name":"R","namespace":"dev.customerhealth.avro","doc":"d","fields":[
       {"name":"id","type":"string","doc":"d"},
       {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"},"doc":"d"},
       {"name":"amount","type":{"type":"bytes","logicalType":"decimal","precision":10,"scale":2},"doc":"d"},
       {"name":"note","type":["null","string"],"default":null,"doc":"d"},
       {"name":"share","type":"double","default":0.0,"doc":"d"},
       {"name":"day","type":["null",{"type":"int","logicalType":"date"}],"default":null,"doc":"d"},
       {"name":"tags","type":{"type":"array","items":{"type":"record","name":"Tag","doc":"d","fields":[
         {"name":"text","type":"string","doc":"d"}]}},"default":[],"doc":"d"},
       {"name":"kind","type":{"type":"enum","name":"Kind","doc":"d","symbols":["A","B","UNKNOWN"],
         "default":"UNKNOWN"},"default":"UNKNOWN","doc":"d"}]}
      """;

  static List<Arguments> badChanges() {
    return List.of(
        bad("scale", replace("\"scale\":2", "\"scale\":3"), "decimal(10,2) became decimal(10,3)"),
        bad("precision", replace("\"precision\":10", "\"precision\":12"), "became decimal(12,2)"),
        bad(
            "millis to micros",
            replace("timestamp-millis", "timestamp-micros"),
            "R.at: logical type"),
        bad(
            "logical type gone",
            replace("{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}", "\"long\""),
            "timestamp-millis became null"),
        bad(
            "date within a union",
            replace("{\"type\":\"int\",\"logicalType\":\"date\"}", "\"int\""),
            "R.day: logical type date became null"),
        bad(
            "string to bytes",
            replace("\"id\",\"type\":\"string\"", "\"id\",\"type\":\"bytes\""),
            "R.id: type STRING became BYTES"),
        bad(
            "string to bytes within a union",
            replace("[\"null\",\"string\"]", "[\"null\",\"bytes\"]"),
            "R.note: the union has no string"),
        bad("namespace", replace("dev.customerhealth.avro", "dev.elsewhere"), "R: name"),
        bad(
            "record name",
            replace("\"name\":\"R\"", "\"name\":\"S\""),
            "became dev.customerhealth.avro.S"),
        bad("nested record name", replace("\"Tag\"", "\"Label\""), "R.tags[]: name"),
        bad("enum name", replace("\"Kind\"", "\"Sort\""), "R.kind: name"),
        bad("symbol gone", replace("\"A\",\"B\"", "\"A\""), "the symbols [B] are gone"),
        bad(
            "field gone",
            replace("{\"name\":\"share\",\"type\":\"double\",\"default\":0.0,\"doc\":\"d\"},", ""),
            "R.share: the field is gone"),
        bad(
            "field renamed",
            replace("\"name\":\"note\"", "\"name\":\"remark\""),
            "R.note: the field is gone"),
        bad(
            "default changed",
            replace("\"default\":0.0", "\"default\":1.0"),
            "R.share: the default changed"),
        bad("default gone", replace("\"default\":0.0,", ""), "R.share: the default changed"),
        bad(
            "field without default",
            replace(
                "\"fields\":[\n",
                "\"fields\":[{\"name\":\"extra\",\"type\":\"int\",\"doc\":\"d\"},\n"),
            "R.extra: a field was added without a default"),
        bad(
            "nested field without default",
            replace(
                "{\"name\":\"text\"",
                "{\"name\":\"colour\",\"type\":\"int\",\"doc\":\"d\"},{\"name\":\"text\""),
            "R.tags[].colour: a field was added without a default"),
        bad(
            "wider union",
            replace("[\"null\",\"string\"]", "[\"null\",\"string\",\"long\"]"),
            "new branches"),
        bad(
            "double to float",
            replace("\"share\",\"type\":\"double\"", "\"share\",\"type\":\"float\""),
            "FLOAT"),
        bad(
            "null made impossible",
            replace("[\"null\",\"string\"],\"default\":null", "\"string\""),
            "R.note"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badChanges")
  void a_bad_change_is_refused_with_the_place_and_what_to_do(
      String change, UnaryOperator<String> edit, String words) {
    String edited = edit.apply(RELEASED);
    assertThat(edited).as("the change must change something").isNotEqualTo(RELEASED);

    List<String> objections = SchemaEvolutionGuard.change(parse(RELEASED), parse(edited));

    assertThat(objections)
        .as(change)
        .anySatisfy(objection -> assertThat(objection).contains(words).contains("To do: "));
  }

  @Test
  void no_change_is_no_objection() {
    assertThat(SchemaEvolutionGuard.change(parse(RELEASED), parse(RELEASED))).isEmpty();
    assertThat(SchemaEvolutionGuard.form(parse(RELEASED))).isEmpty();
  }

  @Test
  void a_field_with_a_default_a_symbol_and_a_better_doc_may_be_added() {
    String grown =
        RELEASED
            .replace("\"A\",\"B\"", "\"A\",\"B\",\"C\"")
            .replace(
                "\"fields\":[\n",
                "\"fields\":[{\"name\":\"extra\",\"type\":[\"null\",\"int\"],\"default\":null,\"doc\":\"d\"},\n")
            .replace("\"doc\":\"d\"},\n", "\"doc\":\"better\"},\n");

    assertThat(SchemaEvolutionGuard.change(parse(RELEASED), parse(grown))).isEmpty();
  }

  @Test
  void a_missing_doc_is_refused() {
    String silent = RELEASED.replace("\"type\":\"string\",\"doc\":\"d\"", "\"type\":\"string\"");

    assertThat(SchemaEvolutionGuard.form(parse(silent)))
        .containsExactly(
            "R.id: there is no doc. To do: say what it means, its unit and when it is null.",
            "R.tags[].text: there is no doc. To do: say what it means, its unit and when it is null.");
  }

  @Test
  void an_enum_without_the_default_unknown_is_refused() {
    String without =
        RELEASED
            .replace(",\n   \"default\":\"UNKNOWN\"}", "}")
            .replace("\"UNKNOWN\"],", "\"UNKNOWN\"],")
            .replace("\"default\":\"UNKNOWN\"},\"default\"", "\"order\":0},\"default\"");

    assertThat(SchemaEvolutionGuard.form(parse(without)))
        .singleElement()
        .asString()
        .contains("R.kind: the enum Kind has no default UNKNOWN");
  }

  private static Arguments bad(String change, UnaryOperator<String> edit, String words) {
    return Arguments.of(change, edit, words);
  }

  private static UnaryOperator<String> replace(String from, String to) {
    return text -> text.replace(from, to);
  }

  private static Schema parse(String text) {
    return new Schema.Parser().parse(text);
  }
}
