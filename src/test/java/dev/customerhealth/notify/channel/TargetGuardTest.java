package dev.customerhealth.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is inside and what is outside. */
class TargetGuardTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "ff02::1"
      })
  void inner_addresses_are_known_as_such(String address) throws Exception {
    assertThat(TargetGuard.isPublic(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "2606:4700::1111", "64:ff9b::808:808"})
  void outer_addresses_are_known_as_such(String address) throws Exception {
    assertThat(TargetGuard.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void plain_http_is_objected_to_also_outside() throws Exception {
    assertThat(TargetGuard.objection(URI.create("http://8.8.8.8/"), false)).contains("not https");
    assertThat(TargetGuard.objection(URI.create("https://8.8.8.8/"), false)).isEmpty();
  }
}
