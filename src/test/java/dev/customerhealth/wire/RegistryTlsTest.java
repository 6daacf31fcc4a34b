package dev.customerhealth.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry behind https that asks for a client certificate. */
class RegistryTlsTest {
  private static final String PASSWORD = "changeit";
  private static final Schema SCHEMA =
      SchemaBuilder.record("R").fields().requiredString("a").endRecord();

  @TempDir static Path directory;
  private static HttpsServer server;

  @BeforeAll
  static void start() throws Exception {
    makeCertificate();
    SSLContext context = RegistryTls.from(stores()).orElseThrow();
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            var required = context.getDefaultSSLParameters();
            required.setNeedClientAuth(true);
            parameters.setSSLParameters(required);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body = "{\"id\": 7}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  @Test
  void with_key_and_trust_stores_it_is_reached() {
    assertThat(client(stores()).idFor("t-value", SCHEMA)).isEqualTo(7);
  }

  @Test
  void without_a_trust_store_its_certificate_is_not_believed() {
    assertThatThrownBy(() -> client(Map.of()).idFor("t-value", SCHEMA))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("SSLHandshakeException");
  }

  @Test
  void without_a_key_store_it_refuses_us() {
    Map<String, Object> trustOnly = new HashMap<>(stores());
    trustOnly.keySet().removeIf(key -> key.contains("keystore"));

    assertThatThrownBy(() -> client(trustOnly).idFor("t-value", SCHEMA))
        .isInstanceOf(RegistryUnavailableException.class);
  }

  private static RegistryClient client(Map<String, Object> stores) {
    Map<String, Object> configuration = new HashMap<>(stores);
    configuration.put(RegistrySettings.URL, "https://127.0.0.1:" + server.getAddress().getPort());
    configuration.put(RegistrySettings.WAIT_MS, 0);
    return new RegistryClient(RegistrySettings.from(configuration));
  }

  private static Map<String, Object> stores() {
    return Map.of(
        "schema.registry.ssl.truststore.location",
        store(),
        "schema.registry.ssl.truststore.password",
        PASSWORD,
        "schema.registry.ssl.truststore.type",
        "PKCS12",
        "schema.registry.ssl.keystore.location",
        store(),
        "schema.registry.ssl.keystore.password",
        PASSWORD);
  }

  /** With the JDK's own tool: the JDK has no public interface that makes certificates. */
  private static void makeCertificate() throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor()).as("keytool, see keytool.log").isZero();
  }

  /** One store for both: the JDK trusts the certificates of a store's own keys. */
  private static String store() {
    return directory.resolve("store.p12").toString();
  }
}
