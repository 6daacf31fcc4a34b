package dev.customerhealth.development.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentRegistryTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String V1 = record("{\"name\":\"a\",\"type\":\"string\"}");
  private static final String V2 =
      record(
          "{\"name\":\"a\",\"type\":\"string\"},"
              + "{\"name\":\"b\",\"type\":[\"null\",\"long\"],\"default\":null}");
  private static final String BROKEN =
      record("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"long\"}");

  @TempDir Path directory;
  private DevelopmentRegistry registry;

  private record Answer(int status, JsonNode body, String contentType) {
    int errorCode() {
      return body.path("error_code").asInt();
    }
  }

  @BeforeEach
  void start() throws IOException {
    registry = new DevelopmentRegistry(directory, 0);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void a_schema_is_registered_and_found_by_id() throws Exception {
    Answer registered = register("s-value", V1);

    assertThat(registered.status()).isEqualTo(200);
    assertThat(registered.body().get("id").asInt()).isEqualTo(1);
    assertThat(registered.contentType()).isEqualTo("application/vnd.schemaregistry.v1+json");
    assertThat(get("/schemas/ids/1").body().get("schema").asText()).isEqualTo(V1);
  }

  @Test
  void registering_again_gives_the_same_id_and_no_new_version() throws Exception {
    register("s-value", V1);
    Answer again = register("s-value", V1.replace("{", "{ "));

    assertThat(again.body().get("id").asInt()).isEqualTo(1);
    assertThat(get("/subjects/s-value/versions").body().toString()).isEqualTo("[1]");
  }

  @Test
  void one_schema_has_one_id_under_all_subjects() throws Exception {
    register("s-value", V1);
    register("s-value", V2);

    assertThat(register("t-value", V2).body().get("id").asInt()).isEqualTo(2);
    assertThat(get("/subjects").body().toString()).isEqualTo("[\"s-value\",\"t-value\"]");
  }

  @Test
  void versions_are_found_by_number_and_latest() throws Exception {
    register("s-value", V1);
    register("s-value", V2);

    JsonNode latest = get("/subjects/s-value/versions/latest").body();
    assertThat(latest.get("version").asInt()).isEqualTo(2);
    assertThat(latest.get("id").asInt()).isEqualTo(2);
    assertThat(latest.get("schema").asText()).isEqualTo(V2);
    assertThat(get("/subjects/s-value/versions/1").body().get("schema").asText()).isEqualTo(V1);
  }

  @Test
  void a_schema_is_looked_up_without_registering() throws Exception {
    register("s-value", V1);

    assertThat(post("/subjects/s-value", schema(V1)).body().get("version").asInt()).isEqualTo(1);
    assertThat(post("/subjects/s-value", schema(V2)).errorCode()).isEqualTo(40403);
    assertThat(get("/subjects/s-value/versions").body()).hasSize(1);
  }

  @Test
  void what_does_not_exist_has_confluents_codes() throws Exception {
    register("s-value", V1);

    assertThat(get("/subjects/none/versions").errorCode()).isEqualTo(40401);
    assertThat(get("/subjects/none/versions/latest").errorCode()).isEqualTo(40401);
    assertThat(post("/subjects/none", schema(V1)).errorCode()).isEqualTo(40401);
    assertThat(get("/subjects/s-value/versions/2").errorCode()).isEqualTo(40402);
    assertThat(get("/schemas/ids/99").errorCode()).isEqualTo(40403);
    assertThat(get("/subjects/s-value/versions/0").errorCode()).isEqualTo(42202);
    assertThat(get("/nonsense").errorCode()).isEqualTo(404);
    assertThat(get("/schemas/ids/99").status()).isEqualTo(404);
  }

  @Test
  void an_incompatible_schema_is_refused_with_409() throws Exception {
    register("s-value", V1);

    Answer refused = register("s-value", BROKEN);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.errorCode()).isEqualTo(409);
    assertThat(refused.body().get("message").asText())
        .contains("READER_FIELD_MISSING_DEFAULT_VALUE");
  }

  @Test
  void an_invalid_schema_is_refused_with_42201() throws Exception {
    Answer refused = register("s-value", "{\"type\":\"nonsense\"}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.errorCode()).isEqualTo(42201);
    assertThat(post("/subjects/s-value/versions", "{}").errorCode()).isEqualTo(42201);
    assertThat(post("/subjects/s-value/versions", "no json").status()).isEqualTo(400);
  }

  @Test
  void other_types_and_references_are_refused() throws Exception {
    assertThat(
            post("/subjects/s/versions", "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}").errorCode())
        .isEqualTo(42201);
    assertThat(get("/schemas/types").body().toString()).isEqualTo("[\"AVRO\"]");
  }

  @Test
  void the_level_decides_what_is_compatible() throws Exception {
    register("s-value", V1);
    assertThat(put("/config/s-value", "NONE").body().get("compatibility").asText())
        .isEqualTo("NONE");

    assertThat(register("s-value", BROKEN).status()).isEqualTo(200);
    assertThat(get("/config").body().get("compatibilityLevel").asText()).isEqualTo("BACKWARD");
    assertThat(get("/config/s-value").body().get("compatibilityLevel").asText()).isEqualTo("NONE");
    assertThat(put("/config", "SOMEHOW").errorCode()).isEqualTo(42203);
  }

  @Test
  void a_subject_without_a_level_of_its_own_says_so_as_confluents_registry_does() throws Exception {
    register("s-value", V1);

    assertThat(get("/config/s-value").errorCode()).isEqualTo(40408);
    assertThat(
            get("/config/s-value?defaultToGlobal=true").body().get("compatibilityLevel").asText())
        .isEqualTo("BACKWARD");
  }

  @Test
  void a_transitive_level_looks_at_every_version() throws Exception {
    String withC =
        record(
            "{\"name\":\"a\",\"type\":\"string\"},"
                + "{\"name\":\"b\",\"type\":\"string\",\"default\":\"\"}");
    String withoutDefault =
        record("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"string\"}");
    register("s-value", V1);
    register("s-value", withC);

    assertThat(compatible("s-value", withoutDefault)).isTrue();
    put("/config/s-value", "BACKWARD_TRANSITIVE");
    assertThat(register("s-value", withoutDefault).status()).isEqualTo(409);
  }

  @Test
  void the_forward_level_protects_old_readers() throws Exception {
    put("/config", "FORWARD");
    register("s-value", V1);

    assertThat(compatible("s-value", BROKEN)).isTrue();
    assertThat(compatible("s-value", record("{\"name\":\"z\",\"type\":\"int\"}"))).isFalse();
  }

  @Test
  void compatibility_with_a_new_subject_is_given() throws Exception {
    assertThat(compatible("new-value", V1)).isTrue();
    assertThat(post("/compatibility/subjects/new-value/versions/1", schema(V1)).errorCode())
        .isEqualTo(40401);
  }

  @Test
  void a_restart_keeps_ids_versions_and_levels() throws Exception {
    register("s-value", V1);
    register("s-value", V2);
    put("/config/s-value", "FULL");
    registry.close();

    registry = new DevelopmentRegistry(directory, 0);

    assertThat(get("/schemas/ids/2").body().get("schema").asText()).isEqualTo(V2);
    assertThat(get("/subjects/s-value/versions/latest").body().get("id").asInt()).isEqualTo(2);
    assertThat(get("/config/s-value").body().get("compatibilityLevel").asText()).isEqualTo("FULL");
    assertThat(
            register("t-value", record("{\"name\":\"n\",\"type\":\"int\"}"))
                .body()
                .get("id")
                .asInt())
        .isEqualTo(3);
  }

  @Test
  void half_a_last_line_is_cut_off_and_the_rest_kept() throws Exception {
    register("s-value", V1);
    registry.close();
    Path file = directory.resolve("schemas.ndjson");
    Files.writeString(file, "{\"subject\":\"s-va", StandardOpenOption.APPEND);

    registry = new DevelopmentRegistry(directory, 0);
    register("s-value", V2);
    registry.close();
    registry = new DevelopmentRegistry(directory, 0);

    assertThat(get("/subjects/s-value/versions").body().toString()).isEqualTo("[1,2]");
  }

  @Test
  void a_damaged_file_is_named_with_its_line() throws Exception {
    register("s-value", V1);
    registry.close();
    Path file = directory.resolve("schemas.ndjson");
    Files.writeString(file, "rubbish\n", StandardOpenOption.APPEND);

    assertThatThrownBy(() -> new DevelopmentRegistry(directory, 0))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("schemas.ndjson line 2");
  }

  @Test
  void a_port_in_use_is_said_in_plain_words(@TempDir Path other) {
    assertThatThrownBy(() -> new DevelopmentRegistry(other, registry.port()))
        .isInstanceOf(BindException.class)
        .hasMessageContaining("port " + registry.port())
        .hasMessageContaining("choose another port");
  }

  private boolean compatible(String subject, String text) throws Exception {
    return post("/compatibility/subjects/" + subject + "/versions/latest", schema(text))
        .body()
        .get("is_compatible")
        .asBoolean();
  }

  private Answer register(String subject, String text) throws Exception {
    return post("/subjects/" + subject + "/versions", schema(text));
  }

  private Answer get(String path) throws Exception {
    return send(path, HttpRequest.newBuilder().GET());
  }

  private Answer post(String path, String body) throws Exception {
    return send(path, HttpRequest.newBuilder().POST(BodyPublishers.ofString(body)));
  }

  private Answer put(String path, String level) throws Exception {
    String body = JSON.createObjectNode().put("compatibility", level).toString();
    return send(path, HttpRequest.newBuilder().PUT(BodyPublishers.ofString(body)));
  }

  private Answer send(String path, HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response =
        HTTP.send(request.uri(URI.create(registry.url() + path)).build(), BodyHandlers.ofString());
    return new Answer(
        response.statusCode(),
        JSON.readTree(response.body()),
        response.headers().firstValue("Content-Type").orElse(""));
  }

  private static String schema(String text) {
    return JSON.createObjectNode().put("schema", text).toString();
  }

  private static String record(String fields) {
    return "{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}";
  }
}
