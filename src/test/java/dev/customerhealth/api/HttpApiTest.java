package dev.customerhealth.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.metrics.ServiceMeters;
import dev.customerhealth.runtime.ServiceFailedException;
import dev.customerhealth.runtime.ServiceStatus;
import dev.customerhealth.testing.Presets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpApiTest {

  private static final String HOST = "127.0.0.1";

  private final ServiceMeters meters = new ServiceMeters(Topics.standard(), Presets.policy());

  @AfterEach
  void close() {
    meters.close();
  }

  @Test
  void a_service_that_starts_lives_but_is_not_ready_and_says_why() throws Exception {
    try (HttpApi api = start(0)) {
      assertThat(get(api, "/healthz").statusCode()).isEqualTo(200);
      HttpResponse<String> ready = get(api, "/readyz");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body()).isEqualTo("starting\n");
    }
  }

  @Test
  void whoever_opens_it_is_told_which_paths_there_are_and_each_of_them_answers() throws Exception {
    try (HttpApi api = start(0)) {
      HttpResponse<String> page = get(api, "/");

      assertThat(page.statusCode()).isEqualTo(200);
      List<String> paths =
          page.body().lines().skip(1).map(line -> line.strip().replaceFirst(" .*", "")).toList();
      assertThat(paths).containsExactly("/healthz", "/readyz", "/metrics", "/api/topology");
      for (String path : paths) {
        assertThat(get(api, path).statusCode()).as(path).isIn(200, 503);
      }
      assertThat(get(api, "/nothing").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void the_numbers_are_in_prometheus_form() throws Exception {
    try (HttpApi api = start(0)) {
      HttpResponse<String> numbers = get(api, "/metrics");

      assertThat(numbers.statusCode()).isEqualTo(200);
      assertThat(numbers.headers().firstValue("content-type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
      assertThat(numbers.body()).contains("# TYPE customer_health_records_total counter");
    }
  }

  @Test
  void the_shape_of_the_stream_is_told() throws Exception {
    try (HttpApi api = start(0)) {
      assertThat(get(api, "/api/topology").body()).isEqualTo("the topology");
    }
  }

  @Test
  void a_port_in_use_is_one_clear_line() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> start(taken.getLocalPort()))
          .isInstanceOf(ServiceFailedException.class)
          .hasMessageStartingWith(
              "http.port " + taken.getLocalPort() + " on 127.0.0.1 cannot be taken (")
          .hasMessageEndingWith("): stop what listens there or choose another port");
    }
  }

  private HttpApi start(int port) throws ServiceFailedException {
    return HttpApi.start(
        new ServiceConfig.HttpSettings(HOST, port),
        new ServiceStatus(),
        meters,
        () -> "the topology");
  }

  private static HttpResponse<String> get(HttpApi api, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + api.port() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
