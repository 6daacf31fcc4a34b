package dev.customerhealth.notify.reading;

import dev.customerhealth.notify.reading.Secrets.StandIn;
import dev.customerhealth.notify.routing.ChannelKind;
import dev.customerhealth.notify.routing.ChannelSettings;
import dev.customerhealth.notify.routing.Secret;
import dev.customerhealth.notify.routing.Target;
import dev.customerhealth.yaml.Fields;
import dev.customerhealth.yaml.YamlNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads receivers and their channels. */
final class ReceiverReader {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@,;<>\"]+@[^\\s@,;<>\"]+");
  private static final String PAGERDUTY = "https://events.pagerduty.com/v2/enqueue";
  private static final String SECRET_PREFIX = "whsec_";
  private static final Duration KEPT_FOR = Duration.ofDays(90);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final int SHORTEST_KEY = 24;
  private static final int LONGEST_KEY = 64;

  private final Values values;

  ReceiverReader(Values values) {
    this.values = values;
  }

  Map<String, List<Target>> read(Fields file) {
    Map<String, List<Target>> receivers = new LinkedHashMap<>();
    int place = 0;
    for (YamlNode node : file.items("receivers", 1)) {
      place++;
      Fields.of(node, "receivers[" + place + "]", values.problems())
          .ifPresent(
              fields -> {
                String name =
                    fields.text("name", NAME, "expected letters, digits, '.', '_' or '-'");
                List<Target> targets = targets(fields, name);
                if (name != null && receivers.putIfAbsent(name, targets) != null) {
                  fields.wrong("name", "expected another name: a receiver has it already");
                }
                fields.refuseUnknown();
              });
    }
    return receivers;
  }

  private List<Target> targets(Fields receiver, String name) {
    List<Target> targets = new ArrayList<>();
    for (ChannelKind kind : ChannelKind.values()) {
      String list = kind.word() + "_configs";
      int place = 0;
      for (YamlNode node : receiver.itemsOrNone(list)) {
        place++;
        String id = name + "/" + kind.word() + "/" + place;
        String path = receiver.path(list) + "[" + place + "]";
        Fields.of(node, path, values.problems())
            .flatMap(fields -> target(fields, id, name, kind))
            .ifPresent(targets::add);
      }
    }
    return targets;
  }

  private Optional<Target> target(Fields fields, String id, String receiver, ChannelKind kind) {
    int before = values.problems().count();
    boolean sendResolved = values.truth(fields, "send_resolved", true);
    Optional<LocalTime> digestAt =
        kind == ChannelKind.EMAIL ? values.time(fields, "digest_at") : Optional.empty();
    Duration pause =
        kind == ChannelKind.LOG
            ? kind.pause()
            : values.duration(fields, "pause", kind.pause(), SHORTEST_PAUSE, LONGEST_PAUSE);
    ChannelSettings settings =
        switch (kind) {
          case SLACK ->
              new ChannelSettings.Slack(url(fields), allowPrivate(fields), toOwner(fields));
          case MSTEAMS ->
              new ChannelSettings.Teams(url(fields), allowPrivate(fields), toOwner(fields));
          case PAGERDUTY -> pagerDuty(fields);
          case WEBHOOK ->
              new ChannelSettings.Webhook(url(fields), signingSecret(fields), allowPrivate(fields));
          case CLOUDEVENTS -> cloudEvents(fields);
          case ALERTMANAGER ->
              new ChannelSettings.Alertmanager(
                  url(fields),
                  values.duration(
                      fields, "keep_for", KEPT_FOR, Duration.ofMinutes(5), Duration.ofDays(365)),
                  allowPrivate(fields));
          case EMAIL -> email(fields);
          case LOG -> new ChannelSettings.Log();
        };
    fields.refuseUnknown();
    return values.problems().count() > before
        ? Optional.empty()
        : Optional.of(new Target(id, receiver, kind, sendResolved, digestAt, settings, pause));
  }

  private boolean allowPrivate(Fields fields) {
    return values.truth(fields, "allow_private", false);
  }

  private boolean toOwner(Fields fields) {
    return values.truth(fields, "to_owner", false);
  }

  /** An address that may be a password; it is never shown. */
  private Secret url(Fields fields) {
    Secret secret = values.secret(fields, "url", StandIn.ADDRESS);
    if (secret != null && !usable(secret.value(), allowPrivate(fields))) {
      String name = fields.has("url_env") ? "url_env" : "url_file";
      fields.wrong(name, "what is there is no address: expected https://..." + plainHint(fields));
    }
    return secret;
  }

  private String plainHint(Fields fields) {
    return allowPrivate(fields) ? " or http://..." : "";
  }

  private static boolean usable(String url, boolean allowPlain) {
    try {
      URI uri = new URI(url);
      boolean scheme =
          "https".equalsIgnoreCase(uri.getScheme())
              || (allowPlain && "http".equalsIgnoreCase(uri.getScheme()));
      return scheme && uri.getHost() != null && uri.getUserInfo() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private ChannelSettings pagerDuty(Fields fields) {
    String url =
        fields.textOr("url", PAGERDUTY, Values.TEXT, "expected where PagerDuty takes events");
    if (!usable(url, allowPrivate(fields))) {
      fields.wrong("url", "expected https://..." + plainHint(fields));
    }
    return new ChannelSettings.PagerDuty(
        values.secret(fields, "routing_key", StandIn.TEXT), url, allowPrivate(fields));
  }

  private ChannelSettings cloudEvents(Fields fields) {
    String source =
        fields.textOr(
            "source", "/customer-health/notifier", Values.TEXT, "expected a URI reference");
    try {
      new URI(source);
    } catch (URISyntaxException e) {
      fields.wrong("source", "expected a URI reference, for instance /customer-health/notifier");
    }
    Optional<Secret> signing =
        values.hasSecret(fields, "signing_secret")
            ? Optional.ofNullable(signingSecret(fields))
            : Optional.empty();
    return new ChannelSettings.CloudEvents(url(fields), signing, source, allowPrivate(fields));
  }

  private Secret signingSecret(Fields fields) {
    Secret secret = values.secret(fields, "signing_secret", StandIn.SIGNING_KEY);
    if (secret != null && !isKey(secret.value())) {
      String name = fields.has("signing_secret_env") ? "signing_secret_env" : "signing_secret_file";
      fields.wrong(name, "what is there is no key: expected whsec_ and 24 to 64 bytes in base64");
    }
    return secret;
  }

  private static boolean isKey(String secret) {
    if (!secret.startsWith(SECRET_PREFIX)) {
      return false;
    }
    try {
      int bytes = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length())).length;
      return bytes >= SHORTEST_KEY && bytes <= LONGEST_KEY;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private ChannelSettings email(Fields fields) {
    String expected = "expected one mail address";
    boolean toOwner = toOwner(fields);
    List<String> to = values.texts(fields, "to", ADDRESS, expected);
    Optional<String> otherwise =
        Optional.ofNullable(fields.textOr("otherwise", null, ADDRESS, expected));
    if (toOwner && otherwise.isEmpty()) {
      fields.wrong(
          "otherwise",
          "missing: expected who is written to when an account's CSM is not among people");
    }
    if (!toOwner && to.isEmpty()) {
      fields.wrongTogether(null, "expected to: [addresses], or to_owner: true");
    }
    return new ChannelSettings.Email(toOwner, to, otherwise);
  }
}
