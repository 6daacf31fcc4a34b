package dev.customerhealth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

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
}
