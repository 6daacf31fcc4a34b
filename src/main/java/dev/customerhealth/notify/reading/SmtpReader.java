package dev.customerhealth.notify.reading;

import dev.customerhealth.notify.routing.Secret;
import dev.customerhealth.notify.routing.Smtp;
import dev.customerhealth.yaml.Fields;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads where mail is handed in. */
final class SmtpReader {

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\]");
  private static final Pattern SENDER =
      Pattern.compile("(?:[^<>\\r\\n\"@]+ )?<?[^\\s@,;<>\"]+@[^\\s@,;<>\"]+>?");

  private static final Duration TIME_LIMIT = Duration.ofSeconds(60);
  private static final Duration SHORTEST_LIMIT = Duration.ofSeconds(5);

  /** What RFC 5321 has a client wait for the answer to a whole mail. */
  private static final Duration LONGEST_LIMIT = Duration.ofMinutes(10);

  private final Values values;

  SmtpReader(Values values) {
    this.values = values;
  }

  Optional<Smtp> read(Fields fields) {
    int before = values.problems().count();
    String host = fields.text("host", HOST, "expected a host name");
    Smtp.Encryption encryption = fields.choiceOr("encryption", Smtp.Encryption.STARTTLS);
    int port =
        fields.has("port")
            ? fields.integer("port", 1, 65_535)
            : switch (encryption) {
              case STARTTLS -> 587;
              case TLS -> 465;
              case NONE -> 25;
            };
    String from =
        fields.text("from", SENDER, "expected a sender, for instance Health <health@example.com>");
    Optional<String> username =
        Optional.ofNullable(fields.textOr("username", null, Values.TEXT, "expected a user name"));
    Optional<Secret> password = Optional.empty();
    if (username.isPresent() || values.hasSecret(fields, "password")) {
      password = Optional.ofNullable(values.secret(fields, "password", Secrets.StandIn.TEXT));
    }
    if (username.isPresent() && encryption == Smtp.Encryption.NONE) {
      fields.wrong("encryption", "expected starttls or tls: a password is not sent in the clear");
    }
    Duration timeLimit =
        values.duration(fields, "time_limit", TIME_LIMIT, SHORTEST_LIMIT, LONGEST_LIMIT);
    fields.refuseUnknown();
    return values.problems().count() > before
        ? Optional.empty()
        : Optional.of(new Smtp(host, port, from, encryption, username, password, timeLimit));
  }
}
