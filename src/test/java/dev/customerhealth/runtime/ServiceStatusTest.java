package dev.customerhealth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.api.HttpApi;
import dev.customerhealth.config.ServiceConfig;
import dev.customerhealth.contract.Topics;
import dev.customerhealth.metrics.ServiceMeters;
import dev.customerhealth.testing.Presets;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class ServiceStatusTest {

  /** Who kills it while its stores are written down takes the state from it. */
  @Test
  void while_it_closes_it_says_why_and_is_worth_keeping_but_not_ready() {
    ServiceStatus status = new ServiceStatus();
    status.phase("running");

    status.ends("the disk of state-dir /state is full");

    assertThat(status.phase()).isEqualTo("stopping: the disk of state-dir /state is full");
    assertThat(status.ready()).isFalse();
    assertThat(status.alive()).isTrue();
    status.failed("the disk of state-dir /state is full");
    assertThat(status.phase()).isEqualTo("the disk of state-dir /state is full");
    assertThat(status.alive()).isFalse();
  }

  /** Kubernetes asks over HTTP, and starts anew what does not answer 200. */
  @Test
  void a_process_that_failed_is_told_to_be_started_again() throws Exception {
    ServiceStatus status = new ServiceStatus();
    try (ServiceMeters meters = new ServiceMeters(Topics.standard(), Presets.policy());
        HttpApi api =
            HttpApi.start(
                new ServiceConfig.HttpSettings("127.0.0.1", 0), status, meters, () -> "")) {
      assertThat(healthz(api).statusCode()).isEqualTo(200);

      status.failed("the disk of state-dir /state is full");

      HttpResponse<String> answer = healthz(api);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).isEqualTo("the disk of state-dir /state is full\n");
    }
  }

  private static HttpResponse<String> healthz(HttpApi api) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + "/healthz"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
