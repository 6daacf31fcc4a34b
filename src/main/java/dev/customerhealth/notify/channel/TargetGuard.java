package dev.customerhealth.notify.channel;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Keeps webhooks away from the inside: an address that leads to this machine, its network or a
 * cloud's metadata is refused unless the routing file allows it.
 *
 * <p>Asked before every attempt, because names change where they lead. The connection looks the
 * name up once more: usually in what the JDK remembers for 30 seconds (networkaddress.cache.ttl),
 * but whoever owns the name can lead it inside in between. What he gets there is a greeting of TLS:
 * plain http was refused, and nothing is posted to a side that shows no certificate of the name.
 */
final class TargetGuard {

  /** Where names lead. */
  interface Lookup {
    /**
     * All addresses of a host.
     *
     * @throws UnknownHostException when it has none
     */
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  private TargetGuard() {}

  /**
   * What stands against an address; empty when nothing does.
   *
   * @throws UnknownHostException when the name leads nowhere
   */
  static Optional<String> objection(URI uri, boolean allowPrivate, Lookup lookup)
      throws UnknownHostException {
    if (allowPrivate) {
      return Optional.empty();
    }
    if (!"https".equalsIgnoreCase(uri.getScheme())) {
      return Optional.of("not https");
    }
    InetAddress[] addresses = lookup.addresses(uri.getHost());
    // All of them: which one is connected to is not for us to choose.
    return Arrays.stream(addresses).allMatch(TargetGuard::isPublic)
        ? Optional.empty()
        : Optional.of("leads to a private address; allow_private would allow it");
  }

  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address
        ? isPublic4(bytes, 0)
        : isPublic6((Inet6Address) address);
  }

  /** The blocks of RFC 6890 that the JDK has no question for. */
  private static boolean isPublic4(byte[] bytes, int at) {
    int first = bytes[at] & 0xff;
    int second = bytes[at + 1] & 0xff;
    int third = bytes[at + 2] & 0xff;
    boolean thisNetwork = first == 0;
    boolean privateUse = first == 10 || (first == 172 && second >= 16 && second < 32);
    boolean privateHome = first == 192 && second == 168;
    boolean loopback = first == 127;
    boolean linkLocal = first == 169 && second == 254;
    boolean carrier = first == 100 && second >= 64 && second < 128;
    boolean protocols = first == 192 && second == 0 && (third == 0 || third == 2);
    boolean benchmarks = first == 198 && (second == 18 || second == 19);
    boolean reserved = first >= 224;
    return !(thisNetwork
        || privateUse
        || privateHome
        || loopback
        || linkLocal
        || carrier
        || protocols
        || benchmarks
        || reserved);
  }

  private static boolean isPublic6(Inet6Address address) {
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    boolean uniqueLocal = (first & 0xfe) == 0xfc;
    int third = bytes[2] & 0xff;
    int fourth = bytes[3] & 0xff;
    // 64:ff9b::/96; what 64:ff9b:1::/48 leads to only its own network knows, so it is inside.
    boolean translated = first == 0 && second == 0x64 && third == 0xff && isZero(bytes, 4, 12);
    boolean sixToFour = first == 0x20 && second == 0x02;
    boolean globalUnicast = (first & 0xe0) == 0x20;
    // 2001::/23, where Teredo carries IPv4 in disguise, and 2001:db8::/32.
    boolean protocols = first == 0x20 && second == 0x01 && third < 0x02;
    boolean examples = first == 0x20 && second == 0x01 && third == 0x0d && fourth == 0xb8;
    if (translated) {
      return fourth == 0x9b && isPublic4(bytes, 12);
    }
    if (sixToFour) {
      return isPublic4(bytes, 2);
    }
    return globalUnicast && !uniqueLocal && !protocols && !examples;
  }

  private static boolean isZero(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] != 0) {
        return false;
      }
    }
    return true;
  }
}
