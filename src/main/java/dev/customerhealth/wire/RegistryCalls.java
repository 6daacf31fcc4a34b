package dev.customerhealth.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The registry's REST interface: one request, tried once at every URL. Thread safe. */
final class RegistryCalls {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

  private final RegistrySettings settings;
  private final HttpClient http;
  private final AtomicInteger lastGood = new AtomicInteger();

  RegistryCalls(RegistrySettings settings) {
    this.settings = settings;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            // Asking for HTTP/2 in clear text confuses some proxies and registries.
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connectTimeout());
    settings.tls().ifPresent(builder::sslContext);
    this.http = builder.build();
  }

  /**
   * What a registry said.
   *
   * @param status HTTP status
   * @param errorCode the registry's own code, for instance 40403; 0 without one
   * @param body the JSON
   */
  record Reply(int status, int errorCode, JsonNode body) {
    boolean ok() {
      return status / 100 == 2;
    }

    /**
     * The registry itself says that the subject, version or schema does not exist. A proxy's plain
     * 404 does not count.
     */
    boolean absent() {
      return status == 404 && errorCode / 100 == 404;
    }

    String message() {
      return body.path("message").asText("no reason given") + " (" + status + "/" + errorCode + ")";
    }
  }

  /**
   * @throws RegistryUnavailableException when no URL gives an answer that can be relied on
   */
  Reply get(String path) {
    return call(path, null);
  }

  /**
   * @throws RegistryUnavailableException when no URL gives an answer that can be relied on
   */
  Reply post(String path, ObjectNode body) {
    return call(path, body);
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  private Reply call(String path, ObjectNode body) {
    List<URI> urls = settings.urls();
    int first = lastGood.get();
    RegistryUnavailableException failure = null;
    Reply absent = null;
    for (int i = 0; i < urls.size(); i++) {
      int index = (first + i) % urls.size();
      try {
        Reply reply = callOne(urls.get(index), path, body);
        if (!reply.absent()) {
          lastGood.set(index);
          return reply;
        }
        // A follower may not have seen yet what the leader registered: ask the others before
        // believing it.
        absent = reply;
      } catch (RegistryUnavailableException unavailable) {
        if (failure != null) {
          unavailable.addSuppressed(failure);
        }
        failure = unavailable;
        if (Thread.currentThread().isInterrupted()) {
          throw failure;
        }
      }
    }
    if (absent != null) {
      return absent;
    }
    throw failure;
  }

  private Reply callOne(URI base, String path, ObjectNode body) {
    URI uri = URI.create(base + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(settings.readTimeout())
            .header("Accept", MEDIA_TYPE + ", application/json");
    settings.authorization().ifPresent(value -> request.header("Authorization", value));
    if (body != null) {
      request.header("Content-Type", MEDIA_TYPE).POST(BodyPublishers.ofString(body.toString()));
    }
    HttpResponse<String> response;
    try {
      response = http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException unreachable) {
      throw new RegistryUnavailableException(
          uri + " cannot be reached: " + describe(unreachable), unreachable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException("interrupted while asking " + uri, interrupted);
    }
    return read(uri, response);
  }

  private static Reply read(URI uri, HttpResponse<String> response) {
    int status = response.statusCode();
    if (status == 401 || status == 403) {
      throw new RegistryUnavailableException(
          uri
              + " refuses our credentials with "
              + status
              + ": check basic.auth.* or bearer.auth.*");
    }
    JsonNode json = parse(response.body());
    int errorCode = json.path("error_code").asInt(0);
    boolean fromRegistry = status / 100 == 2 ? !json.isMissingNode() : errorCode != 0;
    boolean final4xx = status / 100 == 4 && status != 408 && status != 429;
    if (fromRegistry && (status / 100 == 2 || final4xx)) {
      return new Reply(status, errorCode, json);
    }
    throw new RegistryUnavailableException(
        uri
            + " answered "
            + status
            + (fromRegistry
                ? ": " + json.path("message").asText("")
                : ", but not as a schema registry does"));
  }

  private static JsonNode parse(String body) {
    try {
      JsonNode json = JSON.readTree(body);
      return json.isContainerNode() ? json : JSON.missingNode();
    } catch (JsonProcessingException noJson) {
      return JSON.missingNode();
    }
  }

  private static String describe(IOException failure) {
    String message = failure.getMessage();
    return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
