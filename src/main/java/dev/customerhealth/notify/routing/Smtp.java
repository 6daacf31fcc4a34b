package dev.customerhealth.notify.routing;

import java.time.Duration;
import java.util.Optional;

/**
 * The server that takes mail.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param from sender of every mail
 * @param encryption how the connection is protected
 * @param username empty for no login
 * @param password with a username
 * @param timeLimit how long handing over one mail may take, from the lookup of the host to the last
 *     answer; a server that looks into mails answers only then
 */
public record Smtp(
    String host,
    int port,
    String from,
    Encryption encryption,
    Optional<String> username,
    Optional<Secret> password,
    Duration timeLimit) {

  /** How a connection is protected. */
  public enum Encryption {
    /** Begins in the clear and is refused unless it turns to TLS. */
    STARTTLS,
    /** TLS from the first byte. */
    TLS,
    /** In the clear: for a server on the same machine. */
    NONE
  }
}
