package dev.customerhealth.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class YamlTroubleTest {

  static Stream<Arguments> troubles() {
    return Stream.of(
        Arguments.of("a tab", "a: 1\nb:\n\t- c\n", 3, "a tab; indent with blanks"),
        Arguments.of(
            "a sign",
            "a: 1\nb: @home\n",
            2,
            "found character '@' that cannot start any token; put the text between quotes"),
        Arguments.of(
            "a second colon",
            "a: 1\nb: Sales: EMEA\n",
            2,
            "a second ': ' in a line, or lines that do not stand below one another; a text with ': '"
                + " in it stands between quotes"),
        Arguments.of(
            "an open brace, told where it begins",
            "a: {b: 1\nc: 2\n",
            1,
            "a '{' without its '}', or without a comma in it"),
        Arguments.of(
            "an open bracket, told where it begins",
            "a: 1\nb: [\nc: 2\n",
            2,
            "a '[' without its ']', or without a comma in it"),
        Arguments.of(
            "a line further out than those before",
            "a:\n  - b: 1\n    c: 2\n   d: 3\n",
            4,
            "lines that do not stand below one another, or something behind the end of a quote"),
        Arguments.of(
            "something behind a quote",
            "a: 'it's'\n",
            1,
            "lines that do not stand below one another, or something behind the end of a quote"),
        Arguments.of(
            "a line without a name", "a: 1\nb\nc: 2\n", 3, "a line above without 'name: '"),
        Arguments.of("an open quote", "a: 1\nb: \"c\nd: 2\n", 2, "a quote without its end"),
        Arguments.of(
            "a control character",
            "a: 1\nb: c\0d\n",
            1,
            "a control character somewhere in the file"),
        Arguments.of("deep nesting", "a: " + "[".repeat(30) + "]".repeat(30), 1, "nested too deep"),
        Arguments.of(
            "a book", "a: " + "b".repeat(4_000_000), 1, "larger than 3 million characters"),
        Arguments.of(
            "a list for a name",
            "a: 1\n? [b, c]\n: 2\n",
            2,
            "Expected a field name (Scalar value in YAML)"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("troubles")
  void what_is_wrong_is_said_with_its_line(String what, String text, int line, String reason)
      throws IOException {
    assertThat(trouble(text)).as(what).isEqualTo(new YamlTrouble(line, reason));
  }

  private static YamlTrouble trouble(String text) throws IOException {
    YAMLFactory factory =
        YAMLFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(20).build())
            .build();
    try (YAMLParser parser = factory.createParser(text)) {
      while (parser.nextToken() != null) {
        assertThat(parser.currentToken()).isNotNull();
      }
      throw new AssertionError("this is YAML: " + text);
    } catch (JsonProcessingException failure) {
      return YamlTrouble.of(failure);
    }
  }
}
