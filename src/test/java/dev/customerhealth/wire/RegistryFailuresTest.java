package dev.customerhealth.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryFailuresTest {
  @Test
  void our_own_types_say_it_themselves() {
    assertThat(RegistryFailures.isUnavailable(new RegistryUnavailableException("x"))).isTrue();
    assertThat(RegistryFailures.isUnavailable(new UndecodableRecordException("x"))).isFalse();
    assertThat(RegistryFailures.isUnavailable(new RegistryRefusedException("x"))).isFalse();
  }

  @Test
  void what_wraps_an_outage_is_an_outage() {
    Throwable wrapped = new RuntimeException(new RegistryUnavailableException("x"));

    assertThat(RegistryFailures.isUnavailable(wrapped)).isTrue();
  }

  @Test
  void connections_that_fail_are_outages() {
    for (IOException failure :
        new IOException[] {
          new ConnectException("refused"),
          new SocketTimeoutException("slow"),
          new UnknownHostException("registry")
        }) {
      assertThat(RegistryFailures.isUnavailable(new SerializationException("x", failure)))
          .as(failure.toString())
          .isTrue();
    }
  }

  @Test
  void truncated_data_is_no_outage() {
    Throwable truncated = new SerializationException("x", new EOFException());

    assertThat(RegistryFailures.isUnavailable(truncated)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"401", "40101", "403", "408", "429", "404", "500", "50001", "503"})
  void these_codes_are_outages(String code) {
    assertThat(RegistryFailures.isUnavailable(confluents(code))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"40401", "40403", "409", "42201", "422"})
  void these_codes_are_answers(String code) {
    assertThat(RegistryFailures.isUnavailable(confluents(code))).isFalse();
  }

  @Test
  void causes_in_a_circle_end() {
    RuntimeException first = new RuntimeException("first");
    RuntimeException second = new RuntimeException("second", first);
    first.initCause(second);

    assertThat(RegistryFailures.isUnavailable(first)).isFalse();
    assertThat(RegistryFailures.isUnavailable(null)).isFalse();
  }

  private static Throwable confluents(String code) {
    return new InvalidConfigurationException("Unauthorized; error code: " + code);
  }
}
