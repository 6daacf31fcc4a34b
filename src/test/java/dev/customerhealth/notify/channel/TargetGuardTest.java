package dev.customerhealth.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
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
        "64:ff9b:1::808:808",
        "2001:0:808:808::1",
        "2001:2::1",
        "2001:db8::1",
        "ff02::1"
      })
  void inner_addresses_are_known_as_such(String address) throws Exception {
    assertThat(TargetGuard.isPublic(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "172.32.0.1",
        "2606:4700::1111",
        "64:ff9b::808:808",
        "2001:4860:4860::8888"
      })
  void outer_addresses_are_known_as_such(String address) throws Exception {
    assertThat(TargetGuard.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void plain_http_is_objected_to_also_outside() throws Exception {
    assertThat(objection("http://hooks.example.com/", "8.8.8.8")).contains("not https");
    assertThat(objection("https://hooks.example.com/", "8.8.8.8")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"8.8.8.8 127.0.0.1", "10.0.0.1 8.8.8.8", "8.8.8.8 fd12::1 9.9.9.9", "10.0.0.1"})
  void a_name_that_leads_inside_by_any_of_its_addresses_is_objected_to(String addresses)
      throws Exception {
    assertThat(objection("https://hooks.example.com/", addresses.split(" ", -1)))
        .contains("leads to a private address; allow_private would allow it");
  }

  @Test
  void a_name_with_several_addresses_outside_is_not() throws Exception {
    assertThat(objection("https://hooks.example.com/", "8.8.8.8", "2606:4700::1111")).isEmpty();
  }

  private static Optional<String> objection(String url, String... leadsTo) throws Exception {
    return TargetGuard.objection(
        URI.create(url),
        false,
        host -> {
          assertThat(host).isEqualTo("hooks.example.com");
          InetAddress[] addresses = new InetAddress[leadsTo.length];
          for (int at = 0; at < leadsTo.length; at++) {
            addresses[at] = InetAddress.getByName(leadsTo[at]);
          }
          return addresses;
        });
  }
}
